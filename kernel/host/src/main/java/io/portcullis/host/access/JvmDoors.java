package io.portcullis.host.access;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.ServerSettings.Profile;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Properties;

/**
 * The doors that a JVM can have besides ours. Whoever comes in by one of them is asked for no name, and runs code: a server with
 * such a door open does not start.
 */
public final class JvmDoors {
    private static final List<String> REMOTE_JMX =
            List.of("com.sun.management.jmxremote.port", "com.sun.management.jmxremote.rmi.port");
    private static final String LOCAL_JMX = "com.sun.management.jmxremote";
    private static final String INSTEAD = "; take it out of PORTCULLIS_OPTS and JAVA_TOOL_OPTIONS";

    private JvmDoors() {}

    /**
     * Looks at this process.
     *
     * @throws ConfigException naming the flag that opens one
     */
    public static void requireShut(Profile profile) {
        requireShut(
                profile,
                System.getProperties(),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    static void requireShut(Profile profile, Properties properties, List<String> flags) {
        for (String name : REMOTE_JMX) {
            if (properties.containsKey(name)) {
                throw new ConfigException("-D" + name
                        + " opens JMX to the network, past every role; the console is POST /jolokia" + INSTEAD);
            }
        }
        if (profile == Profile.PROD) {
            requireShutInProd(properties, flags);
        }
    }

    private static void requireShutInProd(Properties properties, List<String> flags) {
        if (properties.containsKey(LOCAL_JMX)) {
            throw new ConfigException("-D" + LOCAL_JMX
                    + " opens JMX to every process of this user; in profile prod the console is POST /jolokia"
                    + INSTEAD);
        }
        for (String flag : flags) {
            if (flag.startsWith("-agentlib:jdwp") || flag.startsWith("-Xrunjdwp")) {
                throw new ConfigException("a debugger's port (" + flag.split("=")[0]
                        + ") runs any code, so there is none in profile prod" + INSTEAD);
            }
            if (flag.equals("-XX:-DisableAttachMechanism")) {
                throw new ConfigException(
                        flag + " lets every process of this user run code here; not in profile prod" + INSTEAD);
            }
        }
    }
}
