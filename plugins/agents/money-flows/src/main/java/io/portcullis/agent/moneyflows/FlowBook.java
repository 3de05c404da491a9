package io.portcullis.agent.moneyflows;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's memory: a history per instrument that still trades. Not thread-safe. */
final class FlowBook {
    /** An instrument whose last daily bar is older than this many calendar days is forgotten. */
    private static final int STALE_DAYS = 10;

    private static final int FORMAT = 1;

    private final SortedMap<InstrumentId, FlowHistory> histories = new TreeMap<>();

    /** Takes in what moves money: sound bars, splits and dividends. */
    void on(MarketEvent event) {
        if (event instanceof Bar bar && !bar.suspect()) {
            histories.computeIfAbsent(bar.instrument(), id -> new FlowHistory()).bar(bar);
        } else if (event instanceof CorporateAction action && histories.containsKey(action.instrument())) {
            histories.get(action.instrument()).action(action);
        }
    }

    /** Forgets who has not had a daily bar for ten days; that bounds the memory by what trades. */
    void forgetBefore(long epochDay) {
        histories.values().removeIf(history -> history.lastSession() < epochDay - STALE_DAYS);
    }

    /** Null when there is none. */
    FlowHistory find(InstrumentId instrument) {
        return histories.get(instrument);
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        AgentMemory.writeEach(out, histories, FlowHistory::writeTo);
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, histories::clear, this::read);
    }

    private void read(DataInput in) throws IOException {
        AgentMemory.readEach(in, histories, from -> {
            FlowHistory history = new FlowHistory();
            history.readFrom(from);
            return history;
        });
    }
}
