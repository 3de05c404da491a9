package io.portcullis.host.plugins;

import io.portcullis.model.id.VenueId;
import io.portcullis.spi.Agent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueProcess;
import java.util.List;
import java.util.Optional;

/** What the installed plugins offer now. Thread-safe. */
public interface Plugins {
    /** The agents, in id order. */
    List<Agent> agents();

    /** A venue. */
    Optional<Venue> venue(VenueId id);

    /** A connector. */
    Optional<Connector> connector(String name);

    /** A venue that can run as its own process; the first by plugin name when there are several. */
    Optional<VenueProcess> venueProcess();

    /**
     * Tells a listener of every plugin that is there already, on the caller's thread, and from then on of every change. Who may
     * take its time should listen before the plugins come.
     */
    void listen(PluginListener listener);
}
