package io.portcullis.host.session;

import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.signal.Opportunity;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The log of a back test: positions count up, every event is taken at once, and what the engine produces comes back to it
 * before the next event from outside. The same engine as live, without a disk. One thread.
 */
final class InProcessLog implements Outbox {
    private final Engine engine;
    private final List<LogListener> listeners;
    private final Consumer<VenueCommand> venue;
    private final Consumer<Opportunity> opportunities;
    private final ArrayDeque<EngineEvent> produced = new ArrayDeque<>();
    private final ArrayDeque<VenueCommand> commands = new ArrayDeque<>();
    private long position;
    private boolean busy;

    InProcessLog(
            Engine engine,
            List<LogListener> listeners,
            Consumer<VenueCommand> venue,
            Consumer<Opportunity> opportunities) {
        this.engine = engine;
        this.listeners = List.copyOf(listeners);
        this.venue = venue;
        this.opportunities = opportunities;
    }

    /** Appends an event and everything that follows from it; reports that a venue gives meanwhile queue up behind. */
    void append(EngineEvent event) {
        produced.add(event);
        if (busy) {
            return;
        }
        busy = true;
        while (!produced.isEmpty() || !commands.isEmpty()) {
            if (produced.isEmpty()) {
                venue.accept(commands.poll());
            } else {
                take(produced.poll());
            }
        }
        busy = false;
    }

    private void take(EngineEvent event) {
        position++;
        engine.on(position, event, this);
        for (LogListener listener : listeners) {
            listener.on(position, event);
        }
    }

    /** Events so far. */
    long position() {
        return position;
    }

    @Override
    public void append(EngineEvent.Produced event) {
        produced.add(event);
    }

    @Override
    public void send(VenueId to, VenueCommand command) {
        commands.add(command);
    }

    @Override
    public void opportunity(Opportunity opportunity) {
        opportunities.accept(opportunity);
    }
}
