package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.order.VenueReport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a projecting process in the middle of its batches, again and again, and counts the rows. */
final class CrashTest {
    private static final long SEED = 11;
    private static final int EVENTS = 3_000;
    private static final int CYCLES = 2;
    private static final ProjectorSettings SMALL_BATCHES =
            new ProjectorSettings(1_000, 20, 20, Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(50));

    @TempDir
    Path folder;

    @Test
    void shouldHaveEveryRowExactlyOnceAfterKillsInTheMiddleOfBatches() throws Exception {
        Walk walk = new Walk(SEED).run(EVENTS);
        Random random = new Random(5);
        long reached = Projection.NOTHING_APPLIED;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            long acknowledged = killedChild(10 + random.nextInt(25));
            try (Store store = Store.open(StoreConfig.embedded(folder))) {
                long applied = store.queries().positions().asOfPosition();
                assertThat(applied)
                        .as("acknowledged before the kill in cycle %d", cycle)
                        .isGreaterThanOrEqualTo(acknowledged);
                assertThat(applied).isGreaterThan(reached).isLessThan(walk.lastPosition());
                hasEveryRowOnce(store, walk, applied);
                reached = applied;
            }
        }
        try (Store store = Store.open(StoreConfig.embedded(folder));
                Projector projector = new Projector(store, walk::replay, SMALL_BATCHES, line -> {})) {
            projector.start();
            assertThat(projector.awaitApplied(walk.lastPosition(), Duration.ofSeconds(60)))
                    .isTrue();
            hasEveryRowOnce(store, walk, walk.lastPosition());
        }
        assertThat(new StoreDesk(StoreConfig.embedded(folder), folder.resolve("scratch"))
                        .compare(new WholeLog(walk))
                        .difference())
                .as("row by row with a clean rebuild")
                .isEmpty();
    }

    /** Lets a child catch up until it has acknowledged so many batches, kills it with signal 9, and says what it had said. */
    private long killedChild(int batches) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(new File(folder.toFile(), "child.log"))
                .start();
        long acknowledged = Projection.NOTHING_APPLIED;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < batches; i++) {
                String line = out.readLine();
                while (line != null && !line.startsWith("applied ")) {
                    line = out.readLine();
                }
                assertThat(line).as("the child ended by itself").isNotNull();
                acknowledged = Long.parseLong(line.substring("applied ".length()));
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(child.exitValue()).isEqualTo(128 + 9);
        return acknowledged;
    }

    /** A process that reads the same log and says each position that was committed. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws InterruptedException {
            Walk walk = new Walk(SEED).run(EVENTS);
            Store store = Store.open(StoreConfig.embedded(Path.of(args[0])));
            Projector projector = new Projector(store, walk::replay, SMALL_BATCHES, line -> {});
            projector.start();
            long said = Projection.NOTHING_APPLIED;
            while (true) {
                long applied = projector.status().appliedPosition();
                if (applied > said) {
                    System.out.println("applied " + applied);
                    said = applied;
                } else {
                    Thread.sleep(1);
                }
            }
        }
    }

    private static void hasEveryRowOnce(Store store, Walk walk, long applied) {
        List<EngineEvent> events = walk.log.stream()
                .filter(entry -> entry.position() <= applied)
                .map(LogEntry::event)
                .toList();
        Set<String> executions = new HashSet<>();
        long decisions = 0;
        long reasons = 0;
        long days = 0;
        for (EngineEvent event : events) {
            if (event instanceof EngineEvent.GateDecided decided) {
                decisions++;
                reasons += decided.record().decision().reasons().size();
            } else if (event instanceof EngineEvent.DayClosed) {
                days++;
            } else if (event instanceof EngineEvent.VenueReported reported
                    && reported.report() instanceof VenueReport.Filled filled) {
                executions.add(filled.fill().execId().value());
            }
        }
        assertThat(count(store, "decisions")).isEqualTo(decisions).isPositive();
        assertThat(count(store, "decision_reasons")).isEqualTo(reasons).isPositive();
        assertThat(count(store, "orders")).isEqualTo(decisions);
        assertThat(count(store, "fills")).isEqualTo(executions.size()).isPositive();
        assertThat(count(store, "equity_days")).isEqualTo(days);
        assertThat(store.queries().checkChain().value())
                .isEqualTo(new ChainCheck(
                        decisions, store.queries().checkChain().value().head(), 0));
    }

    private static long count(Store store, String table) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }
}
