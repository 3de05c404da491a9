package io.portcullis.host.doctor;

import io.portcullis.host.startup.ClassArchive;
import java.util.List;
import java.util.Optional;

/** The JDK, the options that bin/portcullis gives it, and the heap. */
final class JavaCheck implements Check {
    private static final int OLDEST = 17;
    private static final List<Integer> TRIED = List.of(17, 21, 25);
    private static final String UNSAFE = "jdk.internal.misc";
    private static final String SCRIPT = "start by bin/portcullis, or give the options that stand in it";
    private static final long MIB = 1 << 20;
    private static final long HEAP_MIN = 128 * MIB;

    @Override
    public List<Finding> look(Premises premises) {
        Machine machine = premises.machine();
        return List.of(version(machine), opens(machine), outOfMemory(machine), heap(machine), classArchive(machine));
    }

    private static Finding version(Machine machine) {
        if (machine.javaFeature() < OLDEST) {
            return Finding.fail(
                    "java-version",
                    machine.javaVersion(),
                    System.getProperty("java.home"),
                    "install a JDK 17 or newer");
        }
        return TRIED.contains(machine.javaFeature())
                ? Finding.ok("java-version", machine.javaVersion())
                : Finding.warn(
                        "java-version",
                        machine.javaVersion() + " is no release with long support",
                        System.getProperty("java.home"),
                        "use one of " + TRIED);
    }

    private static Finding opens(Machine machine) {
        return machine.isOpen(UNSAFE)
                ? Finding.ok("java-add-opens", "java.base/" + UNSAFE + " is open, which the log's buffers need")
                : Finding.fail(
                        "java-add-opens",
                        "java.base/" + UNSAFE + " is closed: the log cannot be opened",
                        "--add-opens java.base/" + UNSAFE + "=ALL-UNNAMED",
                        SCRIPT);
    }

    private static Finding outOfMemory(Machine machine) {
        Optional<String> option = machine.vmOption("ExitOnOutOfMemoryError");
        return option.filter("true"::equals).isPresent()
                ? Finding.ok("java-exit-on-oom", "the process ends when memory does")
                : Finding.fail(
                        "java-exit-on-oom",
                        "the process would go on deciding after it ran out of memory",
                        "-XX:+ExitOnOutOfMemoryError",
                        SCRIPT);
    }

    private static Finding heap(Machine machine) {
        long heap = machine.heapMaxBytes();
        long memory = machine.memoryBytes().orElse(Long.MAX_VALUE);
        String what = heap / MIB + " MiB of heap"
                + (memory == Long.MAX_VALUE ? "" : ", " + memory / MIB + " MiB of memory in this machine or container");
        if (heap < HEAP_MIN) {
            return Finding.fail("heap", what, "-Xmx", "give at least 128 MiB; 1 GiB is enough for the demo");
        }
        if (heap >= memory) {
            return Finding.fail("heap", what, "-Xmx", "give less than there is, or the system ends the process");
        }
        return heap > memory / 4 * 3
                ? Finding.warn("heap", what, "-Xmx", "leave a quarter for the log's buffers and the system")
                : Finding.ok("heap", what);
    }

    /** A matter of seconds at a start, not of right or wrong. */
    private static Finding classArchive(Machine machine) {
        boolean given = machine.vmOption("SharedArchiveFile")
                .filter(path -> path.endsWith(ClassArchive.NAME))
                .isPresent();
        return Finding.ok(
                "class-archive",
                given
                        ? "starts read " + ClassArchive.NAME + " when it fits this Java and lib/"
                        : "none; 'portcullis prepare' makes starts a third quicker");
    }
}
