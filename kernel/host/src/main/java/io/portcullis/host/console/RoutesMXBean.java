package io.portcullis.host.console;

import java.util.Map;

/** {@code io.portcullis:type=Routes}. */
public interface RoutesMXBean {
    /** Name by state, messages, failures and error. */
    Map<String, String> getRoutes();
}
