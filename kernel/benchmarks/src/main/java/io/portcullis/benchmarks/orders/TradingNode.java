package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.Machine;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.MemoryEngine;
import io.portcullis.benchmarks.scene.Pack;
import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.transport.CoreLoop;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.archive.ArchiveLog;
import io.portcullis.transport.channel.KillSwitch;
import io.portcullis.transport.channel.SendJournal;
import io.portcullis.transport.channel.VenueChannel;
import io.portcullis.transport.snapshot.Snapshot;
import io.portcullis.transport.snapshot.Snapshots;
import io.portcullis.transport.snapshot.StateBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.agrona.collections.LongArrayQueue;

/**
 * The product's own parts around one engine: recorded log, core thread, gate with rules/portfolio compiled, kill switch, send
 * journal, venue channel. Engine time advances by 2 ms an order, so that the rules on rates see 500 orders a second however
 * fast the machine is.
 */
final class TradingNode implements Outbox, AutoCloseable {
    static final long ORDER_NANOS = 2_000_000;

    private static final VenueId VENUE = VenueId.of("simulated");
    private static final long START = 1_400_000_000L * 1_000_000_000L;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final DroolsGate policy;
    private final Engine engine;
    private final ArchiveLog log;
    private final Snapshots snapshots;
    private final KillSwitch kill;
    private final VenueChannel channel;
    private final PromptVenue venue;
    private final CoreLoop core;
    private volatile long engineTime = START;
    private volatile long taken;
    private volatile long position;
    private volatile long appendedByEngine;
    private volatile long takenOfEngine;
    private volatile long answered;
    private volatile Thread sender;
    private volatile Throwable failure;
    /** Orders that passed and are under way; the venue answers in the order in which it was asked. */
    private final LongArrayQueue underWay = new LongArrayQueue(Long.MIN_VALUE);

    private LocalDate date = LocalDate.of(2014, 5, 13);
    private volatile Stations stations = (order, filled, nanos) -> {};

    TradingNode(Path data, Durability durability, PackCompiler compiler) throws IOException {
        DataLock lock = keep(DataLock.acquire(data));
        policy = keep(DroolsGate.eager(compiler));
        policy.judgeCompiled(null);
        engine = new Engine(policy);
        log = keep(ArchiveLog.open(lock, durability));
        snapshots = new Snapshots(data.resolve("snapshots"));
        SendJournal journal = keep(SendJournal.open(data.resolve("send.journal"), durability));
        kill = keep(KillSwitch.watch(data.resolve("kill"), scope -> {}));
        venue = new PromptVenue(this::report);
        channel = keep(VenueChannel.open(log, VENUE, venue, kill, journal, () -> engineTime, Long.MAX_VALUE));
        core = keep(new CoreLoop(log, this::take, List.of(channel::flush), thrown -> failure = thrown));
        core.start();
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(part);
        return part;
    }

    /** Starts the session, activates the pack and opens the market. */
    void open(Market market) throws IOException, InterruptedException {
        List<EngineEvent> events = new ArrayList<>();
        events.add(MemoryEngine.session(EngineEvent.SessionKind.LIVE, Map.of(), START));
        events.addAll(Pack.activation(Pack.content(), START));
        events.addAll(market.opening(START, each -> true));
        events.add(new EngineEvent.ClockTick(START, EngineEvent.Phase.OPEN, date));
        events.forEach(log::append);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (taken < events.size()) {
            requireAlive(deadline);
            Thread.sleep(1);
        }
        core.sessionOpen(true);
    }

    /** Who is told from now on; to be set while nothing is under way. */
    void stations(Stations listener) {
        stations = listener;
    }

    /** Sends one order and sleeps until its last word, as whoever asks over HTTP does: two processors are for core and venue. */
    long send(OrderRequest request) {
        long before = answered;
        sender = Thread.currentThread();
        long start = post(request);
        while (answered == before) {
            requireAlive(start + PATIENCE_NANOS);
            LockSupport.parkNanos(this, PATIENCE_NANOS);
        }
        sender = null;
        return start;
    }

    /** Sends one order and returns when it went, without waiting. */
    long post(OrderRequest request) {
        long time = engineTime + ORDER_NANOS;
        engineTime = time;
        EngineEvent event = new EngineEvent.OrderRequested(time, request);
        long start = System.nanoTime();
        channel.expectOrder();
        log.append(event);
        return start;
    }

    /** Makes another pack judge, between two orders. */
    void activate(PackContent content) {
        Pack.activation(content, engineTime).forEach(log::append);
    }

    /** The same prices again, fresh. */
    void prices(Market market) {
        market.listings().forEach(each -> log.append(each.view(engineTime)));
    }

    /** The trading day ends and the next one begins: the engine forgets the orders of the day before the last. */
    void nextDay() {
        log.append(new EngineEvent.ClockTick(engineTime, EngineEvent.Phase.CLOSE, date));
        log.append(new EngineEvent.ClockTick(engineTime, EngineEvent.Phase.DAY_ROLL, date));
        date = TradingCalendar.nyse().next(date);
        log.append(new EngineEvent.ClockTick(engineTime, EngineEvent.Phase.OPEN, date));
    }

    /** How many orders have had their last word. */
    long answered() {
        return answered;
    }

    /** Waits until so many have. */
    void await(long orders) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (answered < orders) {
            requireAlive(deadline);
            Thread.yield();
        }
    }

    /**
     * A snapshot and what lies before it.
     *
     * @param file where it is
     * @param events how many events it covers
     */
    record Kept(Path file, long events) {}

    /** Waits until nothing is on its way and writes a snapshot, as the server does. */
    Kept snapshot() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (position < log.recordedPosition() || takenOfEngine < appendedByEngine || log.pending()) {
            requireAlive(deadline);
            Thread.yield();
        }
        StateBuffer state = new StateBuffer();
        engine.write(state);
        return new Kept(snapshots.write(new Snapshot(position, Engine.VERSION, state.toBytes())), taken);
    }

    /** Throws when nothing can be answered any more. */
    void requireAlive() {
        if (failure != null) {
            throw new IllegalStateException("the core thread has ended: " + failure, failure);
        }
    }

    private void requireAlive(long deadline) {
        requireAlive();
        if (System.nanoTime() - deadline > 0) {
            throw new IllegalStateException("no answer within " + PATIENCE_NANOS / 1_000_000_000L + " s");
        }
    }

    private void take(long at, EngineEvent event) {
        long now = System.nanoTime();
        if (event instanceof EngineEvent.OrderRequested) {
            stations.recorded(now);
        }
        long cpu = event instanceof EngineEvent.PackActivated ? Machine.cpuNanos() : 0;
        engine.on(at, event, this);
        if (event instanceof EngineEvent.OrderRequested) {
            stations.judged(System.nanoTime() - now);
        } else if (event instanceof EngineEvent.PackActivated) {
            stations.activated(System.nanoTime() - now, Machine.cpuNanos() - cpu);
        }
        taken++;
        takenOfEngine += event instanceof EngineEvent.Produced ? 1 : 0;
        position = at;
        if (event instanceof EngineEvent.GateDecided decided) {
            decided(decided.record(), now);
        } else if (event instanceof EngineEvent.VenueReported reported
                && !(reported.report() instanceof VenueReport.Accepted)) {
            ended(reported.report());
        }
    }

    private void decided(DecisionRecord record, long now) {
        stations.decided(record.sequence(), record, now);
        if (record.decision().passes()) {
            underWay.addLong(record.sequence());
        } else {
            answered(record.sequence(), false);
        }
    }

    private void ended(VenueReport report) {
        long order = underWay.pollLong();
        if (report instanceof VenueReport.Unsent) {
            stations.heldBack(order, System.nanoTime());
        }
        answered(order, report instanceof VenueReport.Filled);
    }

    private void answered(long order, boolean filled) {
        stations.answered(order, filled, System.nanoTime());
        answered++;
        Thread waits = sender;
        if (waits != null) {
            LockSupport.unpark(waits);
        }
    }

    private void report(VenueReport report) {
        channel.onReport(report);
    }

    @Override
    public void append(EngineEvent.Produced event) {
        appendedByEngine++;
        log.append(event);
    }

    @Override
    public void send(VenueId to, VenueCommand command) {
        channel.send(command);
    }

    /** Whether the core thread stays awake also without work. */
    void sessionOpen(boolean open) {
        core.sessionOpen(open);
    }

    /** What may leave for the venue. */
    KillSwitch kill() {
        return kill;
    }

    /** Ends the core thread and the venue's, so that the rest may be looked at. */
    void stop() {
        core.close();
        channel.close();
        if (failure != null) {
            throw new IllegalStateException("the core thread has ended: " + failure, failure);
        }
    }

    /** The log, to be read again. */
    ArchiveLog log() {
        return log;
    }

    /** The venue, to be asked what it got. */
    PromptVenue venue() {
        return venue;
    }

    /** What the engine holds. */
    Quantity position(InstrumentId instrument) {
        return new Quantity(engine.books().portfolio().position(instrument).quantityRaw());
    }

    @Override
    public void close() {
        // The core thread first: nobody may poll a log that is closed.
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                parts.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException(parts.get(i) + " did not close: " + e, e);
            }
        }
    }
}
