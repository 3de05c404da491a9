package io.portcullis.host.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the checks want to know of the process and the machine beneath it; tests bring their own. */
public interface Machine {
    /** Feature number of the JDK, such as 17. */
    int javaFeature();

    /** The JDK in words. */
    String javaVersion();

    /** The options that the JVM was started with. */
    List<String> jvmArguments();

    /** Value of a HotSpot option; empty when there is no such option. */
    Optional<String> vmOption(String name);

    /** Whether a package of java.base is open to us. */
    boolean isOpen(String packageName);

    /** Most that the heap may grow to, bytes. */
    long heapMaxBytes();

    /** Memory of the machine, or of the container that we are in; empty when that cannot be told. */
    OptionalLong memoryBytes();

    /** Processors that we may use. */
    int processors();

    /** Files that the process may open; empty when that cannot be told. */
    OptionalLong openFilesMax();

    /** The process' umask; empty when that cannot be told. */
    Optional<Integer> umask();

    /** Who we run as. */
    String user();

    /** Environment variables. */
    Map<String, String> environment();

    /** By how much the wall clock has moved against the steady one since the process began. */
    Duration clockJump();

    /** Where shared memory is mounted. */
    Path sharedMemory();

    /** Where the system keeps state of this boot: {@code /run}. */
    Path runFolder();

    /** Output of a program that is done with exit code 0 in time; empty otherwise, also when there is no such program. */
    Optional<String> ask(Duration patience, String... command);
}
