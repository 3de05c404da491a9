package io.portcullis.host.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether log and snapshots fit together as far as their names and sizes tell; {@code replay --verify} reads every byte. */
final class LogFolderCheck implements Check {
    private static final String NAME = "log-files";

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        Path log = premises.home().data().resolve("log");
        Path snapshots = premises.home().data().resolve("snapshots");
        if (!Files.isDirectory(log)) {
            return List.of(
                    newest(snapshots).isPresent()
                            ? Finding.fail(
                                    NAME,
                                    "there are snapshots and no log",
                                    log.toString(),
                                    "bring the log back, or start on an empty data folder")
                            : Finding.ok(NAME, "no log yet"));
        }
        return List.of(segments(log), snapshot(snapshots));
    }

    private static Finding segments(Path log) throws IOException {
        long count = 0;
        long bytes = 0;
        boolean catalog = false;
        try (Stream<Path> files = Files.walk(log, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                catalog |= name.equals("archive.catalog");
                if (name.endsWith(".rec")) {
                    count++;
                    bytes += Files.size(file);
                }
            }
        }
        if (count > 0 && !catalog) {
            return Finding.fail(
                    NAME, count + " segments and no catalog", log.toString(), "bring archive.catalog back from a copy");
        }
        return Finding.ok(NAME, count + " segments, " + (bytes >> 20) + " MiB; replay --verify reads every byte");
    }

    private static Finding snapshot(Path folder) throws IOException {
        Optional<Path> newest = newest(folder);
        return newest.isPresent()
                ? Finding.ok("snapshots", "the newest stands at " + position(newest.get()))
                : Finding.warn(
                        "snapshots",
                        "none: a start reads the whole log",
                        folder.toString(),
                        "one is taken after each start");
    }

    private static long position(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().replaceFirst("\\..*", ""));
    }

    private static Optional<Path> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{20}\\.snapshot"))
                    .max(Comparator.naturalOrder());
        }
    }
}
