package io.portcullis.host.support;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.Version;
import io.portcullis.host.doctor.Checkup;
import io.portcullis.host.doctor.Doctor;
import io.portcullis.host.doctor.Premises;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What only a running server can say about itself. Any thread. */
public final class Diagnosis {
    private static final int FRAMES_MAX = 64;
    private static final int THREADS_MAX = 1_000;

    private final Home home;
    private final ServerSettings settings;

    /** Of the server in this process. */
    public Diagnosis(Home home, ServerSettings settings) {
        this.home = home;
        this.settings = settings;
    }

    /** The doctor's findings, seen from within. */
    public Checkup doctor() {
        return Doctor.examine(Premises.ofServer(home, settings));
    }

    /** Versions, JVM and threads, without secrets. */
    public Map<String, ?> support() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", Version.text());
        facts.put("jvm", jvm(Redactor.of(home)));
        facts.put("threads", threads());
        return facts;
    }

    /** The JVM that this process is, without secrets. */
    static Map<String, ?> jvm(Redactor redactor) {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        Map<String, Object> jvm = new LinkedHashMap<>();
        jvm.put("java", Runtime.version().toString());
        jvm.put("vm", runtime.getVmName() + ", " + runtime.getVmVendor());
        jvm.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        jvm.put("pid", runtime.getPid());
        jvm.put("uptime", Duration.ofMillis(runtime.getUptime()).toString());
        jvm.put(
                "options",
                runtime.getInputArguments().stream().map(redactor::option).toList());
        jvm.put("processors", Runtime.getRuntime().availableProcessors());
        Map<String, String> memory = new TreeMap<>();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            memory.put(pool.getName(), pool.getUsage().toString());
        }
        jvm.put("memory", memory);
        Map<String, String> collections = new TreeMap<>();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections.put(
                    collector.getName(),
                    collector.getCollectionCount() + " in " + collector.getCollectionTime() + " ms");
        }
        jvm.put("collections", collections);
        return jvm;
    }

    private static List<String> threads() {
        List<String> lines = new ArrayList<>();
        ThreadInfo[] threads = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, FRAMES_MAX);
        for (int i = 0; i < Math.min(THREADS_MAX, threads.length); i++) {
            ThreadInfo thread = threads[i];
            String waits = thread.getLockName() == null ? "" : " on " + thread.getLockName();
            String owner = thread.getLockOwnerName() == null ? "" : " held by " + thread.getLockOwnerName();
            lines.add("\"" + thread.getThreadName() + "\" " + thread.getThreadState() + waits + owner);
            for (StackTraceElement frame : thread.getStackTrace()) {
                lines.add("    at " + frame);
            }
        }
        return lines;
    }
}
