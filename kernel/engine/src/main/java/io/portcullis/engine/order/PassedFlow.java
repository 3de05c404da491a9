package io.portcullis.engine.order;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Side;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What passed of each instrument and side in the last five minutes, and whether an order there was denied for its size: so that what is
 * refused as a whole is not let in by pieces, and prices do not walk away a collar at a time. Engine thread only.
 */
public final class PassedFlow {
    private static final List<Side> SIDES = List.of(Side.values());

    private final Map<InstrumentId, SideWindow[]> windows = new TreeMap<>();

    /** An order passed that was valued at so much raw money. */
    public void passed(TrackedOrder order, long notionalRaw, long nowNanos) {
        window(order.instrument(), order.side()).passed(order, notionalRaw, nowNanos);
    }

    /** An order was denied for its size. */
    public void blocked(InstrumentId instrument, Side side, long nowNanos) {
        window(instrument, side).blocked(nowNanos);
    }

    /** True when an order there was denied for its size. */
    public boolean isBlocked(InstrumentId instrument, Side side, long nowNanos) {
        SideWindow window = find(instrument, side);
        return window != null && window.isBlocked(nowNanos);
    }

    /** Shares that passed there, raw. */
    public long quantityRaw(InstrumentId instrument, Side side, long nowNanos) {
        SideWindow window = find(instrument, side);
        return window == null ? 0 : window.quantityRaw(nowNanos);
    }

    /** What they come to at the orders' prices, raw money. */
    public long notionalRaw(InstrumentId instrument, Side side, long nowNanos) {
        SideWindow window = find(instrument, side);
        return window == null ? 0 : window.notionalRaw(nowNanos);
    }

    /** The least aggressive price that passed there, raw; 0 without one. */
    public long leastAggressiveRaw(InstrumentId instrument, Side side, long nowNanos) {
        SideWindow window = find(instrument, side);
        return window == null ? 0 : window.leastAggressiveRaw(side.sign(), nowNanos);
    }

    /** After a split neither shares nor prices are what they were. */
    public void forget(InstrumentId instrument) {
        windows.remove(instrument);
    }

    private SideWindow find(InstrumentId instrument, Side side) {
        SideWindow[] sides = windows.get(instrument);
        return sides == null ? null : sides[side.ordinal()];
    }

    private SideWindow window(InstrumentId instrument, Side side) {
        SideWindow[] sides = windows.get(instrument);
        if (sides == null) {
            sides = new SideWindow[] {new SideWindow(), new SideWindow()};
            windows.put(instrument, sides);
        }
        return sides[side.ordinal()];
    }

    /** True while nothing is remembered that could count at this time. */
    public boolean isEmpty(long nowNanos) {
        return windows.values().stream().allMatch(sides -> isOver(sides, nowNanos));
    }

    private static boolean isOver(SideWindow[] sides, long nowNanos) {
        return sides[0].isOver(nowNanos) && sides[1].isOver(nowNanos);
    }

    /** Writes what still counts at this time. */
    public void write(StateWriter out, long nowNanos) {
        out.putLong(windows.values().stream()
                .filter(sides -> !isOver(sides, nowNanos))
                .count());
        windows.forEach((instrument, sides) -> {
            if (!isOver(sides, nowNanos)) {
                out.putString(instrument.value());
                SIDES.forEach(side -> sides[side.ordinal()].write(out, nowNanos));
            }
        });
    }

    /** Reads what {@link #write} wrote. */
    public void read(StateReader in) {
        for (long n = in.getLong(); n > 0; n--) {
            InstrumentId instrument = InstrumentId.of(in.getString());
            SIDES.forEach(side -> window(instrument, side).read(in));
        }
    }
}
