package io.portcullis.host.startup;

import io.portcullis.host.access.SecretFile;
import io.portcullis.host.rules.KeptPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes of the rules that a trial start compiled, for a data folder in which no server has run: its first start then compiles
 * nothing, as every later one. They go there with the key of their authentication codes, readable by this user alone.
 */
final class CompiledRules {
    private static final long WAIT_SECONDS_MAX = 60;
    private static final long LOOK_MILLIS = 50;

    private CompiledRules() {}

    /** A folder that has a key has packs of its own, under that key. */
    static boolean areIn(Path data) {
        return Files.exists(KeptPacks.key(data));
    }

    /** Returns when the server of this data folder has kept what it compiled, which it does behind its readiness. */
    static void awaitIn(Path data, Process server) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
        while (files(data).isEmpty()) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new IOException("the server that was started once kept no compiled rules");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        SecretFile.createFolder(to);
        SecretFile.createFolder(KeptPacks.folder(to));
        for (Path file : files(from)) {
            SecretFile.write(KeptPacks.folder(to).resolve(file.getFileName()), Files.readAllBytes(file));
        }
        SecretFile.write(KeptPacks.key(to), SecretFile.read(KeptPacks.key(from)));
    }

    /** Complete ones: a file that is being written has another name. */
    private static List<Path> files(Path data) throws IOException {
        Path folder = KeptPacks.folder(data);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]+"))
                    .toList();
        }
    }
}
