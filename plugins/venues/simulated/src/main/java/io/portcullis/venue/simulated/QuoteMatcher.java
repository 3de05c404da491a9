package io.portcullis.venue.simulated;

import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.Random;

/**
 * Fills orders against the quote: what arrives takes the far side, what rests trades at its own limit once the quote crosses
 * it, and nobody gets more than is shown. Not thread-safe.
 */
final class QuoteMatcher {
    private static final int PIECES_MAX = 3;

    private final ExchangeSettings settings;
    private final Tape tape;
    /** The generator of the JDK's specification: the same pieces on every JDK. */
    private final Random random;

    QuoteMatcher(ExchangeSettings settings, Tape tape) {
        this.settings = settings;
        this.tape = tape;
        this.random = new Random(settings.seed());
    }

    /** An order reaches the book: it trades at once, and then rests or goes. */
    void arrive(WorkingOrder order, InstrumentMarket market, long timeNanos) {
        match(order, market, timeNanos);
        if (!order.isWorking()) {
            return;
        }
        if (order.order.timeInForce() == TimeInForce.DAY) {
            order.rest();
        } else {
            tape.cancel(order, reasonLeft(order, market), timeNanos);
        }
    }

    /** Trades what the quote allows. */
    void match(WorkingOrder order, InstrumentMarket market, long timeNanos) {
        Side side = order.order.side();
        Price limit = order.order.limit();
        Price far = market.farSide(side);
        if (market.isHalted() || far == null || !FillModel.withinLimit(side, far, limit)) {
            return;
        }
        long quantity = Math.min(order.leavesRaw(), market.farSizeLeft(side));
        if (quantity <= 0) {
            return;
        }
        market.takeFarSize(side, quantity);
        execute(order, quantity, order.isResting() && limit != null ? limit : far, timeNanos);
    }

    private void execute(WorkingOrder order, long quantityRaw, Price price, long timeNanos) {
        long shares = quantityRaw / Quantity.ONE;
        boolean split = random.nextDouble() < settings.splitProbability();
        int pieces = split ? 2 + random.nextInt(PIECES_MAX - 1) : 1;
        while (pieces > 1 && shares > 1) {
            // At most half of what is left, so that every later piece has at least one share.
            long piece = 1 + (long) (random.nextDouble() * (shares / 2));
            piece = Math.min(piece, shares - 1);
            tape.fill(order, Quantity.ofShares(piece), price, timeNanos);
            shares -= piece;
            pieces--;
        }
        tape.fill(order, Quantity.ofShares(shares), price, timeNanos);
    }

    private static String reasonLeft(WorkingOrder order, InstrumentMarket market) {
        if (market.isHalted()) {
            return "trading is halted";
        }
        Price far = market.farSide(order.order.side());
        if (far == null) {
            return "no quote on the other side";
        }
        return FillModel.withinLimit(order.order.side(), far, order.order.limit())
                ? "no more size is shown"
                : "limit not reached: " + far + " against " + order.order.limit();
    }
}
