package io.portcullis.host.approval;

import io.portcullis.engine.Engine;
import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.Outbox;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** A log in memory with an engine behind it; time stands still until a test moves it. */
public final class MemoryDeskLog implements DeskLog, Outbox, AutoCloseable {
    /** Everything that was appended, in its order. */
    public final List<EngineEvent> events = new ArrayList<>();

    /** Engine time. */
    public long timeNanos = 1_000_000_000L;

    private final List<LogListener> listeners = new ArrayList<>();
    private final DroolsGate gate;
    private Engine engine;

    public MemoryDeskLog(PackCompiler compiler) {
        this.gate = DroolsGate.lazy(compiler);
        this.engine = new Engine(gate);
        append(new EngineEvent.SessionStarted(
                timeNanos,
                "S1",
                EngineEvent.SessionKind.LIVE,
                Engine.VERSION,
                gate.version(),
                Money.of(1_000_000, CurrencyCode.USD),
                new EngineSettings(new TreeMap<>()).asMap()));
    }

    /** Told of each event from now on. */
    public void listen(LogListener listener) {
        listeners.add(listener);
    }

    /** Another process reads the log and goes on. */
    public void restart() {
        engine = new Engine(gate);
        for (int i = 0; i < events.size(); i++) {
            engine.on(i + 1L, events.get(i), this);
        }
    }

    @Override
    public long now() {
        return timeNanos;
    }

    @Override
    public synchronized void append(EngineEvent event) {
        events.add(event);
        engine.on(events.size(), event, this);
        listeners.forEach(listener -> listener.on(events.size(), event));
    }

    @Override
    public synchronized <T> T ask(Function<Engine, T> question) {
        return question.apply(engine);
    }

    @Override
    public long position() {
        return events.size();
    }

    @Override
    public void append(EngineEvent.Produced event) {
        // no test here orders anything
    }

    @Override
    public void send(VenueId venue, VenueCommand command) {
        // as above
    }

    @Override
    public void close() {
        gate.close();
    }
}
