package io.portcullis.benchmarks.agents;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A market of its own: two years of daily bars, then quotes, one name after the other, each a little different from its last. */
final class QuoteStream {
    private static final TradingCalendar NYSE = TradingCalendar.nyse();
    private static final LocalDate DAY = LocalDate.of(2014, 5, 13);
    private static final int HISTORY_DAYS = 300;
    private static final double DAILY = 0.015;
    private static final double TICK = 0.01;

    private final Random random;
    private final InstrumentId[] names;
    private final double[] prices;
    private final long openNanos = NYSE.openNanos(DAY);
    private int next;

    QuoteStream(int instruments, long seed) {
        random = new Random(seed);
        names = new InstrumentId[instruments];
        prices = new double[instruments];
        for (int i = 0; i < instruments; i++) {
            names[i] = InstrumentId.of(String.format("I%03d", i));
            prices[i] = 20 + 80 * random.nextDouble();
        }
    }

    LocalDate day() {
        return DAY;
    }

    /** When the quotes begin. */
    long openNanos() {
        return openNanos;
    }

    /** Listings, then bars up to the day before. */
    List<MarketEvent> history() {
        List<MarketEvent> events = new ArrayList<>();
        LocalDate date = NYSE.plus(DAY, -HISTORY_DAYS);
        long first = NYSE.openNanos(date);
        List<InstrumentListing.Membership> always = List.of(new InstrumentListing.Membership(date, null));
        for (int i = 0; i < names.length; i++) {
            events.add(new InstrumentListing(names[i], "Sector " + i % 7, false, always, first, first));
        }
        for (; date.isBefore(DAY); date = NYSE.next(date)) {
            for (int i = 0; i < names.length; i++) {
                events.add(bar(i, date));
            }
        }
        return events;
    }

    private Bar bar(int i, LocalDate date) {
        double open = prices[i];
        double close = open * (1 + DAILY * random.nextGaussian());
        double high = Math.max(open, close) * (1 + DAILY / 4 * random.nextDouble());
        double low = Math.min(open, close) * (1 - DAILY / 4 * random.nextDouble());
        prices[i] = close;
        long nanos = NYSE.closeNanos(date);
        return new Bar(
                names[i],
                BarPeriod.DAY,
                date,
                Price.of(open),
                Price.of(high),
                Price.of(low),
                Price.of(close),
                Quantity.ofShares(1_000_000 + random.nextInt(1_000_000)),
                false,
                nanos,
                nanos);
    }

    /** The next quote, known at a time. */
    Quote quote(long knownNanos) {
        int i = next;
        next = (next + 1) % names.length;
        prices[i] = Math.max(1, prices[i] + TICK * (random.nextInt(3) - 1));
        return new Quote(
                names[i],
                cents(prices[i] - TICK),
                Quantity.ofShares(100 * (1 + random.nextInt(20))),
                cents(prices[i] + TICK),
                Quantity.ofShares(100 * (1 + random.nextInt(20))),
                knownNanos,
                knownNanos);
    }

    /** What whole cents come to; a venue's feed has them as such. */
    private static Price cents(double price) {
        return new Price(Math.round(price * 100) * (Price.ONE / 100));
    }
}
