package io.portcullis.testkit;

import io.portcullis.engine.Outbox;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.signal.Opportunity;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the engine puts out, in order. Not thread-safe. */
public final class RecordingOutbox implements Outbox {
    private final List<EngineEvent.Produced> appended = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Opportunity> opportunities = new ArrayList<>();

    /** One command and where it goes. */
    public record Sent(VenueId venue, VenueCommand command) {}

    @Override
    public void append(EngineEvent.Produced event) {
        appended.add(event);
    }

    @Override
    public void send(VenueId venue, VenueCommand command) {
        sent.add(new Sent(venue, command));
    }

    @Override
    public void opportunity(Opportunity opportunity) {
        opportunities.add(opportunity);
    }

    /** All that was appended so far. */
    public List<EngineEvent.Produced> appended() {
        return List.copyOf(appended);
    }

    /** What was appended of one kind. */
    public <T extends EngineEvent.Produced> List<T> appended(Class<T> kind) {
        return appended.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What was appended since the last call, forgotten here: what a host would loop back. */
    public List<EngineEvent.Produced> takeAppended() {
        List<EngineEvent.Produced> taken = List.copyOf(appended);
        appended.clear();
        return taken;
    }

    /** All commands so far. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** All opportunities so far. */
    public List<Opportunity> opportunities() {
        return List.copyOf(opportunities);
    }

    /** Forgets everything. */
    public void clear() {
        appended.clear();
        sent.clear();
        opportunities.clear();
    }
}
