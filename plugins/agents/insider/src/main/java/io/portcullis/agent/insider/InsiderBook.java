package io.portcullis.agent.insider;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Filing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeLong(knownNanos);
            out.writeInt(issuers.size());
            for (Map.Entry<InstrumentId, Issuer> issuer : issuers.entrySet()) {
                out.writeUTF(issuer.getKey().value());
                issuer.getValue().writeTo(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the filings to memory", e);
        }
        return bytes.toByteArray();
    }

    void restore(byte[] snapshot) {
        forget();
        if (snapshot.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            read(in);
        } catch (IOException e) {
            forget();
            throw new IllegalArgumentException("no snapshot of filings: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        knownNanos = in.readLong();
        for (int n = in.readInt(); n > 0; n--) {
            issuers.put(InstrumentId.of(in.readUTF()), Issuer.readFrom(in));
        }
    }

    private void forget() {
        issuers.clear();
        knownNanos = Long.MIN_VALUE;
    }
}
