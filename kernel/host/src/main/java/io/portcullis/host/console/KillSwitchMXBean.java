package io.portcullis.host.console;

import io.portcullis.host.access.Needs;
import io.portcullis.host.access.Permission;
import java.util.Map;

/** {@code io.portcullis:type=KillSwitch}. */
public interface KillSwitchMXBean {
    /** Trading state by scope; scopes in NORMAL are left out. */
    Map<String, String> getStates();

    /** How far each kill has come, by scope: requested, sent, acknowledged, unresolved, and the orders that are unresolved. */
    Map<String, String> getKills();

    /** Goes the way of a kill and stops nothing; answers orders, flagMillis, engineMillis, channelMillis. */
    @Needs(Permission.KILL)
    Map<String, String> drill(String scope, String reason);

    /** Stops trading in a scope; answers requested, sent, acknowledged, unresolved. Open to the process itself as well. */
    @Needs(Permission.KILL)
    Map<String, String> kill(String scope, String reason);

    /** Lifts a kill, in profile prod asks for it; answers the scope's state and the request that waits. */
    @Needs(Permission.RESUME)
    Map<String, String> resume(String scope, String reason);

    /** Closes every position in a scope, in profile prod asks for it; answers exits, held, uncovered and the request that waits. */
    @Needs(Permission.FLATTEN)
    Map<String, String> flatten(String scope, String reason);
}
