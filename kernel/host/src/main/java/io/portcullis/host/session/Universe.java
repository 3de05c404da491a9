package io.portcullis.host.session;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.InstrumentListing;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Which instruments the engine knows, and what changed about them since it was told. Benchmarks are never in it. */
public final class Universe {
    private final SortedMap<InstrumentId, InstrumentListing> listings = new TreeMap<>();
    private final SortedMap<InstrumentId, BorrowAvailability> borrow = new TreeMap<>();
    private final Map<InstrumentId, EngineEvent.InstrumentDefined> told = new HashMap<>();
    private final Set<BorrowAvailability> toldBorrow = new HashSet<>();

    public void on(InstrumentListing listing) {
        if (!listing.benchmark()) {
            listings.put(listing.instrument(), listing);
        }
    }

    public void on(BorrowAvailability availability) {
        borrow.put(availability.instrument(), availability);
    }

    /** True when the engine has been told of an instrument. */
    public boolean defined(InstrumentId instrument) {
        return told.containsKey(instrument);
    }

    /** True for instruments that are not in the traded universe at all. */
    public boolean outside(InstrumentId instrument) {
        return !listings.containsKey(instrument);
    }

    /** Tells the engine what it does not know yet, as of a date. */
    public void announce(long timeNanos, LocalDate date, Consumer<EngineEvent> log) {
        listings.forEach((instrument, listing) -> {
            EngineEvent.InstrumentDefined before = told.get(instrument);
            boolean tradable = listing.tradableOn(date);
            if (before == null
                    || before.tradable() != tradable
                    || !before.sector().equals(listing.sector())) {
                EngineEvent.InstrumentDefined now =
                        new EngineEvent.InstrumentDefined(timeNanos, instrument, listing.sector(), tradable);
                told.put(instrument, now);
                log.accept(now);
            }
        });
        borrow.forEach((instrument, availability) -> {
            if (defined(instrument) && toldBorrow.add(availability)) {
                log.accept(new EngineEvent.BorrowUpdated(
                        timeNanos, instrument, availability.available(), availability.feePercentPerYear()));
            }
        });
    }

    /** The instruments that may be traded on a date. */
    public Set<InstrumentId> members(LocalDate date) {
        Set<InstrumentId> members = new HashSet<>();
        listings.forEach((instrument, listing) -> {
            if (listing.tradableOn(date)) {
                members.add(instrument);
            }
        });
        return members;
    }
}
