package io.portcullis.host.console;

import io.portcullis.host.server.RouteView;

/** One route file as a console shows it: a bean, because that is what JMX makes a row of. */
public final class RouteRow {
    private final RouteView route;

    RouteRow(RouteView route) {
        this.route = route;
    }

    /** RUNNING, or BROKEN when the file as it is saved does not run. */
    public String getState() {
        return route.state();
    }

    /** Whether any version of it runs: of a broken file, the last good one. */
    public boolean isRunning() {
        return route.running();
    }

    /** Messages so far. */
    public long getCompleted() {
        return route.exchanges();
    }

    /** Messages that failed. */
    public long getFailed() {
        return route.failures();
    }

    /** What is wrong with the file as saved, with file and line; empty when nothing is. */
    public String getReason() {
        return route.error();
    }
}
