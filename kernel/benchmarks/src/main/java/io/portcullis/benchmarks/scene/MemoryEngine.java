package io.portcullis.benchmarks.scene;

import io.portcullis.engine.Engine;
import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.Outbox;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;

/**
 * The real engine with the real gate over a log in memory: what it produces comes back to it before the next event from
 * outside, as in a back test. One thread.
 */
public final class MemoryEngine implements AutoCloseable {
    /** Capital of every scene; rules/portfolio is written for a book of this size. */
    public static final long CAPITAL = 10_000_000;

    private final DroolsGate policy;
    private final Engine engine;
    private final ArrayDeque<EngineEvent> due = new ArrayDeque<>();
    private final ArrayDeque<VenueCommand> commands = new ArrayDeque<>();
    private final Surroundings surroundings;
    private final Outbox outbox;
    private long position;
    private boolean busy;

    /** What is around the engine. */
    public interface Surroundings {
        /** The engine says something; the gate's facts are still in place. */
        default void said(EngineEvent.Produced event) {}

        /** The engine built an opportunity. */
        default void built(Opportunity opportunity) {}

        /** The venue gets a command; it may put reports into the engine. */
        void sent(VenueCommand command);
    }

    /** An engine before its first event. */
    public MemoryEngine(PackCompiler compiler, Surroundings surroundings) {
        this.surroundings = surroundings;
        policy = DroolsGate.eager(compiler);
        engine = new Engine(policy);
        outbox = new Outbox() {
            @Override
            public void append(EngineEvent.Produced event) {
                surroundings.said(event);
                due.add(event);
            }

            @Override
            public void send(VenueId to, VenueCommand command) {
                commands.add(command);
            }

            @Override
            public void opportunity(Opportunity opportunity) {
                surroundings.built(opportunity);
            }
        };
    }

    /** The first event of a log. */
    public static EngineEvent.SessionStarted session(
            EngineEvent.SessionKind kind, Map<String, String> settings, long timeNanos) {
        return new EngineEvent.SessionStarted(
                timeNanos,
                "bench",
                kind,
                Engine.VERSION,
                "drools",
                Money.of(CAPITAL, CurrencyCode.USD),
                EngineSettings.ofToday(settings));
    }

    /** Starts a session that is judged by the repository's pack. */
    public void open(EngineEvent.SessionKind kind, Map<String, String> settings, long timeNanos) throws IOException {
        open(kind, settings, timeNanos, Pack.content());
    }

    /** Starts a session that is judged by a pack. */
    public void open(EngineEvent.SessionKind kind, Map<String, String> settings, long timeNanos, PackContent content) {
        on(session(kind, settings, timeNanos));
        Pack.activation(content, timeNanos).forEach(this::on);
    }

    /** Takes an event and everything that follows from it. */
    public void on(EngineEvent event) {
        due.add(event);
        if (busy) {
            return;
        }
        busy = true;
        while (!due.isEmpty() || !commands.isEmpty()) {
            if (due.isEmpty()) {
                surroundings.sent(commands.poll());
            } else {
                position++;
                engine.on(position, due.poll(), outbox);
            }
        }
        busy = false;
    }

    /** The engine, to look at or to ask its gate. */
    public Engine engine() {
        return engine;
    }

    /** The policy ring that the engine uses. */
    public DroolsGate policy() {
        return policy;
    }

    @Override
    public void close() {
        policy.close();
    }
}
