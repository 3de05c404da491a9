package io.portcullis.benchmarks.opportunities;

import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.model.signal.Signal;
import java.util.List;

/**
 * The slow, obvious twin of the meta-weighter for equal weights: the odds of the pool are the geometric mean of the agents'
 * odds. What it says is what an opportunity has to say.
 */
final class NaivePool {
    private static final double TOLERANCE = 1e-9;

    private NaivePool() {}

    /** What is wrong with an opportunity that was built from these signals; empty when nothing is. */
    static String fault(List<Signal> signals, Opportunity opportunity) {
        double odds = 1;
        double edge = 0;
        for (Signal signal : signals) {
            double up = signal.direction() == Direction.LONG ? signal.probability() : 1 - signal.probability();
            odds *= Math.pow(up / (1 - up), 1.0 / signals.size());
            edge += signal.direction().sign() * signal.edgeBps() / signals.size();
        }
        Direction direction = odds >= 1 ? Direction.LONG : Direction.SHORT;
        double up = odds / (1 + odds);
        double probability = direction == Direction.LONG ? up : 1 - up;
        boolean right = opportunity.direction() == direction
                && near(opportunity.probability(), probability)
                && near(opportunity.grossEdgeBps(), direction.sign() * edge)
                && opportunity.contributions().size() == signals.size();
        return right
                ? ""
                : opportunity + " should be " + direction + " with probability " + probability + " and edge "
                        + direction.sign() * edge;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
    }
}
