package io.portcullis.ingest.inbound;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.BookChange;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.value.Quantity;
import java.util.HashMap;
import java.util.Map;

/**
 * What the model's records let through and a feed must not: time that runs backwards, doubled bars, crossed quotes,
 * sizes below
 * zero. One instance for each file or feed; not thread-safe.
 */
final class EdgeChecks {
    private final Map<Series, Long> lastBarNanos = new HashMap<>();
    private long lastKnownNanos = Long.MIN_VALUE;

    private record Series(InstrumentId instrument, BarPeriod period) {}

    /** Throws an {@link IllegalArgumentException} that says what is wrong. */
    void require(MarketEvent event) {
        requireTimes(event);
        if (event instanceof Bar bar) {
            requireNewBar(bar);
        } else if (event instanceof Quote quote) {
            requireQuote(quote);
        } else if (event instanceof Trade trade) {
            requireTrade(trade);
        } else if (event instanceof BookChange change) {
            requireNotNegative("size", change.size());
        } else if (event instanceof BorrowAvailability borrow) {
            requireNotNegative("available", borrow.available());
        }
        lastKnownNanos = event.knownTimeNanos();
    }

    private void requireTimes(MarketEvent event) {
        boolean announcement = event instanceof CorporateAction || event instanceof InstrumentListing;
        if (!announcement && event.knownTimeNanos() < event.eventTimeNanos()) {
            throw new IllegalArgumentException("knownTime must not be before eventTime");
        }
        if (event.knownTimeNanos() < lastKnownNanos) {
            throw new IllegalArgumentException(
                    "time goes backwards: knownTime must not be before that of an earlier record");
        }
    }

    private void requireNewBar(Bar bar) {
        Series series = new Series(bar.instrument(), bar.period());
        Long last = lastBarNanos.get(series);
        if (last != null && bar.eventTimeNanos() <= last) {
            throw new IllegalArgumentException(
                    "duplicate bar: this file has a bar of " + bar.instrument() + " that ends then or later");
        }
        lastBarNanos.put(series, bar.eventTimeNanos());
    }

    private static void requireQuote(Quote quote) {
        requireNotNegative("bidSize", quote.bidSize());
        requireNotNegative("askSize", quote.askSize());
        if (quote.ask().raw() != 0 && quote.bid().raw() > quote.ask().raw()) {
            throw new IllegalArgumentException("bid " + quote.bid() + " must not be above ask " + quote.ask());
        }
    }

    private static void requireTrade(Trade trade) {
        if (trade.price().raw() == 0) {
            throw new IllegalArgumentException("price must be above zero");
        }
        if (trade.size().signum() <= 0) {
            throw new IllegalArgumentException("size must be above zero, got " + trade.size());
        }
    }

    private static void requireNotNegative(String name, Quantity quantity) {
        if (quantity.signum() < 0) {
            throw new IllegalArgumentException(name + " must not be negative, got " + quantity);
        }
    }
}
