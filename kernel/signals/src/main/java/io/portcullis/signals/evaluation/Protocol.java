package io.portcullis.signals.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How the days are cut. Each fold is judged by calls that were said on its days, by a calibrator and a threshold that were fitted
 * on earlier calls only: those that had closed before the fold began (purge: none whose outcome reaches into it), and an embargo
 * earlier than that.
 *
 * @param firstDay number of the first day on which calls count
 * @param lastDay number of the last
 * @param testFrom the first day of each fold; a fold ends where the next one begins
 * @param embargoDays days between what was fitted on and what is judged
 */
public record Protocol(int firstDay, int lastDay, List<Integer> testFrom, int embargoDays) {
    /** Share of all days that an embargo has. */
    private static final double EMBARGO = 0.01;

    /** Copies the folds. */
    public Protocol {
        testFrom = List.copyOf(testFrom);
    }

    /** As many folds of equal length, after a first stretch of the same length to fit on. */
    public static Protocol folds(int firstDay, int lastDay, int folds) {
        List<Integer> from = new ArrayList<>();
        int days = lastDay - firstDay + 1;
        for (int fold = 1; fold <= folds; fold++) {
            from.add(firstDay + (int) ((long) days * fold / (folds + 1)));
        }
        return new Protocol(firstDay, lastDay, from, embargo(days));
    }

    /** One fold from a day on. */
    public static Protocol from(int firstDay, int lastDay, int testFrom) {
        return new Protocol(firstDay, lastDay, List.of(testFrom), embargo(lastDay - firstDay + 1));
    }

    private static int embargo(int days) {
        return Math.max(1, (int) Math.ceil(EMBARGO * days));
    }

    /** The last day of a fold. */
    public int testTo(int fold) {
        return fold + 1 < testFrom.size() ? testFrom.get(fold + 1) - 1 : lastDay;
    }

    /** Whether a call may be fitted on for a fold. */
    boolean mayTrain(CallSeries calls, int i, int fold) {
        return calls.closedOn(i) < testFrom.get(fold) - embargoDays;
    }

    /** Whether a call is judged in a fold. */
    boolean isTest(CallSeries calls, int i, int fold) {
        return calls.saidOn(i) >= testFrom.get(fold) && calls.saidOn(i) <= testTo(fold);
    }
}
