package io.portcullis.engine.routing;

import io.portcullis.engine.EngineSettings;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;

/**
 * Where a command goes (step 7). One venue so far, so every order goes there; what was sent to a venue is cancelled and asked for
 * at the same one.
 */
public final class Router {
    private final VenueId venue;

    /** Routes by the settings. */
    public Router(EngineSettings settings) {
        venue = settings.venue();
    }

    /** The venue for a command. */
    public VenueId route(VenueCommand command) {
        return venue;
    }

    /** The venue whose trading state an order is judged under before it is routed. */
    public VenueId venue() {
        return venue;
    }
}
