package io.portcullis.host.console;

import java.util.Map;

/** {@code io.portcullis:type=Routes}. */
public interface RoutesMXBean {
    /** Every route file by name. */
    Map<String, RouteRow> getRoutes();

    /** How many files do not run as they are saved. */
    int getBroken();

    /** Why the folder itself cannot be read; empty when it can. */
    String getProblem();
}
