package io.portcullis.host.plugins;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.spi.Agent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.Venue;

/**
 * Told when plugins come and go. Called on the registry's threads, one call at a time, never after a blocking one: a listener
 * hands over and returns.
 */
public interface PluginListener {
    /** An agent came; when one of the same id was there, this one takes its place and no removal is told. */
    default void agentAdded(Agent agent) {}

    /** An agent went and none took its place. */
    default void agentRemoved(AgentId id) {}

    /** A venue came, or took the place of one with the same id. */
    default void venueAdded(Venue venue) {}

    /** A venue went and none took its place. */
    default void venueRemoved(VenueId id) {}

    /** A connector came, or took the place of one with the same name. */
    default void connectorAdded(Connector connector) {}

    /** A connector went and none took its place. */
    default void connectorRemoved(String name) {}
}
