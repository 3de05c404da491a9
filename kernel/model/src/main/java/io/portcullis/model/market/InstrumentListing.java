package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import java.time.LocalDate;
import java.util.List;

/**
 * What an instrument is and when it may be traded.
 *
 * @param instrument its identifier
 * @param sector its sector (GICS for US stocks); {@code none} when unknown
 * @param benchmark true for indices and hedging instruments, which are never in the traded universe
 * @param membership the periods in which it may be traded; empty for never
 * @param eventTimeNanos when the list was true
 * @param knownTimeNanos when it could be known
 */
public record InstrumentListing(
        InstrumentId instrument,
        String sector,
        boolean benchmark,
        List<Membership> membership,
        long eventTimeNanos,
        long knownTimeNanos)
        implements MarketEvent {

    /** Copies the periods. */
    public InstrumentListing {
        membership = List.copyOf(membership);
    }

    /** True when the instrument may be traded on a date. */
    public boolean tradableOn(LocalDate date) {
        return !benchmark && membership.stream().anyMatch(period -> period.contains(date));
    }

    /**
     * One period of membership, both ends included.
     *
     * @param start first date
     * @param end last date; null while it lasts
     */
    public record Membership(LocalDate start, LocalDate end) {
        /** True when the date lies in the period. */
        public boolean contains(LocalDate date) {
            return !date.isBefore(start) && (end == null || !date.isAfter(end));
        }
    }
}
