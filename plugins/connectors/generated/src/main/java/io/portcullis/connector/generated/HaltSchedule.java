package io.portcullis.connector.generated;

/**
 * Which instruments do not trade on a day. The days wanted are cut into blocks, and each block has one halt at a random day, so
 * that a session of a year has its halts for certain, and a longer run has the same ones at its beginning.
 */
final class HaltSchedule {
    private static final int DAYS = 250;
    private static final int LENGTH_MAX = 3;

    private final SeededRandom random;
    private final int blockDays;
    private final int[] daysLeft;
    private int day = -1;
    private int haltDay;
    private int haltInstrument;
    private int haltLength;

    HaltSchedule(SeededRandom random, MarketSettings settings) {
        this.random = random;
        this.blockDays = settings.halts() == 0 ? 0 : Math.max(1, DAYS / settings.halts());
        this.daysLeft = new int[settings.instruments()];
    }

    /** Goes to the next day on which halts may happen. */
    void nextDay() {
        for (int i = 0; i < daysLeft.length; i++) {
            daysLeft[i] = Math.max(0, daysLeft[i] - 1);
        }
        if (blockDays == 0) {
            return;
        }
        day++;
        if (day % blockDays == 0) {
            haltDay = day + random.below(blockDays);
            haltInstrument = random.below(daysLeft.length);
            haltLength = 1 + random.below(LENGTH_MAX);
        }
        if (day == haltDay) {
            daysLeft[haltInstrument] = haltLength;
        }
    }

    boolean isHalted(int instrument) {
        return daysLeft[instrument] > 0;
    }
}
