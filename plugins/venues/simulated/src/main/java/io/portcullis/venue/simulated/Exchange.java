package io.portcullis.venue.simulated;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Quantity;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The simulated market: deterministic, synchronous, single-threaded.
 *
 * <p>Time moves in {@link #advanceTo} only; reports leave only from within {@link #submit}, {@link #cancel}, {@link #onMarket}
 * and {@link #advanceTo}, on the caller's thread.
 *
 * <p><b>Daily bars.</b> The driver hands the venue, and nobody else, the DAY bars of a session just before it advances to that
 * session's opening. An order is due at the first opening strictly after it arrived (never earlier than its own decision
 * time), and only that session's bar can fill it. A bar in which an order was decided therefore cannot fill it, whenever and
 * in whatever order things are handed over; a bar that comes after its own opening fills nothing and only moves volatility.
 *
 * <p><b>Quotes.</b> An order reaches the book a latency after it arrived.
 */
final class Exchange {
    /** Bounds the memory of a venue that nobody restarts. */
    private static final int ORDERS_MAX = 5_000_000;

    private final ExchangeSettings settings;
    private final Sessions sessions = new Sessions();
    private final Books books = new Books();
    private final Tape tape;
    private final OpeningAuction auction;
    private final QuoteMatcher matcher;
    private final Map<InstrumentId, InstrumentMarket> markets = new HashMap<>();
    private final Map<Long, Map<InstrumentId, Bar>> barsByOpen = new HashMap<>();
    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private long nowNanos = Long.MIN_VALUE;
    private long arrivals;

    Exchange(ExchangeSettings settings, Consumer<VenueReport> out) {
        this.settings = settings;
        this.tape = new Tape(settings, sessions, books, out);
        this.auction = new OpeningAuction(settings, tape);
        this.matcher = new QuoteMatcher(settings, tape);
    }

    /** What happens at an instant, in this order. */
    private enum Step {
        OPENING,
        BARS_USED,
        ARRIVAL,
        EXPIRY
    }

    private record Due(long timeNanos, Step step, long sequence, WorkingOrder order) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(timeNanos, other.timeNanos);
            int byStep = byTime != 0 ? byTime : step.compareTo(other.step);
            return byStep != 0 ? byStep : Long.compare(sequence, other.sequence);
        }
    }

    void submit(NewOrder order) {
        long received = Math.max(nowNanos, order.timeNanos());
        tape.beginAt(received);
        if (books.contains(order.orderId())) {
            // The first order's state stands; only the copy is refused.
            tape.say(new VenueReport.Rejected(order.orderId(), "duplicate client order id", received));
            return;
        }
        WorkingOrder entry = new WorkingOrder(order, ++arrivals, received);
        String defect = defect(order, received);
        if (defect != null) {
            books.add(entry);
            tape.reject(entry, defect, received);
            return;
        }
        books.add(entry);
        tape.accept(entry, received);
        plan(entry, received);
    }

    private String defect(NewOrder order, long received) {
        if (books.size() >= ORDERS_MAX) {
            return "the venue is full: " + ORDERS_MAX + " orders";
        }
        Quantity quantity = order.quantity();
        if (quantity.signum() <= 0 || !quantity.equals(quantity.wholeShares())) {
            return "quantity must be whole shares above zero, got " + quantity;
        }
        boolean needsLimit = order.type() == OrderType.LIMIT;
        if (needsLimit != (order.limit() != null)
                || (needsLimit && order.limit().raw() == 0)) {
            return "a limit order needs a limit above zero and a market order none, got " + order.limit();
        }
        if (!sessions.covers(received)
                || sessions.dateAt(received).isBefore(settings.fees().start())) {
            return "no trading calendar or fees for " + sessions.dateAt(received);
        }
        return null;
    }

    /** Enters in the agenda what will happen to an order, from an instant on. */
    private void plan(WorkingOrder entry, long fromNanos) {
        long expiry = sessions.nextCloseAfter(entry.receivedNanos);
        long opening = sessions.nextOpenAfter(entry.receivedNanos);
        TimeInForce timeInForce = entry.order.timeInForce();
        if (timeInForce != TimeInForce.AT_THE_OPENING) {
            add(Math.max(fromNanos, entry.receivedNanos + settings.latencyNanos()), Step.ARRIVAL, entry);
        }
        if (timeInForce == TimeInForce.AT_THE_OPENING || (timeInForce == TimeInForce.DAY && opening < expiry)) {
            add(Math.max(fromNanos, opening), Step.OPENING, entry);
        }
        if (timeInForce == TimeInForce.DAY) {
            add(Math.max(fromNanos, expiry), Step.EXPIRY, entry);
        }
    }

    private void add(long timeNanos, Step step, WorkingOrder entry) {
        agenda.add(new Due(timeNanos, step, entry.sequence, entry));
    }

    void cancel(CancelOrder cancel) {
        long time = Math.max(nowNanos, cancel.timeNanos());
        WorkingOrder entry = books.find(cancel.orderId());
        if (entry == null) {
            tape.say(new VenueReport.CancelRejected(cancel.orderId(), "unknown order", time));
        } else if (!entry.isWorking()) {
            tape.say(new VenueReport.CancelRejected(cancel.orderId(), "too late: the order is done", time));
        } else {
            tape.cancel(entry, "cancelled on request", time);
        }
    }

    /** Takes market data in; kinds that move no simulated market are passed over. */
    void onMarket(MarketEvent event) {
        if (event instanceof Quote quote) {
            onQuote(quote);
        } else if (event instanceof Bar bar && bar.period() == BarPeriod.DAY) {
            onDayBar(bar);
        } else if (event instanceof TradingHalt halt) {
            market(halt.instrument()).halted(halt.halted());
        } else if (event instanceof CorporateAction action && action.isSplit()) {
            onSplit(action);
        }
    }

    private void onQuote(Quote quote) {
        InstrumentMarket market = market(quote.instrument());
        market.quote(quote);
        for (WorkingOrder entry : books.workingIn(quote.instrument())) {
            if (entry.isResting()) {
                matcher.match(entry, market, nowNanos);
            }
        }
    }

    private void onDayBar(Bar bar) {
        if (!sessions.isSession(bar.session())) {
            return;
        }
        long open = sessions.openOf(bar.session());
        if (open <= nowNanos) {
            learn(bar);
            return;
        }
        Map<InstrumentId, Bar> bars = barsByOpen.get(open);
        if (bars == null) {
            bars = new HashMap<>();
            barsByOpen.put(open, bars);
            agenda.add(new Due(open, Step.BARS_USED, 0, null));
        }
        bars.put(bar.instrument(), bar);
    }

    private void learn(Bar bar) {
        if (!bar.suspect()) {
            market(bar.instrument()).volatility.close(bar.session(), bar.close());
        }
    }

    private void onSplit(CorporateAction action) {
        InstrumentMarket market = market(action.instrument());
        market.volatility.split(action.splitNumerator(), action.splitDenominator());
        market.forgetQuote();
        String reason = "split " + action.splitNumerator() + "/" + action.splitDenominator() + " on " + action.exDate();
        for (WorkingOrder entry : books.workingIn(action.instrument())) {
            tape.cancel(entry, reason, Math.max(nowNanos, entry.receivedNanos));
        }
    }

    /** Does everything that falls due up to an instant, each thing at its own time. */
    void advanceTo(long timeNanos) {
        if (timeNanos < nowNanos) {
            return;
        }
        tape.beginAt(timeNanos);
        while (!agenda.isEmpty() && agenda.peek().timeNanos() <= timeNanos) {
            Due due = agenda.poll();
            nowNanos = Math.max(nowNanos, due.timeNanos());
            perform(due);
        }
        nowNanos = timeNanos;
    }

    /** When the next thing falls due; {@code Long.MAX_VALUE} when nothing does. */
    long nextDueNanos() {
        return agenda.isEmpty() ? Long.MAX_VALUE : agenda.peek().timeNanos();
    }

    private void perform(Due due) {
        WorkingOrder entry = due.order();
        if (entry != null && !entry.isWorking()) {
            return;
        }
        switch (due.step()) {
            case OPENING -> open(entry);
            case BARS_USED -> barsByOpen.remove(due.timeNanos()).values().forEach(this::learn);
            case ARRIVAL -> matcher.arrive(entry, market(entry.order.instrument()), nowNanos);
            case EXPIRY -> tape.cancel(entry, "expired at the close", nowNanos);
        }
    }

    /** A session opens: from its bar where there is one, else, in a market of quotes, from the quote. */
    private void open(WorkingOrder entry) {
        InstrumentMarket market = market(entry.order.instrument());
        Map<InstrumentId, Bar> bars = barsByOpen.get(nowNanos);
        Bar bar = bars == null ? null : bars.get(entry.order.instrument());
        if (bar != null || !market.hasQuote()) {
            auction.execute(entry, bar, market, nowNanos);
        } else if (entry.order.timeInForce() == TimeInForce.AT_THE_OPENING) {
            matcher.arrive(entry, market, nowNanos);
        }
    }

    VenueReport query(ClientOrderId orderId, long nowIfNever) {
        WorkingOrder entry = books.find(orderId);
        return entry == null ? new VenueReport.Unknown(orderId, Math.max(nowNanos, nowIfNever)) : entry.latest();
    }

    List<ClientOrderId> openOrders() {
        return books.openOrders();
    }

    List<Fill> fillsSince(long timeNanos) {
        return books.fillsSince(timeNanos);
    }

    /** Puts back an order that an earlier run received, before time moves and before anything is reported. */
    void restoreOrder(NewOrder order, long receivedNanos) {
        books.add(new WorkingOrder(order, ++arrivals, receivedNanos));
    }

    /** Puts back what an earlier run reported; a refused copy of a known order changes nothing. */
    void restoreReport(VenueReport report) {
        WorkingOrder entry = books.find(report.orderId());
        boolean copyRefused = report instanceof VenueReport.Rejected && entry != null && entry.latest() != null;
        if (entry != null && !copyRefused && !(report instanceof VenueReport.CancelRejected)) {
            books.apply(entry, report);
        }
    }

    /**
     * Goes on where an earlier run ended: working orders work on. An order that was received but never answered did not reach
     * the market, and is refused now rather than traded late.
     */
    void resume(Collection<ClientOrderId> received, long timeNanos) {
        tape.beginAt(timeNanos);
        for (ClientOrderId id : received) {
            WorkingOrder entry = books.find(id);
            if (entry.latest() == null) {
                tape.reject(entry, "the venue restarted before it had accepted the order", timeNanos);
            }
        }
        for (WorkingOrder entry : books.working()) {
            plan(entry, timeNanos);
        }
        nowNanos = timeNanos;
    }

    private InstrumentMarket market(InstrumentId instrument) {
        return markets.computeIfAbsent(instrument, id -> new InstrumentMarket(settings));
    }
}
