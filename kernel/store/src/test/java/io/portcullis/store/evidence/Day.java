package io.portcullis.store.evidence;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Events of one March day, spelled short. */
final class Day {
    static final CurrencyCode USD = CurrencyCode.USD;
    static final InstrumentId ACME = InstrumentId.of("ACME");
    static final VenueId VENUE = VenueId.of("simulated");
    static final LocalDate DATE = LocalDate.of(2014, 3, 3);

    private Day() {}

    static long at(int hour, int minute) {
        return DATE.atTime(LocalTime.of(hour, minute)).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
    }

    static Fill fill(String exec, Side side, long shares, String price, String fee) {
        return new Fill(
                ExecId.of(exec),
                ClientOrderId.of("O-" + exec),
                ACME,
                side,
                Quantity.ofShares(shares),
                Price.parse(price),
                Money.parse(fee + " USD"),
                at(14, 30));
    }

    static EngineEvent filled(Fill fill) {
        return new EngineEvent.VenueReported(at(14, 31), VENUE, new VenueReport.Filled(fill));
    }

    static EngineEvent.CorporateActionApplied action(long numerator, long denominator, String dividend) {
        return new EngineEvent.CorporateActionApplied(
                at(13, 0), ACME, DATE, numerator, denominator, Price.parse(dividend));
    }

    static EngineEvent.DayClosed closed(LocalDate date, double equity, double gross) {
        Money none = Money.zero(USD);
        return new EngineEvent.DayClosed(
                at(21, 0), date, Money.of(equity, USD), none, Money.of(gross, USD), none, 0, "");
    }
}
