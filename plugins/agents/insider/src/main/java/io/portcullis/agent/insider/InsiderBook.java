package io.portcullis.agent.insider;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Filing;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's memory: an issuer per instrument whose insiders traded. Not thread-safe. */
final class InsiderBook {
    private static final int FORMAT = 1;
    private static final String FORM = "4";
    private static final String AMENDED_FORM = "4/A";

    private final InsiderSettings settings;
    private final SortedMap<InstrumentId, Issuer> issuers = new TreeMap<>();
    private long knownNanos = Long.MIN_VALUE;

    InsiderBook(InsiderSettings settings) {
        this.settings = settings;
    }

    /** Takes in a filing; all but trades of insiders are passed over. */
    void on(Filing filing) {
        boolean amendment = filing.form().equals(AMENDED_FORM);
        if (!amendment && !filing.form().equals(FORM)) {
            return;
        }
        knownNanos = Math.max(knownNanos, filing.knownTimeNanos());
        InsiderTrade trade = InsiderTrade.of(filing);
        if (trade != null) {
            issuers.computeIfAbsent(filing.instrument(), id -> new Issuer()).add(trade, amendment, settings);
        }
    }

    void forgetBefore(long day) {
        issuers.values().removeIf(issuer -> issuer.forgetBefore(day));
    }

    /** Null when its insiders did nothing. */
    Issuer find(InstrumentId instrument) {
        return issuers.get(instrument);
    }

    /** When the newest filing of all was known. */
    long knownNanos() {
        return knownNanos;
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(knownNanos);
        AgentMemory.writeEach(out, issuers, Issuer::writeTo);
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        knownNanos = in.readLong();
        AgentMemory.readEach(in, issuers, Issuer::readFrom);
    }

    private void forget() {
        issuers.clear();
        knownNanos = Long.MIN_VALUE;
    }
}
