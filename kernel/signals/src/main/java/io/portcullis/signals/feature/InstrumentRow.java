package io.portcullis.signals.feature;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.signal.FeatureVector;
import java.time.LocalDate;
import java.util.Arrays;

/** One instrument's row, which is made anew only when something in it changed. Not thread-safe. */
final class InstrumentRow {
    /** An instrument whose last daily bar is older than this many calendar days has features of another time: NaN. */
    private static final int STALE_DAYS = 10;

    private static final String NO_SECTOR = "none";

    private final InstrumentId instrument;
    private final InstrumentHistory history = new InstrumentHistory();
    private InstrumentListing listing;
    /** What the row was made of; a null row has to be made. */
    private FeatureVector row;

    private LocalDate date;
    private double[] intraday;
    private long changes;

    /** Of an instrument whose listing may be null as yet. */
    InstrumentRow(InstrumentId instrument, InstrumentListing listing) {
        this.instrument = instrument;
        this.listing = listing;
    }

    InstrumentHistory history() {
        return history;
    }

    void list(InstrumentListing newListing) {
        listing = newListing;
        row = null;
    }

    /**
     * The row on a trading date.
     *
     * @param newIntraday its values of the last minutes: the same array as before when they are the same
     */
    FeatureVector at(LocalDate newDate, double[] newIntraday) {
        boolean same = row != null && changes == history.changes() && intraday == newIntraday && newDate.equals(date);
        if (!same) {
            date = newDate;
            intraday = newIntraday;
            changes = history.changes();
            row = make();
        }
        return row;
    }

    private FeatureVector make() {
        String sector = listing == null ? NO_SECTOR : listing.sector();
        boolean tradable = listing != null && listing.tradableOn(date);
        double[] values = history.values(intraday);
        if (history.isStale(date, STALE_DAYS)) {
            Arrays.fill(values, Double.NaN);
        }
        return new FeatureVector(instrument, sector, tradable, values);
    }
}
