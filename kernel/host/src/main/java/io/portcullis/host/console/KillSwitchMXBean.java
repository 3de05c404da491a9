package io.portcullis.host.console;

import java.util.Map;

/** {@code io.portcullis:type=KillSwitch}. */
public interface KillSwitchMXBean {
    /** Trading state by scope; scopes in NORMAL are left out. */
    Map<String, String> getStates();

    /** Stops trading in a scope; answers requested, sent, acknowledged, unresolved. */
    Map<String, String> kill(String scope, String reason);

    /** Lifts a kill; answers the scope's state. */
    String resume(String scope);
}
