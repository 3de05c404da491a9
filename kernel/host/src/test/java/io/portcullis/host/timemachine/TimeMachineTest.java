package io.portcullis.host.timemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.PastAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.session.StateDigest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.transport.MemoryLog;
import io.portcullis.transport.snapshot.Snapshot;
import io.portcullis.transport.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any moment of random days, against a replay from the beginning in which every rule is asked again. */
class TimeMachineTest {
    private static final int STEPS = 2_500;

    @TempDir
    private Path data;

    private MemoryLog log;
    private RandomDays days;

    @BeforeEach
    void open() {
        log = MemoryLog.keeping();
    }

    @AfterEach
    void close() {
        days.close();
    }

    private void record(long seed) throws IOException {
        days = new RandomDays(log, new Snapshots(data.resolve("snapshots")), seed);
        days.run(STEPS);
    }

    private TimeMachine machine(Path folder) {
        return new TimeMachine(log, folder, () -> DroolsGate.lazy(RandomDays.COMPILER), Allowance.UNBOUNDED);
    }

    private static Moment at(long position) {
        return Moment.parse("" + position);
    }

    /** What the engine was after each of these positions, every rule asked again, no snapshot. */
    private Map<Long, String> reference(List<Long> positions) {
        Map<Long, String> hashes = new HashMap<>();
        try (DroolsGate gate = DroolsGate.lazy(RandomDays.COMPILER)) {
            Engine engine = new Engine(gate);
            log.replay(0, log.recordedPosition(), (position, event) -> {
                engine.on(position, event, new Nowhere());
                if (positions.contains(position)) {
                    hashes.put(position, StateDigest.of(engine));
                }
            });
        }
        return hashes;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldBeTheStateOfThenAtAnyMoment(long seed) throws IOException {
        record(seed);
        Random random = new Random(seed);
        List<Long> positions = new ArrayList<>(
                random.longs(20, 1, log.recordedPosition() + 1).boxed().toList());
        positions.add(log.recordedPosition());
        Map<Long, String> reference = reference(positions);
        Path none = data.resolve("none");

        for (long position : positions) {
            PastState with = machine(data).travelTo(at(position));
            PastState without = machine(none).travelTo(at(position));
            assertThat(with.hash()).as("seed %d position %d", seed, position).isEqualTo(reference.get(position));
            assertThat(without.hash()).as("seed %d position %d", seed, position).isEqualTo(reference.get(position));
            assertThat(without.snapshotPosition()).isZero();
            assertThat(with.replayed()).isEqualTo(position - with.snapshotPosition());
        }
        assertThat(machine(data).travelTo(Moment.parse("now")).hash())
                .isEqualTo(StateDigest.of(days.engine))
                .isEqualTo(reference.get(log.recordedPosition()));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void shouldAnswerTheSameWithAndWithoutSnapshots(long seed) throws IOException {
        record(seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            long position = 1 + random.nextLong(log.recordedPosition());
            for (Topic topic : Topic.values()) {
                JsonNode with = bare(machine(data).ask(at(position), topic));
                JsonNode without = bare(machine(data.resolve("none")).ask(at(position), topic));
                assertThat(with)
                        .as("seed %d position %d %s", seed, position, topic)
                        .isEqualTo(without);
            }
        }
    }

    /** An answer without the way in which it was found. */
    private static JsonNode bare(PastAnswer answer) throws IOException {
        ObjectNode tree = (ObjectNode) Json.tree(Json.write(answer));
        tree.remove(List.of("snapshotPosition", "replayed"));
        return tree;
    }

    @Test
    void shouldHaveMetEveryKindOfVerdictAndSaying() throws IOException {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed : new long[] {11, 12, 13}) {
            if (days != null) {
                days.close();
            }
            log = MemoryLog.keeping();
            record(seed);
            log.replay(0, log.recordedPosition(), (position, event) -> count(seen, event));
        }
        System.out.println("time machine: met " + seen);
        assertThat(seen.keySet())
                .contains("ALLOW", "REDUCE", "DENY", "REDUCED_STILL_DENIED", "KILLED", "REDUCE_ONLY", "warned ALLOW")
                .contains("OrderWithdrawn", "DayClosed", "narrow", "kill", "UNKNOWN_ACCOUNT", "ORDER_NOTIONAL_CAP");
    }

    private static void count(Map<String, Integer> seen, EngineEvent event) {
        seen.merge(event.getClass().getSimpleName(), 1, Integer::sum);
        if (event instanceof EngineEvent.GateDecided decided) {
            Verdict verdict = decided.record().decision().verdict();
            seen.merge(verdict.name(), 1, Integer::sum);
            for (Reason reason : decided.record().decision().reasons()) {
                boolean warning = verdict == Verdict.ALLOW && reason.code() != ReasonCode.KILLED;
                seen.merge(warning ? reason.label() + " ALLOW" : reason.label(), 1, Integer::sum);
            }
        } else if (event instanceof EngineEvent.TradingStateChanged changed) {
            seen.merge(changed.by(), 1, Integer::sum);
        }
    }

    @Test
    void shouldAskTheRulesOnlyWhereTheLogCannotTell() throws IOException {
        record(31);
        long lastSaid = lastSaying();
        Supplier<DroolsGate> never = () -> {
            throw new AssertionError("the log tells everything before its last saying");
        };
        TimeMachine machine = new TimeMachine(log, data.resolve("none"), never, Allowance.UNBOUNDED);
        long quiet = firstChangeOfState() - 1;
        assertThat(quiet).isGreaterThan(20);
        assertThat(machine.travelTo(at(quiet / 2)).replayed()).isEqualTo(quiet / 2);
        assertThat(lastSaid).isPositive();
    }

    private long lastSaying() {
        long[] last = new long[1];
        log.replay(0, log.recordedPosition(), (position, event) -> {
            if (event instanceof EngineEvent.Produced) {
                last[0] = position;
            }
        });
        return last[0];
    }

    /** Position of the first saying that watch rules may have had a part in, or the one that follows them. */
    private long firstChangeOfState() {
        long[] first = {Long.MAX_VALUE};
        long[] before = new long[1];
        log.replay(0, log.recordedPosition(), (position, event) -> {
            boolean decided = event instanceof EngineEvent.GateDecided || event instanceof EngineEvent.DayClosed;
            if (event instanceof EngineEvent.Produced && !decided) {
                first[0] = Math.min(first[0], before[0]);
            } else if (decided && first[0] == Long.MAX_VALUE) {
                before[0] = position;
            }
        });
        return first[0];
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void shouldKnowEveryKillResumeAndActivationToTheEvent(long seed) throws IOException {
        record(seed);
        List<long[]> moments = new ArrayList<>();
        List<EngineEvent> events = new ArrayList<>();
        log.replay(0, log.recordedPosition(), (position, event) -> {
            if (event instanceof EngineEvent.KillRequested
                    || event instanceof EngineEvent.ResumeRequested
                    || event instanceof EngineEvent.PackActivated) {
                moments.add(new long[] {position});
                events.add(event);
            }
        });
        assertThat(moments).hasSizeGreaterThan(60);
        for (int i = 0; i < moments.size(); i += 5) {
            requireExact(moments.get(i)[0], events.get(i));
        }
    }

    private void requireExact(long position, EngineEvent event) throws IOException {
        var before = machine(data).travelTo(at(position - 1)).engine().books();
        var after = machine(data).travelTo(at(position)).engine().books();
        if (event instanceof EngineEvent.KillRequested kill) {
            assertThat(after.trading().of(kill.scope())).isEqualTo(TradingState.KILLED);
            boolean already = before.trading().of(kill.scope()) == TradingState.KILLED;
            var latch = after.trading().latches().get(kill.scope());
            if (already) {
                assertThat(latch).isEqualTo(before.trading().latches().get(kill.scope()));
            } else {
                assertThat(latch.position()).isEqualTo(position);
                assertThat(latch.sinceNanos()).isEqualTo(kill.timeNanos());
                assertThat(latch.by()).isEqualTo("olga");
                assertThat(latch.reason()).isEqualTo(kill.reason());
            }
        } else if (event instanceof EngineEvent.ResumeRequested resume) {
            assertThat(after.trading().of(resume.scope())).isEqualTo(TradingState.NORMAL);
        } else if (event instanceof EngineEvent.PackActivated activated) {
            assertThat(after.activation().position()).isEqualTo(position);
            assertThat(after.activation().by()).isEqualTo(activated.by());
            assertThat(before.activation().position()).isLessThan(position);
            JsonNode rules = Json.tree(Json.write(machine(data).ask(at(position), Topic.RULES)));
            assertThat(rules.path("answer").path("packHash").asText())
                    .isEqualTo(activated.pack().hex());
            assertThat(rules.path("answer").path("limits").toString()).contains("instrument:BBB");
        }
    }

    @Test
    void shouldStopAtTheLastEventOfATime() throws IOException {
        record(51);
        Map<Long, Long> lastOfTime = new TreeMap<>();
        log.replay(0, log.recordedPosition(), (position, event) -> lastOfTime.put(event.timeNanos(), position));
        int i = 0;
        for (Map.Entry<Long, Long> moment : lastOfTime.entrySet()) {
            if (i++ % 97 == 0) {
                String iso = Decimals.time(moment.getKey());
                assertThat(machine(data).travelTo(Moment.parse(iso)).last().position())
                        .as(iso)
                        .isEqualTo(moment.getValue());
            }
        }
    }

    @Test
    void shouldSaySoBeforeTheFirstEventAndBehindTheLast() throws IOException {
        record(52);
        assertThatThrownBy(() -> machine(data).ask(at(0), Topic.KILL))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("the log begins with the event that ends at position 1, 2023-11-14T22:13:20Z");
        assertThatThrownBy(() -> machine(data).ask(Moment.parse("2020-01-01T00:00:00Z"), Topic.KILL))
                .hasMessageContaining("there is nothing before");
        long end = log.recordedPosition();
        assertThatThrownBy(() -> machine(data).ask(at(end + 1), Topic.KILL))
                .hasMessageContaining("the log ends at position " + end)
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> machine(data).ask(Moment.parse("2200-01-01T00:00:00Z"), Topic.KILL))
                .hasMessageContaining("'now' asks for its end");
    }

    @Test
    void shouldPassOverADamagedSnapshotAndSaySo() throws IOException {
        record(53);
        Moment now = Moment.parse("now");
        PastState sound = machine(data).travelTo(now);
        List<Path> files = snapshots();
        assertThat(files).hasSizeGreaterThan(3);
        Path newest = files.get(files.size() - 1);
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);

        PastState older = machine(data).travelTo(now);
        assertThat(older.hash()).isEqualTo(sound.hash());
        assertThat(older.snapshotPosition()).isPositive().isLessThan(sound.snapshotPosition());
        assertThat(older.notes())
                .singleElement()
                .asString()
                .contains(newest.getFileName().toString(), "is passed over", "torn or changed");
    }

    @Test
    void shouldStartFromTheSnapshotThatStandsAtTheMoment() throws IOException {
        record(57);
        List<Long> snapshots =
                snapshots().stream().map(TimeMachineTest::positionOf).toList();
        assertThat(snapshots).hasSizeGreaterThan(3);
        List<Long> around = new ArrayList<>(snapshots);
        snapshots.forEach(position -> around.addAll(List.of(position - 1, position + 1)));
        Map<Long, String> reference = reference(around);

        long former = 0;
        for (long position : snapshots) {
            PastState before = machine(data).travelTo(at(position - 1));
            assertThat(before.snapshotPosition()).isEqualTo(former);
            assertThat(before.hash()).isEqualTo(reference.get(position - 1));

            PastState there = machine(data).travelTo(at(position));
            assertThat(there.snapshotPosition()).isEqualTo(position);
            assertThat(there.replayed()).isZero();
            assertThat(there.hash()).isEqualTo(reference.get(position));

            PastState behind = machine(data).travelTo(at(position + 1));
            assertThat(behind.snapshotPosition()).isEqualTo(position);
            assertThat(behind.hash()).isEqualTo(reference.get(position + 1));
            former = position;
        }
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("snapshots"))) {
            return files.sorted().toList();
        }
    }

    private static long positionOf(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().substring(0, 20));
    }

    @Test
    void shouldGoBackToTheStartWhenNoSnapshotIsLeft() throws IOException {
        record(58);
        Moment now = Moment.parse("now");
        String sound = machine(data).travelTo(now).hash();
        List<Path> files = snapshots();
        Path newest = files.get(files.size() - 1);
        Path second = files.get(files.size() - 2);

        Files.delete(newest);
        assertThat(machine(data).travelTo(now).snapshotPosition()).isEqualTo(positionOf(second));
        assertThat(machine(data).travelTo(now).hash()).isEqualTo(sound);

        // whole, but no state that this version can read
        new Snapshots(data.resolve("snapshots"))
                .write(new Snapshot(positionOf(newest), Engine.VERSION, new byte[] {1, 2, 3}));
        for (Path file : files.subList(0, files.size() - 1)) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        PastState fromTheStart = machine(data).travelTo(now);
        assertThat(fromTheStart.hash()).isEqualTo(sound);
        assertThat(fromTheStart.snapshotPosition()).isZero();
        assertThat(fromTheStart.replayed()).isEqualTo(log.recordedPosition());
        assertThat(fromTheStart.notes())
                .hasSize(files.size())
                .allMatch(note -> note.contains("is passed over"))
                .anyMatch(note -> note.contains("the snapshot at " + positionOf(newest)));
    }

    @Test
    void shouldExplainEveryCent() throws IOException {
        record(54);
        JsonNode answer = Json.tree(Json.write(machine(data).ask(Moment.parse("now"), Topic.POSITIONS)))
                .path("answer");
        assertThat(answer.path("capital").asText()).isEqualTo("1000000");
        assertThat(answer.path("borrowFees").decimalValue()).isNotNegative();
        assertThat(answer.path("positions")).isNotEmpty();
    }

    @Test
    void shouldRefuseALogThatDoesNotReplayToItself() throws IOException {
        record(55);
        MemoryLog forged = MemoryLog.keeping();
        int[] left = {40};
        log.replay(
                0,
                log.recordedPosition(),
                (position, event) -> forged.append(
                        event instanceof EngineEvent.GateDecided decided && left[0]-- == 0
                                ? new EngineEvent.GateDecided(
                                        event.timeNanos(), decided.record().withChain("f".repeat(64)))
                                : event));
        TimeMachine machine = new TimeMachine(
                forged, data.resolve("none"), () -> DroolsGate.lazy(RandomDays.COMPILER), Allowance.UNBOUNDED);
        assertThatThrownBy(() -> machine.ask(Moment.parse("now"), Topic.KILL))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("does not replay to itself")
                .hasMessageContaining("ffff");
    }

    @Test
    void shouldGiveUpBeforeItTakesWhatTradingNeeds() throws IOException {
        record(56);
        for (Allowance little : List.of(
                new Allowance(Duration.ZERO, Long.MAX_VALUE, Long.MAX_VALUE),
                new Allowance(Duration.ofDays(1), 100, Long.MAX_VALUE),
                new Allowance(Duration.ofDays(1), Long.MAX_VALUE, 1))) {
            boolean fromSnapshot = little.snapshotBytesMax() == 100;
            TimeMachine machine = new TimeMachine(
                    log,
                    fromSnapshot ? data : data.resolve("none"),
                    () -> DroolsGate.lazy(RandomDays.COMPILER),
                    little);
            assertThatThrownBy(() -> machine.ask(Moment.parse("now"), Topic.KILL))
                    .isInstanceOfSatisfying(
                            ServerRefusal.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(ServerRefusal.Kind.BUSY))
                    .hasMessageContaining("copy the data folder");
        }
    }

    private static final class Nowhere implements Outbox {
        @Override
        public void append(EngineEvent.Produced event) {}

        @Override
        public void send(VenueId venue, VenueCommand command) {}
    }
}
