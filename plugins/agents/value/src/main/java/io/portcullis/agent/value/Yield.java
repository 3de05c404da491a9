package io.portcullis.agent.value;

/** What a firm yields to who buys the whole of it: the more, the cheaper. */
enum Yield {
    EBIT_TO_ENTERPRISE_VALUE,
    BOOK_TO_PRICE,
    FREE_CASH_FLOW_TO_PRICE
}
