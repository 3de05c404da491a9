package io.portcullis.engine.order;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.id.InstrumentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The orders in the order in which they were judged, in blocks that remember how they were written: a snapshot writes those in which
 * something has changed since the last one, and for the others what it wrote then. Engine thread only.
 */
final class OrderBlocks {
    private static final int ORDERS_PER_BLOCK = 256;

    private final List<Block> blocks = new ArrayList<>();

    /** Orders that are written together. */
    static final class Block {
        private final List<TrackedOrder> orders = new ArrayList<>(ORDERS_PER_BLOCK);
        private byte[] written;

        /** One of its orders is not what it was. */
        void changed() {
            written = null;
        }

        private void write(StateWriter out) {
            orders.forEach(order -> order.write(out));
        }
    }

    void add(TrackedOrder order) {
        Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        if (last == null || last.orders.size() == ORDERS_PER_BLOCK) {
            last = new Block();
            blocks.add(last);
        }
        last.orders.add(order);
        last.changed();
        order.block(last);
    }

    /** The oldest ones go first, so a block that has become empty is one of the first. */
    void remove(TrackedOrder order) {
        Block block = order.block();
        block.orders.remove(order);
        block.changed();
        if (block.orders.isEmpty()) {
            blocks.remove(block);
        }
    }

    /** Forgets all but these. */
    void retain(Collection<TrackedOrder> orders) {
        blocks.clear();
        orders.forEach(this::add);
    }

    void write(StateWriter out) {
        for (Block block : blocks) {
            block.written = out.putPart(block.written, block::write);
        }
    }

    /** Reads so many orders, of which each is handed on. */
    void read(StateReader in, long count, Consumer<TrackedOrder> each) {
        Map<String, InstrumentId> instruments = new HashMap<>();
        long left = count;
        while (left > 0) {
            int mark = in.mark();
            for (int n = 0; n < ORDERS_PER_BLOCK && left > 0; n++) {
                TrackedOrder order = TrackedOrder.read(in, instruments);
                add(order);
                each.accept(order);
                left--;
            }
            blocks.get(blocks.size() - 1).written = in.since(mark);
        }
    }
}
