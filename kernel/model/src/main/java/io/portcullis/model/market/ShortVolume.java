package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Quantity;

/**
 * How much of a day's volume was sold short at one group of venues. Volume, not interest: most of it is market making.
 *
 * @param instrument what was sold
 * @param venueGroup which venues report together
 * @param shortVolume shares sold short, those exempt from the uptick rule included or not as the venues report them
 * @param exemptVolume shares sold short that were exempt from it
 * @param totalVolume all shares that these venues report
 * @param eventTimeNanos the close of the day
 * @param knownTimeNanos when it was published
 */
public record ShortVolume(
        InstrumentId instrument,
        String venueGroup,
        Quantity shortVolume,
        Quantity exemptVolume,
        Quantity totalVolume,
        long eventTimeNanos,
        long knownTimeNanos)
        implements MarketEvent {}
