package io.portcullis.engine.order;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The identifiers of a day's executions, so that one that is reported again does not count twice. They are written in the order in
 * which they came, in blocks that are written once. Engine thread only.
 */
final class Executions {
    private static final int IDS_PER_BLOCK = 2_048;

    private final Set<String> all;
    private final List<byte[]> written = new ArrayList<>();
    /** Blocks in the order in which they came; the last one may have room. */
    private final List<List<String>> blocks = new ArrayList<>();

    Executions() {
        this(0);
    }

    private Executions(long expected) {
        all = new HashSet<>(Orders.tableFor(expected));
    }

    boolean contains(String id) {
        return all.contains(id);
    }

    /** True when it was not there yet. */
    boolean add(String id) {
        if (!all.add(id)) {
            return false;
        }
        if (blocks.isEmpty() || last().size() == IDS_PER_BLOCK) {
            blocks.add(new ArrayList<>(IDS_PER_BLOCK));
            written.add(null);
        }
        last().add(id);
        written.set(written.size() - 1, null);
        return true;
    }

    private List<String> last() {
        return blocks.get(blocks.size() - 1);
    }

    void write(StateWriter out) {
        out.putLong(all.size());
        for (int i = 0; i < blocks.size(); i++) {
            List<String> block = blocks.get(i);
            written.set(i, out.putPart(written.get(i), to -> block.forEach(to::putString)));
        }
    }

    static Executions read(StateReader in) {
        long left = in.getLong();
        Executions executions = new Executions(left);
        while (left > 0) {
            int mark = in.mark();
            for (int n = 0; n < IDS_PER_BLOCK && left > 0; n++) {
                executions.add(in.getString());
                left--;
            }
            executions.written.set(executions.written.size() - 1, in.since(mark));
        }
        return executions;
    }
}
