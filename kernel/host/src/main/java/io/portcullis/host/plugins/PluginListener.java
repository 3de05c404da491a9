package io.portcullis.host.plugins;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.spi.Agent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.Venue;

/**
 * Told when plugins come and go. What is told about one plugin comes in order, on a thread that works for this plugin alone: a
 * listener may take its time, and holds up nobody else. It is told about several plugins at once and has to be thread-safe.
 *
 * <p>When one version takes the place of another, the former one is taken away only after the call has returned.
 */
public interface PluginListener {
    /**
     * An agent came; when one of the same id was there, this one takes its place and no removal is told.
     *
     * @throws PluginUnusableException when it cannot be asked
     */
    default void agentAdded(Agent agent) {}

    /** An agent went and none took its place. */
    default void agentRemoved(AgentId id) {}

    /**
     * A venue came, or took the place of one with the same id.
     *
     * @throws PluginUnusableException when it cannot be opened
     */
    default void venueAdded(Venue venue) {}

    /** A venue stops for a moment, for new settings; it comes back, or {@link #venueRemoved} follows. */
    default void venuePaused(VenueId id) {}

    /** A venue went and none took its place. */
    default void venueRemoved(VenueId id) {}

    /** A connector came, or took the place of one with the same name. */
    default void connectorAdded(Connector connector) {}

    /** A connector went and none took its place. */
    default void connectorRemoved(String name) {}
}
