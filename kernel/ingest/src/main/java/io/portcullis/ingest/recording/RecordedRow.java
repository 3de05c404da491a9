package io.portcullis.ingest.recording;

import io.portcullis.model.market.MarketEvent;
import java.time.LocalDate;

/** One row of a recording, in the order in which things happened to the features: what they were told, when they were asked. */
public sealed interface RecordedRow {
    /** A market event that was delivered. */
    record Event(MarketEvent event) implements RecordedRow {}

    /**
     * An instant at which the agents were asked about what was known by then.
     *
     * @param timeNanos engine time
     * @param date the trading date
     */
    record Asked(long timeNanos, LocalDate date) implements RecordedRow {}
}
