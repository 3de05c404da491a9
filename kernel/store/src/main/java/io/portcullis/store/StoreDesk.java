package io.portcullis.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;

/** What is done with a database while no server uses it: made anew from the log, or compared with it. */
public final class StoreDesk {
    private static final int BATCH_MAX = 5_000;

    private final StoreConfig config;
    private final Path folder;

    /**
     * A desk for a database.
     *
     * @param config the database
     * @param folder for files that are gone afterwards; made when it is missing
     */
    public StoreDesk(StoreConfig config, Path folder) {
        this.config = config.patient();
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Throws the projection away and makes it anew. An embedded file is replaced once the new one is complete. */
    public void rebuild(CatchUp log) throws IOException {
        try {
            makeAnew(log);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    private StoreException failed(JdbiException e) {
        return new StoreException("the database " + config + " failed: " + Failures.line(e), e);
    }

    private void makeAnew(CatchUp log) throws IOException {
        if (!config.isEmbedded()) {
            try (Store store = Store.open(config)) {
                store.clear();
                ReplayBatches.resume(log, new Applier(store, new Pulse(), () -> {}), BATCH_MAX, () -> false);
            }
            return;
        }
        try (Scratch scratch = new Scratch(folder)) {
            BulkLoad.fill(scratch.base(), log).close();
            Files.createDirectories(config.file().getParent());
            Files.move(
                    scratch.file(), config.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Compares every row with what the log makes of it, up to the position that the database has applied.
     *
     * @param difference the first one; empty when there is none
     * @param appliedPosition how far the database is
     */
    public record Comparison(Optional<RowDifference> difference, long appliedPosition) {}

    /** Makes a database of its own from the log and compares the two; changes neither. */
    public Comparison compare(CatchUp log) throws IOException {
        try (Store store = Store.open(config);
                Scratch scratch = new Scratch(folder)) {
            long applied = store.jdbi().withHandle(Projection::applied);
            if (log.end() < applied) {
                return new Comparison(Optional.of(beyond(applied, log.end())), applied);
            }
            try (Store expected = BulkLoad.fill(scratch.base(), upTo(log, applied))) {
                // rows are only fetched piece by piece within a transaction
                return store.jdbi()
                        .inTransaction(theirs -> expected.jdbi()
                                .inTransaction(
                                        ours -> new Comparison(new RowComparison(theirs, ours).first(), applied)));
            }
        }
    }

    private static RowDifference beyond(long applied, long end) {
        return new RowDifference(
                "projection_position",
                "id 1",
                applied,
                "the log ends at " + end + ", before what the database has applied: the log was cut");
    }

    private static CatchUp upTo(CatchUp log, long last) {
        return (from, handler) -> log.replay(from, (position, event) -> {
            if (position <= last) {
                handler.on(position, event);
            }
        });
    }

    /** A folder for one file, gone when it is closed. */
    private static final class Scratch implements AutoCloseable {
        private final Path folder;

        Scratch(Path parent) throws IOException {
            Files.createDirectories(parent);
            folder = Files.createTempDirectory(parent, "scratch-");
        }

        Path base() {
            return folder.resolve("portcullis");
        }

        Path file() {
            return folder.resolve("portcullis.mv.db");
        }

        @Override
        public void close() throws IOException {
            if (!Files.exists(folder)) { // whoever tidies up temporary files was faster
                return;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }
}
