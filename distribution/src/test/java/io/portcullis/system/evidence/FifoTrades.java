package io.portcullis.system.evidence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Round trips, first in first out: a trade is what came in with one execution until its last share is out again; open ones end
 * at their mark. Fees, dividends and cash in lieu belong to the shares they fall on.
 */
final class FifoTrades {
    /** Money that rounding to a millionth may move. */
    private static final double ROUNDING = 1e-4;

    private final Map<String, Deque<Lot>> lots = new HashMap<>();
    private final List<Lot> done = new ArrayList<>();

    /** Shares that came in together. */
    private static final class Lot {
        final int sign;
        final double entry;
        double open;
        double money;

        Lot(int sign, double open, double entry, double fee) {
            this.sign = sign;
            this.open = open;
            this.entry = entry;
            this.money = -sign * entry - fee;
        }
    }

    /** What all trades came to. */
    record Summary(int trades, int wins, int nearlyNothing, double expectancyBps, double pnl) {}

    void fill(RunFiles.Fill fill) {
        Deque<Lot> queue = lots.computeIfAbsent(fill.instrument(), id -> new ArrayDeque<>());
        double left = fill.quantity();
        double feePerShare = fill.fee() / fill.quantity();
        while (left > 1e-9 && !queue.isEmpty() && queue.peekFirst().sign == -fill.sign()) {
            double piece = Math.min(left, queue.peekFirst().open);
            left -= piece;
            take(queue, piece, fill.price(), feePerShare);
        }
        if (left > 1e-9) {
            queue.addLast(new Lot(fill.sign(), left, left * fill.price(), left * feePerShare));
        }
    }

    private void take(Deque<Lot> queue, double shares, double price, double feePerShare) {
        Lot lot = queue.peekFirst();
        lot.money += shares * (lot.sign * price - feePerShare);
        lot.open -= shares;
        if (lot.open < 1e-9) {
            done.add(queue.removeFirst());
        }
    }

    /** A dividend, then a split whose fractions of a share leave the oldest lots at the new mark. */
    void apply(RawData.Action action, double newMark) {
        Deque<Lot> queue = lots.getOrDefault(action.instrument(), new ArrayDeque<>());
        double total = 0;
        for (Lot lot : queue) {
            lot.money += lot.sign * lot.open * action.dividend();
            lot.open = lot.open * action.p() / action.q();
            total += lot.open;
        }
        double fraction = action.p() == action.q() ? 0 : total - Math.floor(total + 1e-7);
        while (fraction > 1e-7 && !queue.isEmpty()) {
            double piece = Math.min(fraction, queue.peekFirst().open);
            fraction -= piece;
            take(queue, piece, newMark, 0);
        }
    }

    Summary summary(Map<String, Double> marks) {
        List<Lot> all = new ArrayList<>(done);
        lots.forEach((instrument, queue) -> queue.forEach(lot -> {
            lot.money += lot.sign * lot.open * marks.get(instrument);
            all.add(lot);
        }));
        int wins = 0;
        int nearly = 0;
        double returns = 0;
        double pnl = 0;
        for (Lot lot : all) {
            wins += lot.money > 0 ? 1 : 0;
            nearly += Math.abs(lot.money) < ROUNDING ? 1 : 0;
            returns += lot.money / lot.entry;
            pnl += lot.money;
        }
        return new Summary(all.size(), wins, nearly, all.isEmpty() ? 0 : 1e4 * returns / all.size(), pnl);
    }
}
