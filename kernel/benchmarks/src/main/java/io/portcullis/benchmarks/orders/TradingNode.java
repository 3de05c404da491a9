package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.MemoryEngine;
import io.portcullis.benchmarks.scene.Pack;
import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.transport.CoreLoop;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.archive.ArchiveLog;
import io.portcullis.transport.channel.KillSwitch;
import io.portcullis.transport.channel.SendJournal;
import io.portcullis.transport.channel.VenueChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The product's own parts around one engine: recorded log, core thread, Drools gate with rules/portfolio, kill switch, send
 * journal, venue channel. Engine time advances by 2 ms an order, so that the rules on rates see 500 orders a second however
 * fast the machine is.
 */
final class TradingNode implements Outbox, AutoCloseable {
    static final long ORDER_NANOS = 2_000_000;

    private static final VenueId VENUE = VenueId.of("simulated");
    private static final long START = 1_400_000_000L * 1_000_000_000L;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Stamps stamps = new Stamps();
    private final DroolsGate policy;
    private final Engine engine;
    private final ArchiveLog log;
    private final VenueChannel channel;
    private final PromptVenue venue;
    private final CoreLoop core;
    private volatile long engineTime = START;
    private volatile long taken;
    private volatile long answered;
    private volatile Throwable failure;
    private DecisionRecord decision;

    TradingNode(Path data, Durability durability, PackCompiler compiler, Market market) throws IOException {
        Map<InstrumentId, Price> prices = new HashMap<>();
        market.listings().forEach(each -> prices.put(each.id(), each.price()));
        DataLock lock = keep(DataLock.acquire(data));
        policy = keep(DroolsGate.eager(compiler));
        engine = new Engine(policy);
        log = keep(ArchiveLog.open(lock, durability));
        SendJournal journal = keep(SendJournal.open(data.resolve("sent"), durability));
        KillSwitch kill = keep(KillSwitch.watch(data.resolve("kill"), scope -> {}));
        venue = new PromptVenue(prices, stamps, this::report);
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
        events.add(new EngineEvent.ClockTick(START, EngineEvent.Phase.OPEN, LocalDate.of(2014, 5, 13)));
        events.forEach(log::append);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (taken < events.size()) {
            requireAlive(deadline);
            Thread.sleep(1);
        }
        core.sessionOpen(true);
    }

    /** Sends one order and waits for its last word: the decision that denies it, or its fill in the engine's books. */
    long send(OrderRequest request) {
        long time = engineTime + ORDER_NANOS;
        engineTime = time;
        EngineEvent event = new EngineEvent.OrderRequested(time, request);
        long before = answered;
        long start = System.nanoTime();
        log.append(event);
        while (answered == before) {
            requireAlive(start + PATIENCE_NANOS);
            Thread.yield();
        }
        return start;
    }

    private void requireAlive(long deadline) {
        if (failure != null) {
            throw new IllegalStateException("the core thread has ended: " + failure, failure);
        }
        if (System.nanoTime() - deadline > 0) {
            throw new IllegalStateException("no answer within " + PATIENCE_NANOS / 1_000_000_000L + " s");
        }
    }

    private void take(long position, EngineEvent event) {
        long now = System.nanoTime();
        boolean last = false;
        if (event instanceof EngineEvent.OrderRequested) {
            stamps.recorded = now;
        } else if (event instanceof EngineEvent.GateDecided decided) {
            stamps.decided = now;
            decision = decided.record();
            last = !decision.decision().passes();
        } else if (event instanceof EngineEvent.VenueReported reported) {
            last = !(reported.report() instanceof VenueReport.Accepted);
        }
        engine.on(position, event, this);
        taken++;
        if (last) {
            answered++;
        }
    }

    private void report(VenueReport report) {
        channel.onReport(report);
    }

    @Override
    public void append(EngineEvent.Produced event) {
        log.append(event);
    }

    @Override
    public void send(VenueId to, VenueCommand command) {
        channel.send(command);
    }

    /** The decision on the last order. */
    DecisionRecord decision() {
        return decision;
    }

    /** Where the last order was when. */
    Stamps stamps() {
        return stamps;
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
