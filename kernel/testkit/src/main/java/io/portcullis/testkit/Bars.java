package io.portcullis.testkit;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Builds daily bars: {@code Bars.of("AAA").on(day).open(100).close(101).build()}. */
public final class Bars {
    private final InstrumentId instrument;
    private LocalDate session = LocalDate.of(2024, 3, 4);
    private double open = Double.NaN;
    private double high = Double.NaN;
    private double low = Double.NaN;
    private double close = 100;
    private double volume = 1_000_000;
    private boolean suspect;

    private Bars(InstrumentId instrument) {
        this.instrument = instrument;
    }

    /** A bar of an instrument: opened and closed at 100, a million shares, on 2024-03-04, unless told otherwise. */
    public static Bars of(String instrument) {
        return new Bars(InstrumentId.of(instrument));
    }

    /** On this trading date. */
    public Bars on(LocalDate date) {
        session = date;
        return this;
    }

    /** First price; the close when not told. */
    public Bars open(double price) {
        open = price;
        return this;
    }

    /** Highest price; the higher of open and close when not told. */
    public Bars high(double price) {
        high = price;
        return this;
    }

    /** Lowest price; the lower of open and close when not told. */
    public Bars low(double price) {
        low = price;
        return this;
    }

    /** Last price. */
    public Bars close(double price) {
        close = price;
        return this;
    }

    /** Shares traded. */
    public Bars volume(double shares) {
        volume = shares;
        return this;
    }

    /** Marked as doubtful by its source. */
    public Bars suspect() {
        suspect = true;
        return this;
    }

    /** The bar. */
    public Bar build() {
        double first = Double.isNaN(open) ? close : open;
        long closeNanos = TradingDays.closeNanos(session);
        return new Bar(
                instrument,
                BarPeriod.DAY,
                session,
                Price.of(first),
                Price.of(Double.isNaN(high) ? Math.max(first, close) : high),
                Price.of(Double.isNaN(low) ? Math.min(first, close) : low),
                Price.of(close),
                Quantity.of(volume),
                suspect,
                closeNanos,
                closeNanos);
    }

    /** A random walk from 100 with two per cent a day, rounded to cents, the same for the same seed. */
    public static List<Bar> walk(String instrument, LocalDate start, int days, long seed) {
        Random random = new Random(seed);
        List<Bar> bars = new ArrayList<>(days);
        double price = 100;
        for (LocalDate day : TradingDays.from(start, days)) {
            double open = cents(price * (1 + 0.005 * random.nextGaussian()));
            price = cents(Math.max(1, open * (1 + 0.02 * random.nextGaussian())));
            double volume = 500_000 + random.nextInt(1_000_000);
            bars.add(of(instrument)
                    .on(day)
                    .open(open)
                    .close(price)
                    .volume(volume)
                    .build());
        }
        return List.copyOf(bars);
    }

    private static double cents(double price) {
        return Math.rint(price * 100) / 100;
    }
}
