package io.portcullis.benchmarks.orders;

import io.portcullis.model.id.ClientOrderId;

/** Orders one after the other, remembered as a count and a hash over their identifiers and their order: a minute has millions. */
final class Sequence {
    private long count;
    private long hash;

    void add(ClientOrderId orderId) {
        count++;
        hash = (hash ^ orderId.hashCode()) * 0x100_0000_01B3L;
    }

    long count() {
        return count;
    }

    boolean same(Sequence other) {
        return count == other.count && hash == other.hash;
    }

    @Override
    public String toString() {
        return count + " orders, hash " + Long.toHexString(hash);
    }
}
