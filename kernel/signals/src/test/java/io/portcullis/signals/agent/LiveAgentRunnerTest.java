package io.portcullis.signals.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.portcullis.model.event.EngineEvent.SignalBatch;
import io.portcullis.model.id.AgentId;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.AgentInputs;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.FakeAgent;
import io.portcullis.testkit.TradingDays;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** All that holds for back tests holds live, and a hang is a failure. */
class LiveAgentRunnerTest extends AgentRunnerTest {
    @Override
    AgentRunner newRunner(Features from, SignalConsumer consumer, AgentListener listener) {
        return AgentRunner.live(from, consumer, listener);
    }

    @Test
    void shouldQuarantineAnAgentThatHangsAndNeverCallItTwiceAtOnce() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger entered = new AtomicInteger();
        List<SignalBatch> batches = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        Features features = new Features();
        try (AgentRunner runner = AgentRunner.live(
                features,
                batches::add,
                (agent, quarantined, reason) -> heard.add(agent + " " + quarantined + " " + reason))) {
            runner.add(agent("hang").misbehave(frame -> {
                entered.incrementAndGet();
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                awaitIgnoringInterrupts(release);
                inside.decrementAndGet();
            }));
            runner.add(FakeAgent.with("well", new AgentInputs(List.of("close"), Set.of(), 5, 0, 1, true, 10_000)));
            for (int day = 0; day < 4; day++) {
                ask(runner, features, day);
            }
            assertThat(entered).hasValue(1);
            assertThat(heard).hasSize(1);
            assertThat(heard.get(0)).startsWith("hang true 3 failures in a row").contains("still hangs");
            assertThat(batches).hasSize(4).allMatch(batch -> batch.signals().size() == 1);
            assertThatThrownBy(() -> runner.release(AgentId.of("hang"), "operator"))
                    .hasMessageContaining("replace it");
            runner.replace(FakeAgent.with("hang", new AgentInputs(List.of("close"), Set.of(), 5, 0, 1, true, 10_000)));
            ask(runner, features, 4);
            assertThat(batches.get(4).signals()).hasSize(2);
            release.countDown();
            await().untilAsserted(() -> assertThat(inside).hasValue(0));
            assertThat(batches).as("what the abandoned call said late is lost").hasSize(5);
        }
    }

    @Test
    void shouldInterruptWhatTakesTooLongAndGoOnWithItNextTime() {
        AtomicReference<Thread> interrupted = new AtomicReference<>();
        CountDownLatch never = new CountDownLatch(1);
        List<SignalBatch> batches = new ArrayList<>();
        Features features = new Features();
        try (AgentRunner runner = AgentRunner.live(features, batches::add, (agent, quarantined, reason) -> {})) {
            FakeAgent agent = agent("slow");
            agent.misbehave(frame -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.set(Thread.currentThread());
                    throw new IllegalStateException("interrupted", e);
                }
            });
            runner.add(agent);
            ask(runner, features, 0);
            await().untilAsserted(() -> assertThat(interrupted.get()).isNotNull());
            assertThat(interrupted.get().getName()).isEqualTo("agent-FakeAgent");
            assertThat(interrupted.get().isDaemon()).isTrue();
            AgentStatus status = runner.status().get(0);
            assertThat(status.overruns()).isEqualTo(1);
            assertThat(status.lastFailure()).contains("budget of 200 ms");
            agent.misbehave(null);
            await().untilAsserted(() -> {
                ask(runner, features, 1);
                assertThat(batches).isNotEmpty();
            });
        }
    }

    private static void ask(AgentRunner runner, Features features, int day) {
        features.on(Bars.of("AAA").on(DAYS.get(day)).build());
        runner.onInstant(TradingDays.closeNanos(DAYS.get(day)), DAYS.get(day));
    }

    private static FakeAgent agent(String id) {
        return FakeAgent.with(id, new AgentInputs(List.of("close"), Set.of(), 5, 0, 1, true, 200));
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // A hang that does not listen: that is the case under test.
            }
        }
    }
}
