package io.portcullis.model.order;

/** FIX Side, tag 54; whether a sale is short follows from the position. */
public enum Side {
    /** Buy. */
    BUY(1),
    /** Sell. */
    SELL(-1);

    private final int sign;

    Side(int sign) {
        this.sign = sign;
    }

    /** 1 for a buy, -1 for a sale: what the order does to a position. */
    public int sign() {
        return sign;
    }
}
