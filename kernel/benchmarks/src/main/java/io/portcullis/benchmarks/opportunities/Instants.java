package io.portcullis.benchmarks.opportunities;

import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.gate.HandWritten;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.Market.Listing;
import io.portcullis.benchmarks.scene.MemoryEngine;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.policy.gate.PackCompiler;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One instant after the other on one thread: a batch per instrument, the tick that makes the engine decide, its orders through
 * the gate, filled whole at the last price.
 */
final class Instants implements MemoryEngine.Surroundings, AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_400_000_000L * SECOND;
    private static final LocalDate DATE = LocalDate.of(2014, 5, 13);

    private final Market market;
    private final Signals signals;
    private final MemoryEngine engine;
    private final Map<InstrumentId, Price> prices = new HashMap<>();
    private final Map<InstrumentId, Opportunity> built = new HashMap<>();
    private final List<Reason> reasons = new ArrayList<>();
    private String fault = "";
    private boolean checking = true;
    private int instant;
    private long opportunities;
    private long decisions;
    private long allowed;
    private long fills;

    Instants(PackCompiler compiler, Market market, Signals signals) throws IOException {
        this.market = market;
        this.signals = signals;
        market.listings().forEach(each -> prices.put(each.id(), each.price()));
        engine = new MemoryEngine(compiler, this);
        engine.open(EngineEvent.SessionKind.BACKTEST, Map.of(), START);
        market.opening(START, each -> true).forEach(engine::on);
    }

    /** The next instant, every answer checked against a naive twin. */
    void nextChecked() throws WrongAnswerException {
        checking = true;
        built.clear();
        List<List<Signal>> batches = signals.instant(instant);
        run();
        for (int i = 0; i < batches.size(); i++) {
            Listing listing = market.listings().get(i);
            Opportunity opportunity = built.get(listing.id());
            if (opportunity == null) {
                throw new WrongAnswerException(listing.id() + " has signals but no opportunity");
            }
            fault = fault.isEmpty() ? NaivePool.fault(batches.get(i), opportunity) : fault;
        }
        requireSound();
    }

    /** The next instant, only counted. */
    void next() {
        checking = false;
        run();
    }

    private void run() {
        List<List<Signal>> batches = signals.instant(instant);
        instant++;
        long time = START + instant * SECOND;
        for (int i = 0; i < batches.size(); i++) {
            engine.on(new EngineEvent.SignalBatch(time, market.listings().get(i).id(), batches.get(i)));
        }
        engine.on(new EngineEvent.ClockTick(time, EngineEvent.Phase.INSTANT, DATE));
    }

    /** Throws unless each signalled instrument gave one opportunity per instant and each allowed order its fill. */
    void requireSound() throws WrongAnswerException {
        if (!fault.isEmpty()) {
            throw new WrongAnswerException(fault);
        }
        long expected = (long) instant * market.listings().size();
        if (opportunities != expected || allowed != fills || decisions == 0) {
            throw new WrongAnswerException(opportunities + " opportunities instead of " + expected + ", " + decisions
                    + " decisions, " + allowed + " orders allowed and " + fills + " filled");
        }
    }

    @Override
    public void built(Opportunity opportunity) {
        opportunities++;
        if (checking) {
            built.put(opportunity.instrument(), opportunity);
        }
    }

    @Override
    public void said(EngineEvent.Produced event) {
        if (event instanceof EngineEvent.GateDecided decided) {
            decisions++;
            var decision = decided.record().decision();
            allowed += decision.passes() ? 1 : 0;
            if (checking) {
                var facts = engine.engine().books().gate().lastFacts();
                var right = HandWritten.judge(facts, reasons);
                if (decision.verdict() != right) {
                    fault = "the gate says " + decision + ", right is " + right + " " + reasons;
                }
            }
        }
    }

    @Override
    public void sent(VenueCommand command) {
        if (command instanceof VenueCommand.NewOrder order) {
            fills++;
            engine.on(new EngineEvent.VenueReported(
                    order.timeNanos(), VenueId.of("simulated"), new VenueReport.Filled(fill(order))));
        }
    }

    private Fill fill(VenueCommand.NewOrder order) {
        ClientOrderId id = order.orderId();
        return new Fill(
                ExecId.of("exec-" + fills),
                id,
                order.instrument(),
                order.side(),
                order.quantity(),
                prices.get(order.instrument()),
                Money.zero(CurrencyCode.USD),
                order.timeNanos());
    }

    long opportunities() {
        return opportunities;
    }

    long decisions() {
        return decisions;
    }

    int instants() {
        return instant;
    }

    @Override
    public void close() {
        engine.close();
    }
}
