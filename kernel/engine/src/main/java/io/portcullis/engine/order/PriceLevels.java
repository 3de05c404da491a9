package io.portcullis.engine.order;

import java.util.Arrays;

/** How many orders work at which price, by price. Follows from the open orders, so no snapshot holds it. Engine thread only. */
final class PriceLevels {
    private static final int LEVELS_AT_FIRST = 8;

    private long[] prices = new long[LEVELS_AT_FIRST];
    private int[] orders = new int[LEVELS_AT_FIRST];
    private int size;

    void add(long price) {
        int at = Arrays.binarySearch(prices, 0, size, price);
        if (at >= 0) {
            orders[at]++;
            return;
        }
        if (size == prices.length) {
            prices = Arrays.copyOf(prices, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
        }
        int free = -at - 1;
        System.arraycopy(prices, free, prices, free + 1, size - free);
        System.arraycopy(orders, free, orders, free + 1, size - free);
        prices[free] = price;
        orders[free] = 1;
        size++;
    }

    void remove(long price) {
        int at = Arrays.binarySearch(prices, 0, size, price);
        if (at < 0) {
            throw new IllegalStateException("no order works at " + price);
        }
        if (--orders[at] == 0) {
            size--;
            System.arraycopy(prices, at + 1, prices, at, size - at);
            System.arraycopy(orders, at + 1, orders, at, size - at);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The lowest price; only where there is one. */
    long lowest() {
        return prices[0];
    }

    /** The highest price; only where there is one. */
    long highest() {
        return prices[size - 1];
    }
}
