package io.portcullis.venue.simulated;

import io.portcullis.model.market.Quote;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.Price;

/** What the venue knows of one instrument: volatility, halt, and the quote with what is left of its size. Not thread-safe. */
final class InstrumentMarket {
    final TrailingVolatility volatility;

    private boolean halted;
    private Quote quote;
    private long bidLeft;
    private long askLeft;

    InstrumentMarket(ExchangeSettings settings) {
        volatility = new TrailingVolatility(settings.volatilityDays(), settings.volatilityDefault());
    }

    boolean isHalted() {
        return halted;
    }

    void halted(boolean now) {
        halted = now;
    }

    void quote(Quote next) {
        quote = next;
        bidLeft = next.bidSize().wholeShares().raw();
        askLeft = next.askSize().wholeShares().raw();
    }

    /** A split makes the shown prices wrong by its ratio. */
    void forgetQuote() {
        quote = null;
    }

    boolean hasQuote() {
        return quote != null;
    }

    /** The price at which an order can trade now; null when nobody is there. */
    Price farSide(Side side) {
        if (quote == null) {
            return null;
        }
        Price price = side == Side.BUY ? quote.ask() : quote.bid();
        return price.raw() == 0 ? null : price;
    }

    long farSizeLeft(Side side) {
        return side == Side.BUY ? askLeft : bidLeft;
    }

    void takeFarSize(Side side, long raw) {
        if (side == Side.BUY) {
            askLeft -= raw;
        } else {
            bidLeft -= raw;
        }
    }

    /** Half the shown spread as a fraction of the middle; the fallback when there is no two-sided quote. */
    double halfSpread(double fallback) {
        if (quote == null || quote.bid().raw() == 0 || quote.ask().raw() == 0) {
            return fallback;
        }
        double bid = quote.bid().toDouble();
        double ask = quote.ask().toDouble();
        return Math.max(0, (ask - bid) / (ask + bid));
    }
}
