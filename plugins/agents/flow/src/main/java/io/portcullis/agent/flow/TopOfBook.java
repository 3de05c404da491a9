package io.portcullis.agent.flow;

import io.portcullis.model.market.Quote;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The best bid and offer.
 *
 * @param bid price
 * @param bidSize size there
 * @param ask price
 * @param askSize size there
 */
record TopOfBook(double bid, double bidSize, double ask, double askSize) {
    static TopOfBook of(Quote quote) {
        return new TopOfBook(
                quote.bid().toDouble(),
                quote.bidSize().toDouble(),
                quote.ask().toDouble(),
                quote.askSize().toDouble());
    }

    boolean hasBothSides() {
        return bid > 0 && ask > 0;
    }

    double middle() {
        return (bid + ask) / 2;
    }

    /** The middle drawn to the side on which less stands: where the next trade is likelier. */
    double weightedMiddle() {
        return (ask * bidSize + bid * askSize) / (bidSize + askSize);
    }

    /** How far the weighted middle is from the middle, in half spreads: -1 to 1. */
    double lean() {
        return ask > bid && bidSize + askSize > 0 ? (weightedMiddle() - middle()) / ((ask - bid) / 2) : 0;
    }

    /** What a change from the top before to this one adds to the order flow imbalance (Cont, Kukanov and Stoikov 2014). */
    double flowSince(TopOfBook before) {
        return (bid >= before.bid ? bidSize : 0)
                - (bid <= before.bid ? before.bidSize : 0)
                - (ask <= before.ask ? askSize : 0)
                + (ask >= before.ask ? before.askSize : 0);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(bid);
        out.writeDouble(bidSize);
        out.writeDouble(ask);
        out.writeDouble(askSize);
    }

    static TopOfBook readFrom(DataInput in) throws IOException {
        return new TopOfBook(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }
}
