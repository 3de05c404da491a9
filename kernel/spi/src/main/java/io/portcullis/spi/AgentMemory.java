package io.portcullis.spi;

import io.portcullis.model.id.InstrumentId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/**
 * The bytes of {@link Agent#snapshot} and {@link Agent#restore}: a format number, then what the agent writes, in the order in
 * which it reads it again. Nothing here is kept; any thread.
 */
public final class AgentMemory {
    private AgentMemory() {}

    /** Writes what an agent, or a part of it, knows. */
    @FunctionalInterface
    public interface Writing {
        /** To a stream that never fails: it is memory. */
        void to(DataOutput out) throws IOException;
    }

    /** Reads it again; throws {@link IOException} when the bytes are not what was written. */
    @FunctionalInterface
    public interface Reading {
        /** From where its writing began. */
        void from(DataInput in) throws IOException;
    }

    /** Writes what is known of one instrument. */
    @FunctionalInterface
    public interface WritingOne<T> {
        /** Behind the instrument's id. */
        void write(T known, DataOutput out) throws IOException;
    }

    /** Reads what is known of one instrument. */
    @FunctionalInterface
    public interface ReadingOne<T> {
        /** Never null. */
        T read(DataInput in) throws IOException;
    }

    /**
     * A snapshot.
     *
     * @param format a number that changes whenever the bytes mean something else
     */
    public static byte[] write(int format, Writing content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(format);
            content.to(out);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Takes a snapshot up again. The agent forgets first; it stays empty when there is nothing to read.
     *
     * @param snapshot what {@link #write} made; empty for none
     * @param forget makes the agent as new
     * @throws IllegalArgumentException when the bytes are of another format or break off; the agent is as new then
     */
    public static void read(byte[] snapshot, int format, Runnable forget, Reading content) {
        forget.run();
        if (snapshot.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            int found = in.readInt();
            if (found != format) {
                throw new IOException("format " + found + " instead of " + format);
            }
            content.from(in);
        } catch (IOException | IllegalArgumentException e) {
            forget.run();
            throw new IllegalArgumentException("no snapshot of this agent: " + e.getMessage(), e);
        }
    }

    /** Writes what is known of each instrument. */
    public static <T> void writeEach(DataOutput out, SortedMap<InstrumentId, T> known, WritingOne<? super T> one)
            throws IOException {
        out.writeInt(known.size());
        for (Map.Entry<InstrumentId, T> entry : known.entrySet()) {
            out.writeUTF(entry.getKey().value());
            one.write(entry.getValue(), out);
        }
    }

    /** Reads it again, into the same kind of map. */
    public static <T> void readEach(DataInput in, SortedMap<InstrumentId, T> known, ReadingOne<? extends T> one)
            throws IOException {
        for (int n = in.readInt(); n > 0; n--) {
            InstrumentId instrument = InstrumentId.of(in.readUTF());
            known.put(instrument, one.read(in));
        }
    }
}
