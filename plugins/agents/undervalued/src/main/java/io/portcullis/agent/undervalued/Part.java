package io.portcullis.agent.undervalued;

/** What a price is compared by, all against the sector; the last against what the firm's figures would justify as well. */
enum Part {
    EV_TO_EBIT,
    PRICE_TO_EARNINGS,
    PRICE_TO_BOOK,
    EV_TO_SALES,
    PRICE_TO_FREE_CASH_FLOW,
    PRICE_TO_BOOK_UNEXPLAINED;

    /** How many are plain multiples: all but the last. */
    static final int MULTIPLES = PRICE_TO_BOOK_UNEXPLAINED.ordinal();
}
