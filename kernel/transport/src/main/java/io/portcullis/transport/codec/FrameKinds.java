package io.portcullis.transport.codec;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Which record becomes which message. A kind of record may be written as several messages and a message is read by exactly
 * one reader.
 */
final class FrameKinds {
    private final Map<Class<?>, Writer<?>> writers = new HashMap<>();
    private final Int2ObjectHashMap<Reader> readers = new Int2ObjectHashMap<>();
    private final FrameWriter writer = new FrameWriter();
    private final FrameReader reader = new FrameReader();

    /** Writes a record and returns the frame's length. */
    interface Writer<E> {
        int write(E record, FrameWriter out);
    }

    /** Reads a record out of a frame whose header was checked. */
    interface Reader {
        Object read(FrameReader in) throws MalformedFrameException;
    }

    <E> FrameKinds on(Class<E> type, int templateId, Writer<E> write, Reader read) {
        return written(type, write).read(templateId, read);
    }

    <E> FrameKinds written(Class<E> type, Writer<E> write) {
        writers.put(type, write);
        return this;
    }

    FrameKinds read(int templateId, Reader read) {
        if (readers.put(templateId, read) != null) {
            throw new IllegalStateException("two readers for message " + templateId);
        }
        return this;
    }

    /** The records that can be written. */
    Set<Class<?>> types() {
        return new HashSet<>(writers.keySet());
    }

    <E> int encode(E record, MutableDirectBuffer buffer, int offset) {
        @SuppressWarnings("unchecked") // written() pairs each class with a writer of that class
        Writer<E> write = (Writer<E>) writers.get(record.getClass());
        if (write == null) {
            throw new IllegalArgumentException(
                    "no message stands for " + record.getClass().getName());
        }
        writer.at(buffer, offset);
        try {
            return write.write(record, writer);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    record.getClass().getSimpleName() + " does not fit into " + (buffer.capacity() - offset)
                            + " bytes, the longest message of the log",
                    e);
        }
    }

    Object decode(DirectBuffer buffer, int offset, int length) throws MalformedFrameException {
        int templateId = reader.open(buffer, offset, length);
        Reader read = readers.get(templateId);
        if (read == null) {
            throw new MalformedFrameException("message " + templateId + " is not one of this channel's messages");
        }
        try {
            return read.read(reader);
        } catch (RuntimeException e) {
            // Whatever the model's constructors object to: the values cannot have been written by us.
            throw new MalformedFrameException(
                    "message " + templateId + " carries an impossible value: " + e.getMessage(), e);
        }
    }
}
