package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.MemoryEngine;
import io.portcullis.benchmarks.scene.Pack;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.gate.PackCompiler;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;

/** Engine and gate over a log in memory, and a venue that fills at once; each decision is compared with what is right. One thread. */
final class LogFreeNode implements MemoryEngine.Surroundings, AutoCloseable {
    private static final long SEED = 20_261_122;
    private static final int INSTRUMENTS = 50;
    private static final long START = 1_400_000_000L * 1_000_000_000L;

    /** The engine knows the orders of two trading days. */
    private static final int REFRESHES_PER_DAY = 5;

    private static final VenueId VENUE = VenueId.of("simulated");

    private final Market market = new Market(INSTRUMENTS, SEED);
    private final OrderStream stream = new OrderStream(market, SEED);
    private final PromptVenue venue = new PromptVenue(this::report);
    private final MemoryEngine engine;
    private LocalDate date = LocalDate.of(2014, 5, 13);
    private long now = START;
    private int refreshes;
    private OrderStream.Question question;
    private long sent;
    private long decided;
    private String wrong;

    LogFreeNode(PackCompiler compiler) throws Exception {
        compiler.awaitAgreement(compiler.await(Pack.content()));
        engine = new MemoryEngine(compiler, this);
        engine.policy().judgeCompiled(null);
        open();
    }

    private void open() throws IOException {
        engine.open(EngineEvent.SessionKind.LIVE, Map.of(), START);
        market.opening(START, each -> true).forEach(engine::on);
        engine.on(new EngineEvent.ClockTick(START, EngineEvent.Phase.OPEN, date));
    }

    OrderStream.Question next() {
        return stream.next();
    }

    /** Fresh prices, and now and then another day. */
    void refresh() {
        if (++refreshes % REFRESHES_PER_DAY == 0) {
            engine.on(new EngineEvent.ClockTick(now, EngineEvent.Phase.CLOSE, date));
            engine.on(new EngineEvent.ClockTick(now, EngineEvent.Phase.DAY_ROLL, date));
            date = TradingCalendar.nyse().next(date);
            engine.on(new EngineEvent.ClockTick(now, EngineEvent.Phase.OPEN, date));
        }
        market.listings().forEach(each -> engine.on(each.view(now)));
    }

    /** One order, to its end. */
    void send(OrderStream.Question asked) {
        question = asked;
        now += TradingNode.ORDER_NANOS;
        sent++;
        engine.on(new EngineEvent.OrderRequested(now, asked.request()));
    }

    @Override
    public void said(EngineEvent.Produced event) {
        if (event instanceof EngineEvent.GateDecided said) {
            decided++;
            check(said.record());
        }
    }

    private void check(DecisionRecord record) {
        boolean right = record.decision().passes()
                ? question.passes()
                : !question.passes()
                        && record.decision().reasons().size() == 1
                        && record.decision().reasons().get(0).label().equals(OrderStream.DENYING_RULE);
        if (!right) {
            wrong = question + " was answered with " + record.decision();
        }
    }

    @Override
    public void sent(VenueCommand command) {
        venue.submit((VenueCommand.NewOrder) command);
    }

    private void report(VenueReport report) {
        engine.on(new EngineEvent.VenueReported(now, VENUE, report));
    }

    /** Every order was decided, rightly, and the books hold what the fills come to. */
    void requireSound() throws WrongAnswerException {
        if (wrong != null || decided != sent) {
            throw new WrongAnswerException(wrong != null ? wrong : sent + " orders, " + decided + " decisions");
        }
        for (Market.Listing each : market.listings()) {
            Quantity held = new Quantity(
                    engine.engine().books().portfolio().position(each.id()).quantityRaw());
            if (!held.equals(stream.position(each.id()))) {
                throw new WrongAnswerException("the books hold " + held + " of " + each.id() + ", the orders come to "
                        + stream.position(each.id()));
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
