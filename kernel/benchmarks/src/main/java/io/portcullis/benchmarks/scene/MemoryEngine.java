package io.portcullis.benchmarks.scene;

import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The real engine with the real gate over a log in memory: what it produces comes back to it before the next event from
 * outside, as in a back test. One thread.
 */
public final class MemoryEngine implements AutoCloseable {
    /** Capital of every scene; rules/portfolio is written for a book of this size. */
    public static final long CAPITAL = 10_000_000;

    private final PackCompiler compiler = new PackCompiler();
    private final DroolsGate policy = DroolsGate.eager(compiler);
    private final Engine engine = new Engine(policy);
    private final ArrayDeque<EngineEvent> due = new ArrayDeque<>();
    private final ArrayDeque<VenueCommand> commands = new ArrayDeque<>();
    private final Consumer<EngineEvent> listener;
    private final Consumer<VenueCommand> venue;
    private final Outbox outbox;
    private long position;
    private boolean busy;

    /**
     * An engine before its first event.
     *
     * @param listener sees each event once the engine has taken it
     * @param produced sees what the engine says at the moment it says it, the gate's facts still in place
     * @param venue gets each command; may append reports
     */
    public MemoryEngine(
            Consumer<EngineEvent> listener, Consumer<EngineEvent.Produced> produced, Consumer<VenueCommand> venue) {
        this.listener = listener;
        this.venue = venue;
        this.outbox = new Outbox() {
            @Override
            public void append(EngineEvent.Produced event) {
                produced.accept(event);
                due.add(event);
            }

            @Override
            public void send(VenueId to, VenueCommand command) {
                commands.add(command);
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
                new TreeMap<>(settings));
    }

    /** Starts a session that is judged by the repository's pack. */
    public void open(EngineEvent.SessionKind kind, Map<String, String> settings, long timeNanos) throws IOException {
        on(session(kind, settings, timeNanos));
        Pack.activation(Pack.content(), timeNanos).forEach(this::on);
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
                venue.accept(commands.poll());
            } else {
                EngineEvent next = due.poll();
                position++;
                engine.on(position, next, outbox);
                listener.accept(next);
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
        compiler.close();
    }
}
