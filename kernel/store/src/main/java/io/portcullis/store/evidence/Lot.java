package io.portcullis.store.evidence;

/**
 * Shares of one instrument that came in with one execution, and all money that has to do with them. Quantities are raw 1e-8
 * shares, money raw 1e-6. Not thread-safe.
 */
final class Lot {
    /** 1 when the shares were bought, -1 when they were sold short. */
    final int sign;

    /** What the shares were worth when they came in, positive. */
    final long entryValue;

    /** Shares that are still there, positive. */
    long open;

    /** Everything paid and received so far: entry, exits, fees, dividends, cash in lieu of fractions. */
    long cash;

    Lot(int sign, long quantity, long entryValue, long fee) {
        this.sign = sign;
        this.entryValue = entryValue;
        this.open = quantity;
        this.cash = Math.subtractExact(-sign * entryValue, fee);
    }

    void receive(long money) {
        cash = Math.addExact(cash, money);
    }
}
