package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.rules.KeptPacks;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.policy.cases.PackCheck;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.gate.RecordedGate;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.ReadAhead;
import io.portcullis.transport.archive.ArchiveLog;
import io.portcullis.transport.channel.SendJournal;
import io.portcullis.transport.snapshot.Snapshot;
import io.portcullis.transport.snapshot.Snapshots;
import io.portcullis.transport.snapshot.StateBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log, gate, engine and send journal as an earlier process left them: all that a start can do before there is a plugin or a
 * venue. One thread makes it and hands it over whole; from then on its parts belong to the threads that they always belong to.
 */
final class RecoveredEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveredEngine.class);

    private static final String NOTHING_TRADED =
            "; nothing is traded on it. 'portcullis replay --verify' says where it was touched; restore data/ from a copy";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final BooleanSupplier abandoned;
    private final ContentStore content;
    private final PackCompiler compiler;
    private final DroolsGate gate;
    private final RecordedGate recorded;
    private final TimedPolicy policy;
    private final SnapshotWriter snapshots;
    private final SendJournal journal;
    private final ArchiveLog log;
    private final Engine engine;
    private final RecoveryOutbox replayed = new RecoveryOutbox();
    private final Recovery recovery;
    private long snapshotPosition;

    /**
     * What a start found.
     *
     * @param fresh true when there was no log
     * @param snapshotPosition where the snapshot stood; 0 without one
     * @param replayed events after it
     * @param lastTimeNanos engine time of the last one
     * @param oldestOpenNanos engine time of the oldest order that was still open; {@code lastTimeNanos} when there was none
     */
    record Recovery(boolean fresh, long snapshotPosition, long replayed, long lastTimeNanos, long oldestOpenNanos) {}

    private RecoveredEngine(Home home, ArchiveLog log, BooleanSupplier abandoned) throws IOException {
        this.log = log;
        this.abandoned = abandoned;
        try {
            ExecutorService writer = SnapshotWriter.thread();
            content = new ContentStore(home.data().resolve("content"), writer);
            compiler = register(new PackCompiler(new KeptPacks(home.data()), PackCheck::findings));
            // the pack that judged last is linked or compiled while the log is opened and read
            content.active().ifPresent(this::compileEarly);
            gate = register(DroolsGate.lazy(compiler));
            recorded = new RecordedGate(gate);
            policy = new TimedPolicy(recorded);
            engine = new Engine(policy);
            Snapshots store = new Snapshots(home.data().resolve("snapshots"));
            snapshots = register(new SnapshotWriter(store, content, writer));
            // a day of a million orders has as many entries in it: it is read beside the snapshot
            CompletableFuture<SendJournal> sent = CompletableFuture.supplyAsync(
                    () -> journal(home.data().resolve("send.journal"), log.durability()), writer);
            register(() -> sent.join().close());
            recovery = recover(store);
            journal = read(sent);
        } catch (IOException | RuntimeException e) {
            closeParts();
            throw e;
        }
    }

    private static SendJournal journal(Path file, Durability durability) {
        try {
            return SendJournal.open(file, durability);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SendJournal read(CompletableFuture<SendJournal> sent) throws IOException {
        try {
            return sent.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            if (e.getCause() instanceof RuntimeException defect) {
                throw defect;
            }
            throw e;
        }
    }

    /** Opens and recovers; when it throws, nothing stays open. */
    static RecoveredEngine open(Home home, DataLock lock, Durability durability) throws IOException {
        ArchiveLog log = ArchiveLog.open(lock, durability);
        try {
            return on(home, log, () -> false);
        } catch (IOException | RuntimeException e) {
            closeQuietly(log);
            throw e;
        }
    }

    /**
     * Recovers from a log that is open; when it throws, that is all that stays open.
     *
     * @param log closed with this, and by the thread that opened it: Aeron's archive insists on that
     * @param abandoned asked now and then: true when nobody waits for it any more, and it may end with a RuntimeException
     */
    static RecoveredEngine on(Home home, ArchiveLog log, BooleanSupplier abandoned) throws IOException {
        return new RecoveredEngine(home, log, abandoned);
    }

    private <T extends AutoCloseable> T register(T part) {
        open.push(part);
        return part;
    }

    private void compileEarly(byte[] pack) {
        try {
            compiler.submit(PackContent.ofBytes(pack));
        } catch (IllegalArgumentException e) {
            LOG.warn("the kept rule pack is damaged and is not compiled early: {}", e.getMessage());
        }
    }

    private Recovery recover(Snapshots store) throws IOException {
        long end = log.recordedPosition();
        content.stageAll(gate);
        try (ReadAhead ahead = follow(store, end)) {
            long events = replay(ahead);
            recorded.settle();
            if (replayed.differing() > 0) {
                throw new ConfigException(
                        "the log does not replay to itself: " + replayed.firstDifference() + NOTHING_TRADED);
            }
            return found(events);
        }
    }

    /** Puts the engine where the newest snapshot stands, and the log's reader behind it. */
    private ReadAhead follow(Snapshots store, long end) throws IOException {
        Optional<Snapshot> snapshot = store.newestSound(end);
        snapshotPosition = snapshot.map(Snapshot::position).orElse(0L);
        ReadAhead ahead = new ReadAhead(log.read(snapshot.isPresent() ? snapshotPosition : log.startPosition(), end));
        // from here on packs are activated without being compiled
        recorded.follow(new RecordedDecisions(ahead));
        replayed.onSaid(ahead::said);
        try {
            snapshot.map(Snapshot::state).map(StateBytes::new).ifPresent(engine::restore);
        } catch (RuntimeException e) {
            ahead.close();
            throw e;
        }
        return ahead;
    }

    /** Verdicts come from the log, so the rules are compiled meanwhile; they are waited for where the log ends. */
    private long replay(ReadAhead ahead) {
        long events = 0;
        while (ahead.next()) {
            if (abandoned.getAsBoolean()) {
                throw new IllegalStateException("nobody waits for this log any more: the start has failed");
            }
            takeAgain(ahead.position(), ahead.event());
            // the process before may have been killed before it had written them beside the log
            content.on(ahead.position(), ahead.event());
            replayed.recorded(ahead.position(), ahead.event());
            events++;
        }
        return events;
    }

    private void takeAgain(long position, EngineEvent event) {
        try {
            engine.on(position, event, replayed);
        } catch (RuntimeException e) {
            throw new ConfigException(
                    "the log cannot be replayed: at position " + position + " " + e.getMessage() + NOTHING_TRADED, e);
        }
    }

    private Recovery found(long events) {
        boolean fresh = engine.books() == null;
        long last = fresh ? 0 : engine.timeNanos();
        long oldest = fresh
                ? last
                : engine.books().orders().open().stream()
                        .mapToLong(TrackedOrder::timeNanos)
                        .min()
                        .orElse(last);
        return new Recovery(fresh, snapshotPosition, events, last, oldest);
    }

    ContentStore content() {
        return content;
    }

    PackCompiler compiler() {
        return compiler;
    }

    DroolsGate gate() {
        return gate;
    }

    TimedPolicy policy() {
        return policy;
    }

    SnapshotWriter snapshots() {
        return snapshots;
    }

    SendJournal journal() {
        return journal;
    }

    ArchiveLog log() {
        return log;
    }

    Engine engine() {
        return engine;
    }

    Recovery recovery() {
        return recovery;
    }

    /** What the process before decided and had no time to record. */
    Queue<EngineEvent.Produced> unrecorded() {
        return replayed.unrecorded();
    }

    @Override
    public void close() {
        closeParts();
        closeQuietly(log);
    }

    private void closeParts() {
        while (!open.isEmpty()) {
            closeQuietly(open.pop());
        }
    }

    /** A log that lost its disk cannot be closed as it should be; the others can, and must be. */
    static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed cleanly: {}", part.getClass().getSimpleName(), e.toString());
        }
    }
}
