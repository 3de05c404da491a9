package io.portcullis.host.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options and variables that open the process to others, or let them run code in it. */
final class InsecureOptionsCheck implements Check {
    private static final String NAME = "insecure-options";

    /** Beginning of an option to what is wrong with it. */
    private static final Map<String, String> OPENING = Map.ofEntries(
            Map.entry("-Dcom.sun.management.jmxremote", "opens JMX to the network"),
            Map.entry("-agentlib:jdwp", "lets a debugger run code"),
            Map.entry("-Xrunjdwp", "lets a debugger run code"),
            Map.entry("-Xdebug", "lets a debugger run code"),
            Map.entry("-Xnoagent", "belongs to a debugger"),
            Map.entry("-Xverify:none", "runs byte-code that nobody verified"),
            Map.entry("-Xverify:remote", "runs byte-code that nobody verified"),
            Map.entry("-noverify", "runs byte-code that nobody verified"),
            Map.entry("-XX:-BytecodeVerification", "runs byte-code that nobody verified"),
            Map.entry("-Dcom.sun.jndi.ldap.object.trustURLCodebase=true", "loads code that a directory names"),
            Map.entry("-Dcom.sun.jndi.rmi.object.trustURLCodebase=true", "loads code that a registry names"),
            Map.entry("-Dcom.sun.jndi.cosnaming.object.trustURLCodebase=true", "loads code that a registry names"),
            Map.entry("-Djava.rmi.server.useCodebaseOnly=false", "loads code that a caller names"),
            Map.entry("-Djava.rmi.server.codebase", "offers code to callers"),
            Map.entry("-Djdk.serialFilter=*", "takes in every class that a stream names"),
            Map.entry("-Djavax.net.debug", "writes what is encrypted into the log"),
            Map.entry("-Dlogback.configurationFile", "takes log settings from elsewhere, which may run code"));

    private static final Map<String, String> DOUBTFUL = Map.of(
            "-javaagent", "changes code as it is loaded",
            "-agentpath", "runs native code inside",
            "-agentlib", "runs native code inside",
            "-Xbootclasspath", "replaces classes of the JDK",
            "--patch-module", "replaces classes of the JDK");

    private static final Set<String> VARIABLES =
            Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "LD_PRELOAD", "LD_AUDIT");

    @Override
    public List<Finding> look(Premises premises) {
        List<Finding> findings = new ArrayList<>();
        for (String argument : premises.machine().jvmArguments()) {
            String option = argument.split("=", 2)[0];
            String opening = why(OPENING, argument);
            String doubtful = why(DOUBTFUL, argument);
            if (opening != null) {
                findings.add(Finding.fail(NAME, "an option " + opening, option, "leave it out"));
            } else if (doubtful != null) {
                findings.add(
                        Finding.warn(NAME, "an option " + doubtful, option, "leave it out unless you put it there"));
            }
        }
        for (String variable : VARIABLES) {
            if (!premises.machine().environment().getOrDefault(variable, "").isBlank()) {
                findings.add(Finding.warn(
                        NAME,
                        "a variable of the environment changes how the process runs",
                        variable,
                        "unset it; PORTCULLIS_OPTS is for our options"));
            }
        }
        heapDump(premises.machine(), findings);
        return findings.isEmpty() ? List.of(Finding.ok(NAME, "none")) : findings;
    }

    private static String why(Map<String, String> options, String argument) {
        return options.entrySet().stream()
                .filter(entry -> argument.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static void heapDump(Machine machine, List<Finding> findings) {
        boolean dumps = machine.vmOption("HeapDumpOnOutOfMemoryError")
                .filter("true"::equals)
                .isPresent();
        boolean placed =
                machine.vmOption("HeapDumpPath").filter(path -> !path.isBlank()).isPresent();
        if (dumps) {
            findings.add(Finding.warn(
                    NAME,
                    "a heap dump holds every secret of the process"
                            + (placed ? "" : ", and goes to the current folder"),
                    "-XX:+HeapDumpOnOutOfMemoryError",
                    "name a folder that only its owner reads by -XX:HeapDumpPath"));
        }
    }
}
