package io.portcullis.venue.simulated;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.fee.FeeSchedule;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.VenueListener;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** An open venue, what it has said, and short words for a few March days of 2024. */
final class VenueFixture implements VenueListener {
    static final InstrumentId AAA = InstrumentId.of("AAA");
    static final LocalDate MONDAY = LocalDate.of(2024, 3, 4);
    static final LocalDate TUESDAY = LocalDate.of(2024, 3, 5);
    static final LocalDate WEDNESDAY = LocalDate.of(2024, 3, 6);
    static final long MILLI = 1_000_000L;

    static final FeeSchedule FEES = FeeSchedule.parse("test fees", """
            from,kind,side,unit,rate,floor,cap,source
            2006-01-01,commission,both,share,0.0035,,,test
            2006-01-01,sec31,sell,million,8.00,,,test
            """);

    final List<VenueReport> reports = new ArrayList<>();
    final SimulatedVenue venue;

    VenueFixture() {
        this(settings(0));
    }

    VenueFixture(ExchangeSettings settings) {
        venue = new SimulatedVenue(settings);
        venue.open(this);
    }

    /** Half spread 2 bps, Y 0.5, 5 % of the volume, volatility 2 %, latency 2 ms. */
    static ExchangeSettings settings(double splitProbability) {
        return new ExchangeSettings(FEES, CurrencyCode.USD, 2, 0.5, 0.05, 0.02, 60, 2 * MILLI, splitProbability, 42);
    }

    static long open(LocalDate day) {
        return TradingCalendar.nyse().openNanos(day);
    }

    static long close(LocalDate day) {
        return TradingCalendar.nyse().closeNanos(day);
    }

    static Bar bar(LocalDate day, double open, double close, long volume, boolean suspect) {
        double low = Math.min(open, close);
        double high = Math.max(open, close);
        return new Bar(
                AAA,
                BarPeriod.DAY,
                day,
                Price.of(open),
                Price.of(high),
                Price.of(low),
                Price.of(close),
                Quantity.ofShares(volume),
                suspect,
                close(day),
                close(day));
    }

    static Bar bar(LocalDate day, double open) {
        return bar(day, open, open, 1_000_000, false);
    }

    static NewOrder order(String id, Side side, long shares, String limit, TimeInForce timeInForce, long timeNanos) {
        return new NewOrder(
                ClientOrderId.of(id),
                AAA,
                side,
                Quantity.ofShares(shares),
                limit == null ? OrderType.MARKET : OrderType.LIMIT,
                limit == null ? null : Price.parse(limit),
                timeInForce,
                false,
                timeNanos);
    }

    /** Decided at Monday's close, for Tuesday's opening. */
    void submitForTuesday(String id, Side side, long shares, String limit) {
        venue.submit(order(id, side, shares, limit, TimeInForce.AT_THE_OPENING, close(MONDAY)));
    }

    void openWith(Bar bar) {
        venue.onMarket(bar);
        venue.advanceTo(open(bar.session()));
    }

    void quote(String bid, long bidSize, String ask, long askSize, long timeNanos) {
        venue.onMarket(new Quote(
                AAA,
                Price.parse(bid),
                Quantity.ofShares(bidSize),
                Price.parse(ask),
                Quantity.ofShares(askSize),
                timeNanos,
                timeNanos));
    }

    void halt(boolean halted, long timeNanos) {
        venue.onMarket(new TradingHalt(AAA, halted, timeNanos, timeNanos));
    }

    void cancel(String id, long timeNanos) {
        venue.cancel(new CancelOrder(ClientOrderId.of(id), timeNanos));
    }

    VenueReport query(String id) {
        return venue.query(ClientOrderId.of(id));
    }

    List<VenueReport> reports(String id) {
        return reports.stream()
                .filter(report -> report.orderId().value().equals(id))
                .toList();
    }

    List<Fill> fills(String id) {
        return reports(id).stream()
                .filter(VenueReport.Filled.class::isInstance)
                .map(report -> ((VenueReport.Filled) report).fill())
                .toList();
    }

    /** Why the order is gone, or was refused. */
    String reason(String id) {
        VenueReport report = query(id);
        return report instanceof VenueReport.Canceled canceled
                ? canceled.reason()
                : ((VenueReport.Rejected) report).reason();
    }

    @Override
    public void onReport(VenueReport report) {
        reports.add(report);
    }

    @Override
    public void onLink(boolean up) {
        if (!up) {
            throw new AssertionError("a market in this process has no link that could go down");
        }
    }
}
