package io.portcullis.host.console;

import java.util.Map;

/** {@code io.portcullis:type=Gate}. */
public interface GateMXBean {
    /** Counters by name. */
    Map<String, Long> getCounters();

    /** Limit and scope by what is used of what is allowed. */
    Map<String, String> getLimits();
}
