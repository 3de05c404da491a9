package io.portcullis.host.timemachine;

import io.portcullis.engine.Engine;
import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.host.server.PastAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.transport.EventCursor;
import io.portcullis.transport.EventSource;
import io.portcullis.transport.RecordedEvent;
import io.portcullis.transport.snapshot.Snapshot;
import io.portcullis.transport.snapshot.Snapshots;
import io.portcullis.transport.snapshot.StateBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Answers questions about the past of one log: newest snapshot at or before the moment, then the events behind it. Reads files only, so
 * it works beside the server that writes them. Thread-safe; each answer is made by itself.
 */
public final class TimeMachine {
    /** How many events go by between two looks at the allowance. */
    private static final int LOOK_EVERY = 1024;

    private final EventSource log;
    private final Path data;
    private final Supplier<DroolsGate> rules;
    private final Allowance allowance;

    /**
     * Over a log.
     *
     * @param log running or not
     * @param data its data folder, with snapshots/ and content/; neither has to be there
     * @param rules makes a policy ring that really judges, for the few evaluations that no log tells; closed after use
     * @param allowance what one answer may cost
     */
    public TimeMachine(EventSource log, Path data, Supplier<DroolsGate> rules, Allowance allowance) {
        this.log = log;
        this.data = data;
        this.rules = rules;
        this.allowance = allowance;
    }

    /**
     * How things stood.
     *
     * @throws ServerRefusal NOT_FOUND when the log does not reach the moment, BUSY when the answer would cost too much, CONFLICT when
     *     the log does not replay to itself
     */
    public PastAnswer ask(Moment when, Topic what) throws IOException {
        PastState state = travelTo(when);
        return Answers.of(what, when, state, log);
    }

    PastState travelTo(Moment when) throws IOException {
        RecordedEvent last = lastEvent(when);
        List<String> notes = new ArrayList<>();
        if (when.kind() == Moment.Kind.POSITION && when.value() != last.position()) {
            notes.add("no event ends at position " + when.value() + ": this is the state after the one before, at "
                    + last.position());
        }
        return travel(new Journey(last, last.position(), notes, gate -> gate));
    }

    /** A decision by the order's id, its sender's key or the log position; NOT_FOUND when there is none. */
    RecordedEvent find(String decision) {
        long started = System.nanoTime();
        return new DecisionSearch(log, () -> allowance.requireTime(started)).find(decision);
    }

    /** How things stood in the moment in which the gate was asked about an order; after its refusal when rules never were. */
    Stopped stopBefore(DecisionRecord record) throws IOException {
        RecordedEvent cause = log.lastAt(record.causePosition())
                .orElseThrow(() -> new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "what asked for the order is gone"));
        StoppedGate[] gate = new StoppedGate[1];
        PastState state = travel(new Journey(cause, cause.position() - 1, new ArrayList<>(), rulings -> {
            gate[0] = new StoppedGate(rulings, record.orderId().value());
            return gate[0];
        }));
        return new Stopped(state, gate[0]);
    }

    /** A gate that really judges; closed by the caller. */
    DroolsGate realGate() {
        return rules.get();
    }

    /**
     * A replay that was stopped.
     *
     * @param state how things stood
     * @param gate the engine's gate, which has to be told who judges from now on
     */
    record Stopped(PastState state, StoppedGate gate) {}

    /**
     * Where a replay goes.
     *
     * @param last the last event that is taken
     * @param snapshotMax a snapshot behind that position is of no use
     * @param notes what whoever reads the answer should know
     * @param over what is put over the recorded rulings
     */
    private record Journey(RecordedEvent last, long snapshotMax, List<String> notes, UnaryOperator<PolicyGate> over) {}

    private PastState travel(Journey journey) throws IOException {
        long started = System.nanoTime();
        long end = log.recordedPosition();
        RecordedEvent last = journey.last();
        List<String> notes = journey.notes();
        Packs packs = new Packs(log, data.resolve("content"));
        Optional<Snapshot> snapshot = newest(journey.snapshotMax(), notes);
        while (true) {
            long from = snapshot.map(Snapshot::position).orElse(log.startPosition());
            try (Sayings sayings = new Sayings(log.read(from, end));
                    RecordedRulings rulings = new RecordedRulings(sayings, packs, rules)) {
                Engine engine = new Engine(journey.over().apply(rulings));
                if (snapshot.isEmpty() || restored(engine, snapshot.get(), notes)) {
                    long replayed = replay(engine, sayings, from, last.position(), started);
                    long snapshotPosition = snapshot.map(Snapshot::position).orElse(0L);
                    return new PastState(engine, last, snapshotPosition, replayed, notes, packs);
                }
            }
            snapshot = newest(from - 1, notes);
        }
    }

    private Optional<Snapshot> newest(long positionMax, List<String> notes) throws IOException {
        Path folder = data.resolve("snapshots");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        return new Snapshots(folder)
                .newest(
                        positionMax,
                        (file, problem) -> notes.add("snapshot " + file.getFileName() + " is passed over: " + problem));
    }

    private boolean restored(Engine engine, Snapshot snapshot, List<String> notes) {
        allowance.requireRoomFor(snapshot.state().length);
        try {
            engine.restore(new StateBytes(snapshot.state()));
            return true;
        } catch (RuntimeException e) {
            // another version's bytes may mean anything to this one; the log says the same, only later
            String problem = e.getMessage() == null ? e.toString() : e.getMessage();
            notes.add("the snapshot at " + snapshot.position() + " is passed over: " + problem);
            return false;
        }
    }

    private long replay(Engine engine, Sayings sayings, long from, long to, long startedNanos) {
        long events = 0;
        try (EventCursor cursor = log.read(from, to)) {
            while (cursor.next()) {
                engine.on(cursor.position(), cursor.event(), sayings);
                events++;
                if (events % LOOK_EVERY == 0) {
                    allowance.require(startedNanos, engine);
                }
            }
        } catch (StoppedGate.Reached e) {
            return events;
        }
        return events;
    }

    private RecordedEvent lastEvent(Moment when) {
        RecordedEvent end = log.lastAt(Long.MAX_VALUE)
                .orElseThrow(() -> new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "the log is empty"));
        Optional<RecordedEvent> last = switch (when.kind()) {
            case NOW -> Optional.of(end);
            case POSITION -> when.value() > end.position() ? beyond(end) : log.lastAt(when.value());
            case TIME -> when.value() > end.event().timeNanos() ? beyond(end) : log.lastAtTime(when.value());
        };
        return last.orElseThrow(this::before);
    }

    private static Optional<RecordedEvent> beyond(RecordedEvent end) {
        throw new ServerRefusal(
                ServerRefusal.Kind.NOT_FOUND,
                "the log ends at position " + end.position() + ", "
                        + Decimals.time(end.event().timeNanos())
                        + ": what came later is not recorded; 'now' asks for its end");
    }

    private ServerRefusal before() {
        try (EventCursor cursor = log.read(log.startPosition(), log.recordedPosition())) {
            cursor.next();
            return new ServerRefusal(
                    ServerRefusal.Kind.NOT_FOUND,
                    "the log begins with the event that ends at position " + cursor.position() + ", "
                            + Decimals.time(cursor.event().timeNanos()) + ": there is nothing before");
        }
    }
}
