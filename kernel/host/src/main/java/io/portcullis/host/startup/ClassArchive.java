package io.portcullis.host.startup;

import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The archive of classes that bin/portcullis gives the JVM when it is there (class data sharing, JEP 350). It fits one Java and
 * the very files in lib/: after either changed, the JVM takes no notice of it until it is made again.
 */
public final class ClassArchive {
    /** In lib/; bin/portcullis has the name as well. */
    public static final String NAME = "portcullis.jsa";

    private static final String ASIDE = NAME + ".new";

    private ClassArchive() {}

    /** Where it is, or would be. */
    public static Path of(Home home) {
        return home.root().resolve("lib").resolve(NAME);
    }

    /**
     * Makes it anew, and puts it in its place when it is complete.
     *
     * @param data a data folder whose first start is to find the rules compiled; null for none
     * @param says what goes on, a line for each step
     * @return its size in bytes
     */
    public static long make(Home home, Path data, Consumer<String> says) throws IOException {
        Path archive = of(home);
        Path aside = archive.resolveSibling(ASIDE);
        if (!Files.isWritable(archive.getParent())) {
            throw new IOException(
                    archive.getParent() + " may not be written by this user; run it as the one who installed");
        }
        Path scratch = Files.createTempDirectory("portcullis-prepare-");
        try {
            Path list = scratch.resolve("classes.txt");
            says.accept("starts the server once, to see which classes it loads");
            Path trial = scratch.resolve("data");
            TrialStart.listClasses(home, scratch, trial, list);
            keepRules(trial, data, says);
            says.accept("writes them to " + archive);
            write(list, aside, scratch.resolve("archive.txt"));
            Files.move(aside, archive, StandardCopyOption.ATOMIC_MOVE);
            return Files.size(archive);
        } finally {
            Files.deleteIfExists(aside);
            delete(scratch);
        }
    }

    private static void keepRules(Path trial, Path data, Consumer<String> says) throws IOException {
        if (data == null) {
            return;
        }
        if (CompiledRules.areIn(data)) {
            says.accept(data + " has compiled rules of its own, they stay");
            return;
        }
        says.accept("keeps the compiled rules in " + data);
        CompiledRules.copy(trial, data);
    }

    private static void write(Path list, Path aside, Path errors) throws IOException {
        Files.deleteIfExists(aside);
        Process writer = ChildJvm.start(
                errors,
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ArchiveClassesAtExit=" + aside,
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr"),
                List.of(ArchivedClasses.class.getName(), list.toString()));
        try {
            int status = writer.waitFor();
            if (status != 0 || !Files.isRegularFile(aside)) {
                throw new IOException("the JVM wrote no archive (exit code " + status + "): "
                        + Files.readString(errors).strip());
            }
        } catch (InterruptedException e) {
            writer.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Links in it are deleted, not followed. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
