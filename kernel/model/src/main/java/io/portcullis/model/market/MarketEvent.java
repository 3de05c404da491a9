package io.portcullis.model.market;

/**
 * A fact about the world outside, checked at the edge (step 1 of the walk).
 *
 * <p>Every fact carries two times in nanoseconds since the epoch, UTC: when it was true ({@link #eventTimeNanos()}) and when
 * it could first be known ({@link #knownTimeNanos()}): a bar when it closed, a filing when it was filed, a macro number when
 * it was published. Nothing may use it before it was known. All implementations are immutable and thread-safe.
 */
public sealed interface MarketEvent
        permits Bar,
                Quote,
                Trade,
                BookChange,
                News,
                Filing,
                Fundamental,
                MacroPrint,
                BorrowAvailability,
                CorporateAction,
                TradingHalt,
                ClosingPrice,
                ShortVolume,
                OptionPrint,
                InstrumentListing {

    /** When the fact was true, nanoseconds since the epoch. */
    long eventTimeNanos();

    /** When the fact could first be known, nanoseconds since the epoch; never before it was true, but for announcements. */
    long knownTimeNanos();
}
