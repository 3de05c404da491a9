package io.portcullis.store;

import io.portcullis.engine.order.OrderState;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Quantity;
import io.portcullis.store.FillTable.FillKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * One batch within one transaction: loads the rows that its events touch with one question per table, folds the events over
 * them in memory, and writes what changed with one batch per table.
 */
final class BatchFold {
    private final Handle handle;
    private final Map<String, OrderRow> orders = new LinkedHashMap<>();
    private final Map<InstrumentId, HeldPosition> positions = new LinkedHashMap<>();
    private final Set<InstrumentId> storedPositions = new HashSet<>();
    private final Set<FillKey> knownFills = new HashSet<>();
    private final List<RecordedDecision> decisions = new ArrayList<>();
    private final List<RecordedFill> fills = new ArrayList<>();
    private VenueId venue;

    BatchFold(Handle handle) {
        this.handle = handle;
    }

    void apply(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        load(entries);
        for (LogEntry entry : entries) {
            fold(entry.position(), entry.event());
        }
        DecisionTable.insert(handle, decisions);
        FillTable.insert(handle, fills);
        OrderTable.write(handle, orders.values());
        writePositions();
    }

    private void load(List<LogEntry> entries) {
        Set<String> orderIds = new LinkedHashSet<>();
        Set<FillKey> fillKeys = new LinkedHashSet<>();
        Set<InstrumentId> instruments = new LinkedHashSet<>();
        for (LogEntry entry : entries) {
            if (entry.event() instanceof EngineEvent.VenueReported reported) {
                orderIds.add(reported.report().orderId().value());
                if (reported.report() instanceof VenueReport.Filled filled) {
                    fillKeys.add(key(reported.venue(), filled.fill()));
                    instruments.add(filled.fill().instrument());
                }
            } else if (entry.event() instanceof EngineEvent.CorporateActionApplied action) {
                instruments.add(action.instrument());
            } else if (entry.event() instanceof EngineEvent.OrderWithdrawn withdrawn) {
                orderIds.add(withdrawn.orderId().value());
            }
        }
        OrderTable.load(handle, orderIds)
                .forEach(order -> orders.put(order.orderId().value(), OrderRow.loaded(order)));
        knownFills.addAll(FillTable.known(handle, fillKeys));
        for (HeldPosition held : PositionTable.load(handle, instruments)) {
            positions.put(held.instrument(), held);
            storedPositions.add(held.instrument());
        }
    }

    private void fold(long position, EngineEvent event) {
        if (event instanceof EngineEvent.GateDecided decided) {
            decide(position, decided.record());
        } else if (event instanceof EngineEvent.VenueReported reported) {
            report(position, reported);
        } else if (event instanceof EngineEvent.OrderWithdrawn withdrawn) {
            withdraw(position, withdrawn);
        } else if (event instanceof EngineEvent.DayClosed day) {
            StateTable.insert(handle, position, day);
        } else if (event instanceof EngineEvent.CorporateActionApplied action) {
            act(position, action);
        } else if (Projection.isState(event)) {
            StateTable.insert(handle, StateFold.change(handle, position, event));
        }
    }

    private void decide(long position, DecisionRecord record) {
        decisions.add(new RecordedDecision(position, record));
        boolean passes = record.decision().passes();
        Quantity quantity = passes ? record.decision().quantity() : record.requested();
        orders.put(
                record.orderId().value(),
                OrderRow.decided(new RecordedOrder(
                        position,
                        record.orderId(),
                        record.sequence(),
                        venue(),
                        record.instrument(),
                        record.side(),
                        quantity,
                        Quantity.ZERO,
                        passes ? OrderState.SUBMITTED : OrderState.DENIED,
                        null,
                        "",
                        record.timeNanos())));
    }

    private void withdraw(long position, EngineEvent.OrderWithdrawn withdrawn) {
        OrderRow order = orders.get(withdrawn.orderId().value());
        if (order != null) {
            order.withdraw(position, withdrawn.reason());
        }
    }

    private void report(long position, EngineEvent.VenueReported reported) {
        OrderRow order = orders.get(reported.report().orderId().value());
        if (reported.report() instanceof VenueReport.Filled filled) {
            fill(position, reported.venue(), filled.fill(), order);
        } else if (order != null) {
            order.on(position, reported.report());
        }
    }

    private void fill(long position, VenueId venue, Fill fill, OrderRow order) {
        if (!knownFills.add(key(venue, fill))) {
            return;
        }
        fills.add(new RecordedFill(position, venue, fill));
        Quantity signed =
                fill.side().sign() > 0 ? fill.quantity() : fill.quantity().negate();
        hold(position, fill.instrument(), held(fill.instrument()).plus(signed));
        if (order != null) {
            order.fill(position, fill.quantity());
        }
    }

    private void act(long position, EngineEvent.CorporateActionApplied action) {
        PositionTable.insert(handle, position, action);
        if (action.splitNumerator() == action.splitDenominator()) {
            return;
        }
        Quantity held = held(action.instrument());
        if (!held.isZero()) {
            // what is left of a share becomes money, so that positions stay whole
            Quantity exact = held.timesRatio(action.splitNumerator(), action.splitDenominator());
            hold(position, action.instrument(), exact.wholeShares());
        }
    }

    private Quantity held(InstrumentId instrument) {
        HeldPosition held = positions.get(instrument);
        return held == null ? Quantity.ZERO : held.quantity();
    }

    private void hold(long position, InstrumentId instrument, Quantity quantity) {
        positions.put(instrument, new HeldPosition(instrument, quantity, position));
    }

    private void writePositions() {
        Map<Boolean, List<HeldPosition>> byStored = new HashMap<>();
        for (HeldPosition held : positions.values()) {
            byStored.computeIfAbsent(storedPositions.contains(held.instrument()), stored -> new ArrayList<>())
                    .add(held);
        }
        PositionTable.insert(handle, byStored.getOrDefault(false, List.of()));
        PositionTable.update(handle, byStored.getOrDefault(true, List.of()));
    }

    /** Where the session's orders go; asked for at the first decision, and no session begins within a batch. */
    private VenueId venue() {
        if (venue == null) {
            venue = StateTable.venue(handle);
        }
        return venue;
    }

    private static FillKey key(VenueId venue, Fill fill) {
        return new FillKey(venue.value(), fill.execId().value());
    }
}
