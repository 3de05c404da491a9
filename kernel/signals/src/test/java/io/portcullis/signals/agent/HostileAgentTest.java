package io.portcullis.signals.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.portcullis.model.event.EngineEvent.SignalBatch;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.FakeAgent;
import io.portcullis.testkit.TradingDays;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One agent that means harm beside one that does its work; a live runner, so that a hang is a hang. */
class HostileAgentTest {
    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2024, 3, 4), 100);
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final Duration WAIT = Duration.ofSeconds(60);

    private final Features features = new Features();
    private final List<SignalBatch> batches = new ArrayList<>();
    private final List<String> quarantined = new ArrayList<>();
    private final List<Agent> exhausted = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private long dropped;
    private final AgentRunner runner = AgentRunner.live(
            features,
            batches::add,
            new AgentListener() {
                @Override
                public void quarantined(AgentId agent, boolean out, String reason) {
                    quarantined.add(agent + (out ? " out: " : " back: ") + reason);
                }

                @Override
                public void exhausted(Agent agent, String reason) {
                    exhausted.add(agent);
                }

                @Override
                public void dropped(AgentId agent, long count) {
                    dropped += count;
                }
            },
            2);
    private int day = -1;

    @AfterEach
    void close() {
        never.countDown();
        runner.close();
    }

    @Test
    void shouldQuarantineAFloodOfAnswersAndCountWhatItDrops() {
        Scripted flood = new Scripted((frame, sink) -> {
            for (int i = 0; i < 1_000_000; i++) {
                sink.abstain(AAA, "answer " + i);
            }
        });
        assertQuarantined(flood, "floods: 998990 answers more than there is room for were dropped");
        assertThat(dropped).isEqualTo(2 * 998_990);
        assertThat(status("hostile").answersDropped()).isEqualTo(2 * 998_990);
    }

    @Test
    void shouldKeepAnAbstentionShortAndOnOneLine() {
        Scripted chatty = new Scripted((frame, sink) -> sink.abstain(AAA, "because\nof " + "x".repeat(1_000_000)));
        runner.add(chatty);
        nextDay();
        String reason = status("hostile").abstentions().firstKey();
        assertThat(reason).startsWith("because of xxx").hasSizeLessThan(400);
    }

    @Test
    void shouldQuarantineSignalsThatNoLogCouldHold() {
        assertQuarantined(
                new Scripted((frame, sink) -> sink.signal(signal(frame, "v".repeat(100_000)))),
                "the model version of a signal has at most 64 characters, got 100000");
    }

    @Test
    void shouldQuarantineSignalsThatAreNoNumbers() {
        assertQuarantined(
                new Scripted((frame, sink) -> sink.signal(new Signal(
                        AgentId.of("hostile"),
                        AAA,
                        frame.timeNanos(),
                        5,
                        io.portcullis.model.signal.Direction.LONG,
                        Double.NaN,
                        1,
                        1,
                        "1"))),
                "probability must lie inside (0, 1), got NaN");
    }

    @Test
    void shouldContainErrorsAsItContainsExceptions() {
        assertQuarantined(new Scripted((frame, sink) -> recurse(1)), "StackOverflowError");
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    @Test
    void shouldContainAnExceptionWhoseOwnMethodsThrow() {
        assertQuarantined(
                new Scripted((frame, sink) -> {
                    throw new VenomousException(() -> {
                        throw new StackOverflowError("again");
                    });
                }),
                "VenomousException (its message cannot be read)");
    }

    @Test
    void shouldNotBeHeldUpByAnExceptionWhoseMessageNeverComes() {
        Scripted hanging = new Scripted((frame, sink) -> {
            throw new VenomousException(this::hang);
        });
        hanging.budgetMillis = 100;
        assertQuarantined(hanging, "");
        assertThat(status("hostile").overruns()).isPositive();
    }

    @Test
    void shouldShortenTheMessageOfAnException() {
        assertQuarantined(
                new Scripted((frame, sink) -> {
                    throw new IllegalStateException("y".repeat(1_000_000));
                }),
                "yyy...");
        assertThat(quarantined.get(0)).hasSizeLessThan(600);
    }

    @Test
    void shouldShowEachAgentAFrameOfItsOwn() {
        Scripted writer = new Scripted((frame, sink) -> frame.rows().forEach(row -> row.values()[0] = -1e9));
        List<Double> seen = new ArrayList<>();
        runner.add(writer);
        runner.add(FakeAgent.on("well", "close")
                .misbehave(frame -> seen.add(frame.rows().get(0).values()[0])));
        nextDay();
        assertThat(seen).containsExactly(100.0);
    }

    @Test
    void shouldLoseTheOldestEventsOfAnAgentThatNeverTakesThem() {
        runner.add(new Scripted((frame, sink) -> {}));
        Bar bar = Bars.of("AAA").on(DAYS.get(0)).build();
        for (int i = 0; i < 100_007; i++) {
            runner.onEvent(bar);
        }
        assertThat(status("hostile").eventsDropped()).isEqualTo(7);
        assertThat(dropped).isEqualTo(7);
    }

    @Test
    void shouldRefuseABudgetThatWouldHoldUpTheOthers() {
        Scripted slow = new Scripted((frame, sink) -> {});
        slow.budgetMillis = 3_600_000;
        assertThatThrownBy(() -> runner.add(slow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 10000 ms");
    }

    @Test
    void shouldGoOnWhileAnAgentHangsInACall() throws Exception {
        Scripted hang = new Scripted((frame, sink) -> hang());
        hang.budgetMillis = 5_000;
        runner.add(hang);
        AgentRunner.Round round = ask();
        CompletableFuture<Void> collecting = CompletableFuture.runAsync(() -> runner.collect(round));
        // events, questions about the status and new agents do not wait for it
        runner.onEvent(Bars.of("AAA").on(DAYS.get(0)).build());
        assertThat(runner.status()).hasSize(1);
        runner.add(FakeAgent.on("well", "close"));
        assertThat(collecting).isNotDone();
        collecting.get(60, TimeUnit.SECONDS);
        assertThat(status("hostile").failures()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhileAMemoryIsHandedOver() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Scripted former = new Scripted((frame, sink) -> {});
        former.memory = () -> {
            asked.countDown();
            hang();
            return new byte[0];
        };
        runner.add(former);
        CompletableFuture<AgentId> replacing =
                CompletableFuture.supplyAsync(() -> runner.replace(new Scripted((frame, sink) -> {})));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        runner.onEvent(Bars.of("AAA").on(DAYS.get(0)).build());
        nextDay();
        assertThat(status("hostile").calls())
                .as("not asked before it has its memory")
                .isZero();
        assertThat(replacing).isNotDone();
        never.countDown();
        replacing.get(60, TimeUnit.SECONDS);
        nextDay();
        assertThat(status("hostile").calls()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheMemoryOfACallThatIsMerelyUnderWay() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        Scripted former = new Scripted((frame, sink) -> {
            inside.countDown();
            hang();
        });
        former.memory = () -> new byte[] {42};
        former.budgetMillis = 10_000;
        runner.add(former);
        AgentRunner.Round round = ask();
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        Scripted successor = new Scripted((frame, sink) -> {});
        CompletableFuture<AgentId> replacing = CompletableFuture.supplyAsync(() -> runner.replace(successor));
        never.countDown();
        replacing.get(60, TimeUnit.SECONDS);
        runner.collect(round);
        assertThat(successor.restored).containsExactly(42);
    }

    @Test
    void shouldGiveTheSuccessorOfAFailedVersionTheMemoryFromBeforeIt() {
        Scripted good = new Scripted((frame, sink) -> {});
        good.memory = () -> new byte[] {1};
        Scripted bad = new Scripted((frame, sink) -> {
            throw new IllegalStateException("broken");
        });
        bad.memory = () -> new byte[] {66};
        runner.add(good);
        runner.replace(bad);
        nextInstant();
        nextInstant();
        assertThat(exhausted).containsExactly(bad);

        Scripted again = new Scripted((frame, sink) -> {});
        runner.replace(again);

        assertThat(again.restored).containsExactly(1);
        assertThat(quarantined).last().isEqualTo("hostile back: another version takes its place");
    }

    @Test
    void shouldStartFreshWhenDaysHavePassedSinceThatMemory() {
        Scripted good = new Scripted((frame, sink) -> {});
        good.memory = () -> new byte[] {1};
        runner.add(good);
        runner.replace(new Scripted((frame, sink) -> {
            throw new IllegalStateException("broken");
        }));
        nextDay();
        nextDay();
        Scripted again = new Scripted((frame, sink) -> {});
        runner.replace(again);
        assertThat(again.restored).isNull();
    }

    @Test
    void shouldKeepNoMemoryThatIsTooLarge() {
        Scripted fat = new Scripted((frame, sink) -> {});
        fat.memory = () -> new byte[(16 << 20) + 1];
        runner.add(fat);
        assertThat(runner.snapshot()).isEmpty();
        assertThat(status("hostile").lastFailure()).contains("16777217 bytes, at most 16777216");
    }

    /** Beside an agent that does its work, which it goes on doing. */
    private void assertQuarantined(Scripted hostile, String why) {
        runner.add(hostile);
        runner.add(FakeAgent.on("well", "close"));
        for (int i = 0; i < 3; i++) {
            nextDay();
        }
        await().atMost(WAIT).untilAsserted(() -> assertThat(quarantined).hasSize(1));
        assertThat(quarantined.get(0))
                .startsWith("hostile out: 2 failures in a row")
                .contains(why);
        assertThat(exhausted).containsExactly(hostile);
        assertThat(batches)
                .hasSize(3)
                .allSatisfy(batch -> assertThat(batch.signals())
                        .extracting(signal -> signal.agent().value())
                        .containsExactly("well"));
    }

    private void nextDay() {
        day++;
        features.on(Bars.of("AAA").on(DAYS.get(day)).close(100 + day).build());
        nextInstant();
    }

    private void nextInstant() {
        int now = Math.max(0, day);
        runner.onInstant(TradingDays.closeNanos(DAYS.get(now)), DAYS.get(now));
    }

    private AgentRunner.Round ask() {
        features.on(Bars.of("AAA").on(DAYS.get(++day)).build());
        return runner.ask(TradingDays.closeNanos(DAYS.get(day)), DAYS.get(day));
    }

    private AgentStatus status(String agent) {
        return runner.status().stream()
                .filter(each -> each.agent().value().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    private static Signal signal(FeatureFrame frame, String version) {
        FeatureVector row = frame.rows().get(0);
        return new Signal(
                AgentId.of("hostile"),
                row.instrument(),
                frame.timeNanos(),
                5,
                io.portcullis.model.signal.Direction.LONG,
                0.5,
                1,
                1,
                version);
    }

    private String hang() {
        while (true) {
            try {
                never.await();
                return "late";
            } catch (InterruptedException e) {
                // A hang that does not listen.
            }
        }
    }

    /** Its message is code, too. */
    private static final class VenomousException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Supplier<String> message;

        VenomousException(Supplier<String> message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message.get();
        }
    }

    /** Does what the test says. */
    private static final class Scripted implements Agent {
        private final BiConsumer<FeatureFrame, SignalSink> script;
        private Supplier<byte[]> memory = () -> new byte[0];
        private int budgetMillis = 10_000;
        private byte[] restored;

        Scripted(BiConsumer<FeatureFrame, SignalSink> script) {
            this.script = script;
        }

        @Override
        public AgentId id() {
            return AgentId.of("hostile");
        }

        @Override
        public AgentInputs inputs() {
            return new AgentInputs(List.of("close"), Set.of(Bar.class), 5, 0, 1, true, budgetMillis);
        }

        @Override
        public void onInstant(FeatureFrame frame, SignalSink sink) {
            script.accept(frame, sink);
        }

        @Override
        public byte[] snapshot() {
            return memory.get();
        }

        @Override
        public void restore(byte[] snapshot) {
            restored = snapshot;
        }
    }
}
