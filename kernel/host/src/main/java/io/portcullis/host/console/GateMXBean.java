package io.portcullis.host.console;

import io.portcullis.host.access.Needs;
import io.portcullis.host.access.Permission;
import java.util.Map;

/** {@code io.portcullis:type=Gate}. */
public interface GateMXBean {
    /** Counters by name. */
    Map<String, Long> getCounters();

    /** Limit and scope by what is used of what is allowed. */
    Map<String, String> getLimits();

    /** Lowers a limit for a while, in the unit that {@link #getLimits} shows; until is a time with its zone. */
    @Needs(Permission.TIGHTEN)
    void tighten(String limit, String scope, String value, String until, String reason);
}
