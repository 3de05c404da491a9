package io.portcullis.engine.gate;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash chain over decisions: each record's hash covers its content and the hash before it, so that an edited, deleted,
 * inserted or reordered record is found. Engine thread only.
 */
public final class DecisionChain {
    /** What the first record builds on. */
    public static final String GENESIS = "0".repeat(64);

    private static final int CONTENT_LENGTH = 2_048;

    private final MessageDigest digest = sha256();
    /** One record's content, so that the digest is asked once and not for each field. */
    private ByteBuffer content = ByteBuffer.allocate(CONTENT_LENGTH);

    private long sequence;
    private String head = GENESIS;

    /** Decisions so far. */
    public long sequence() {
        return sequence;
    }

    /** Hash of the last decision. */
    public String head() {
        return head;
    }

    /** The hash that a record must carry after a given head. */
    public String next(String previous, DecisionRecord record) {
        content.clear();
        put(previous);
        put(record.sequence());
        put(record.causePosition());
        put(record.timeNanos());
        put(record.orderId().value());
        put(record.parentId() == null ? "" : record.parentId().value());
        put(record.key());
        put(record.account().value());
        put(record.trader().value());
        put(record.instrument().value());
        put(record.side().name());
        put(record.type().name());
        put(record.timeInForce().name());
        put(record.requested().raw());
        put(record.limit() == null ? -1 : record.limit().raw());
        put(record.reference() == null ? -1 : record.reference().raw());
        put(record.equity().raw());
        put(Double.doubleToLongBits(record.propensity()));
        put(record.reducing() ? 1 : 0);
        put(record.decision().verdict().name());
        put(record.decision().quantity().raw());
        put(record.decision().pack().hex());
        for (Reason reason : record.decision().reasons()) {
            put(reason.code().number());
            put(reason.rule());
            put(Double.doubleToLongBits(reason.value()));
            put(Double.doubleToLongBits(reason.limit()));
        }
        put(record.factsVersion());
        for (double fact : record.facts()) {
            put(Double.doubleToLongBits(fact));
        }
        digest.update(content.array(), 0, content.position());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Takes a record's hash as the new head. */
    public void advance(DecisionRecord record) {
        sequence = record.sequence();
        head = record.chain();
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putLong(sequence);
        out.putString(head);
    }

    /** Reads what {@link #write} wrote. */
    public static DecisionChain read(StateReader in) {
        DecisionChain chain = new DecisionChain();
        chain.sequence = in.getLong();
        chain.head = in.getString();
        return chain;
    }

    private void put(long value) {
        room(Long.BYTES).putLong(value);
    }

    private void put(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        room(bytes.length).put(bytes);
    }

    private ByteBuffer room(int bytes) {
        if (content.remaining() < bytes) {
            int length = Math.max(2 * content.capacity(), content.position() + bytes);
            content = ByteBuffer.allocate(length).put(content.flip());
        }
        return content;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
