package io.portcullis.benchmarks.figure;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.stream.Collectors;

/** What the machine and its Java say of themselves. */
public final class Machine {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Machine() {}

    /** The 1-minute load average, which counts this very run too; negative where the system has none. */
    public static double load1() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Bytes that the calling thread has allocated so far. */
    public static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Processor time that the calling thread has used so far. */
    public static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Java, its collector and its flags, and the number of processors. */
    public static String jvm() {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        String flags = runtime.getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X"))
                .collect(Collectors.joining(" "));
        String collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
        return runtime.getVmName() + " " + runtime.getVmVersion() + " " + flags + " (" + collectors + "; "
                + Runtime.getRuntime().availableProcessors() + " processors)";
    }
}
