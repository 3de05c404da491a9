package io.portcullis.host.startup;

import io.portcullis.host.config.Home;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM like this one: the same Java, class path and options, since an archive fits no other. */
final class ChildJvm {
    private static final long SECONDS_MAX = 300;
    private static final List<String> OWN_OPTIONS = List.of(
            "-XX:SharedArchiveFile=",
            "-XX:ArchiveClassesAtExit=",
            "-XX:DumpLoadedClassList=",
            "-Xshare:",
            "-Xlog:",
            "-agentlib:",
            "-javaagent:",
            "-D" + Home.PROPERTY + "=");

    private ChildJvm() {}

    /** Starts it; it is ended when it takes five minutes. What it says on standard error goes to a file. */
    static Process start(Path errors, List<String> options, List<String> mainClassAndArguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN_OPTIONS.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(mainClassAndArguments);
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        CompletableFuture.delayedExecutor(SECONDS_MAX, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return process;
    }
}
