package io.portcullis.connector.datasets;

import io.portcullis.model.market.InstrumentListing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads periods as the file writes them: {@code start/end;start/}, an open end while the period lasts. */
final class Membership {
    private Membership() {}

    static List<InstrumentListing.Membership> parse(String text) throws BadRowException {
        List<InstrumentListing.Membership> periods = new ArrayList<>();
        if (text.isEmpty()) {
            return periods;
        }
        for (String period : text.split(";", -1)) {
            int slash = period.indexOf('/');
            if (slash < 0) {
                throw new BadRowException("bad membership: must read start/end;start/, got '" + text + "'");
            }
            LocalDate start = Sessions.date(period.substring(0, slash));
            LocalDate end = slash == period.length() - 1 ? null : Sessions.date(period.substring(slash + 1));
            if (end != null && end.isBefore(start)) {
                throw new BadRowException("bad membership: a period ends before it starts, got '" + text + "'");
            }
            periods.add(new InstrumentListing.Membership(start, end));
        }
        return periods;
    }
}
