package io.portcullis.host.plugins;

import io.portcullis.model.event.EngineEvent.SignalBatch;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.feature.Features;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.TradingDays;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The agents of a plugin system on the server's own floor, with one instrument, asked when the test says so. */
final class AskedAgents implements AutoCloseable {
    private static final LocalDate DAY =
            TradingDays.from(LocalDate.of(2024, 3, 4), 1).get(0);

    final Queue<String> quarantines = new ConcurrentLinkedQueue<>();
    private final Features features = new Features();
    private final Queue<SignalBatch> batches = new ConcurrentLinkedQueue<>();
    private final AgentFloor floor;

    AskedAgents(PluginSystem system, int failuresMax) {
        features.on(Bars.of("AAA").on(DAY).close(100).build());
        floor = new AgentFloor(
                features,
                batches::add,
                (agent, out, reason) -> quarantines.add(agent + (out ? " out: " : " back: ") + reason),
                system.health(),
                failuresMax);
        system.plugins().listen(floor);
    }

    /** One question to all; the ids of those who had a signal. */
    List<String> ask() {
        batches.clear();
        floor.runner().onInstant(TradingDays.closeNanos(DAY), DAY);
        return signals().map(signal -> signal.agent().value()).sorted().toList();
    }

    private Stream<Signal> signals() {
        return batches.stream().flatMap(batch -> batch.signals().stream());
    }

    /** Which version of an agent had a signal in the last question; empty when none had. */
    Optional<String> versionOf(String agent) {
        return signals()
                .filter(signal -> signal.agent().value().equals(agent))
                .map(Signal::modelVersion)
                .findFirst();
    }

    String memoryOf(String agent) {
        return new String(floor.runner().snapshot().get(AgentId.of(agent)), StandardCharsets.UTF_8);
    }

    List<AgentStatus> status() {
        return floor.runner().status();
    }

    @Override
    public void close() {
        floor.close();
    }
}
