package io.portcullis.signals.feature;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.ClosingPrice;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Computes the features of {@link FeatureNames} from market events in the order in which they became known.
 *
 * <p>A function of the past only: a frame for a time before something that was already absorbed is refused, so that a host that
 * feeds tomorrow's bar fails instead of trading on it. Suspect bars move nothing. Returns are total, by corporate actions as
 * they were told; the past is never rewritten. Not thread-safe.
 */
public final class Features {
    private static final int FORMAT = 2;

    private final SortedMap<InstrumentId, InstrumentRow> rows = new TreeMap<>();
    private final SortedMap<InstrumentId, InstrumentListing> listings = new TreeMap<>();
    private MarketReturns market = new MarketReturns();
    private IntradayFlow intraday = new IntradayFlow();
    private long knownUpToNanos = Long.MIN_VALUE;

    /** Absorbs one event; those that no feature is made of only move the time. */
    public void on(MarketEvent event) {
        knownUpToNanos = Math.max(knownUpToNanos, event.knownTimeNanos());
        if (event instanceof Bar bar) {
            onBar(bar);
        } else if (event instanceof ClosingPrice close) {
            onBar(asBar(close));
        } else if (event instanceof Quote quote) {
            history(quote.instrument()).quote(quote);
            intraday.quote(quote);
        } else if (event instanceof Trade trade) {
            history(trade.instrument()).livePrice(trade.price().toDouble());
            intraday.trade(trade);
        } else if (event instanceof CorporateAction action) {
            history(action.instrument()).action(action);
        } else if (event instanceof InstrumentListing listing) {
            onListing(listing);
        }
    }

    private void onBar(Bar bar) {
        if (bar.suspect()) {
            return;
        }
        InstrumentHistory history = history(bar.instrument());
        if (bar.period() != BarPeriod.DAY) {
            history.livePrice(bar.close().toDouble());
            return;
        }
        market.begin((int) bar.session().toEpochDay());
        if (history.dayBar(bar)) {
            market.add(bar.instrument(), history);
        }
    }

    /** For features a day of which only the close is known is a day on which nothing else was paid. */
    private static Bar asBar(ClosingPrice close) {
        return new Bar(
                close.instrument(),
                BarPeriod.DAY,
                close.session(),
                close.price(),
                close.price(),
                close.price(),
                close.price(),
                close.volume(),
                false,
                close.eventTimeNanos(),
                close.knownTimeNanos());
    }

    private void onListing(InstrumentListing listing) {
        listings.put(listing.instrument(), listing);
        InstrumentRow row = rows.get(listing.instrument());
        if (row != null) {
            row.list(listing);
        }
        if (listing.benchmark()) {
            market.listBenchmark(listing.instrument());
        }
    }

    private InstrumentHistory history(InstrumentId instrument) {
        return rows.computeIfAbsent(instrument, id -> new InstrumentRow(id, listings.get(id)))
                .history();
    }

    /**
     * The cross-section at an instant: a row per instrument of which anything was seen, sorted.
     *
     * @param timeNanos engine time, not before anything that was absorbed
     * @param date the trading date, which decides who is tradable
     * @param names features wanted, in this order
     * @throws IllegalArgumentException for an unknown name
     * @throws IllegalStateException when something is known here that was not known then
     */
    public FeatureFrame frame(long timeNanos, LocalDate date, List<String> names) {
        return new FeatureCut(names).of(everything(timeNanos, date));
    }

    /**
     * As {@link #frame}, with all features: computed once for many agents, and only where something changed. A row in which nothing
     * did is the very row of the last frame.
     */
    public FeatureFrame everything(long timeNanos, LocalDate date) {
        if (knownUpToNanos > timeNanos) {
            throw new IllegalStateException("a frame for " + timeNanos + " would look ahead: something known only at "
                    + knownUpToNanos + " was already absorbed");
        }
        market.settle();
        intraday.advanceTo(timeNanos);
        List<FeatureVector> all = new ArrayList<>(rows.size());
        rows.forEach((instrument, row) -> all.add(row.at(date, intraday.values(instrument))));
        return new FeatureFrame(timeNanos, FeatureNames.ALL, all);
    }

    /** The latest time at which something absorbed became known; no frame can be had for a time before it. */
    public long knownUpToNanos() {
        return knownUpToNanos;
    }

    /** How many trading sessions had a daily bar. */
    public int sessions() {
        return market.sessions();
    }

    /** Mean shares a day over 20 bars; NaN when unknown. */
    double averageDailyVolume(InstrumentId instrument) {
        return history(instrument).averageDailyVolume();
    }

    /** Daily volatility over 20 bars; NaN when unknown. */
    double dailyVolatility(InstrumentId instrument) {
        return history(instrument).dailyVolatility();
    }

    /** Slope of 252 daily returns on the market's; NaN when unknown. */
    double marketBeta(InstrumentId instrument) {
        return history(instrument).marketBeta();
    }

    /** Quotes and trades that came too late for their minute. */
    public long lateCount() {
        return intraday.lateCount();
    }

    /** The whole memory but the listings, which every source delivers again at its start, and the last minutes' flow. */
    public byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeLong(knownUpToNanos);
            market.writeTo(out);
            out.writeInt(rows.size());
            for (Map.Entry<InstrumentId, InstrumentRow> each : rows.entrySet()) {
                out.writeUTF(each.getKey().value());
                each.getValue().history().writeTo(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write features to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Takes up a memory; {@link IllegalArgumentException} when it cannot be read, and nothing is known then. */
    public void restore(byte[] snapshot) {
        forget();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            read(in);
        } catch (IOException | IllegalArgumentException e) {
            forget();
            throw new IllegalArgumentException("no snapshot of features: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        knownUpToNanos = in.readLong();
        market.readFrom(in);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            history(InstrumentId.of(in.readUTF())).readFrom(in);
        }
    }

    private void forget() {
        rows.clear();
        knownUpToNanos = Long.MIN_VALUE;
        market = new MarketReturns();
        intraday = new IntradayFlow();
        listings.values().stream()
                .filter(InstrumentListing::benchmark)
                .forEach(listing -> market.listBenchmark(listing.instrument()));
    }
}
