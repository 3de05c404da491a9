package io.portcullis.ingest.bus;

import io.portcullis.model.market.MarketEvent;

/** Who takes market events out of the bus. */
@FunctionalInterface
public interface MarketSink {
    /**
     * One event; always called on the same thread, in the order of publication. What it throws is counted and
     * logged.
     */
    void onMarket(MarketEvent event);
}
