package io.portcullis.host.server;

import java.util.List;

/**
 * The route files.
 *
 * @param routes sorted by name
 * @param problem why the folder itself cannot be read, and then everything runs on; empty when it can
 */
public record RoutesView(List<RouteView> routes, String problem) {
    /** Copies the list. */
    public RoutesView {
        routes = List.copyOf(routes);
    }

    /** How many files do not run as they are saved. */
    public int broken() {
        return (int) routes.stream()
                .filter(route -> route.state().equals(RouteView.BROKEN))
                .count();
    }
}
