package io.portcullis.transport.codec;

import io.portcullis.model.gate.Scope;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.transport.sbe.AmountDecoder;
import io.portcullis.transport.sbe.GateDecidedDecoder;
import io.portcullis.transport.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * Reads one frame through a window of exactly its length, and checks each length and count before it is used. Not
 * thread-safe, reused.
 */
final class FrameReader {
    private static final int TEXT_HEADER = 2;
    private static final int BYTES_HEADER = 4;
    private static final int GROUP_HEADER = 4;
    private static final int UINT16 = 0xFFFF;

    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** Checks the header and returns the template id. */
    int open(DirectBuffer buffer, int offset, int length) throws MalformedFrameException {
        if (offset < 0 || length < MessageHeaderDecoder.ENCODED_LENGTH || length > buffer.capacity() - offset) {
            throw new MalformedFrameException("a frame needs at least " + MessageHeaderDecoder.ENCODED_LENGTH
                    + " bytes inside its buffer, got " + length + " at " + offset + " of " + buffer.capacity());
        }
        frame.wrap(buffer, offset, length);
        header.wrap(frame, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new MalformedFrameException(
                    "schema id must be " + MessageHeaderDecoder.SCHEMA_ID + ", got " + header.schemaId());
        }
        if (header.version() < 1 || header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
            throw new MalformedFrameException("schema version must be 1 to " + MessageHeaderDecoder.SCHEMA_VERSION
                    + ", got " + header.version() + "; a newer log needs a newer build");
        }
        return header.templateId();
    }

    /** Points the decoder behind the header, after checking that its fixed part is there. */
    <D extends MessageDecoderFlyweight> D begin(D decoder) throws MalformedFrameException {
        int blockLength = header.blockLength();
        if (!fits(blockLength, decoder.sbeBlockLength())) {
            throw new MalformedFrameException("block length of message " + header.templateId() + " must be "
                    + decoder.sbeBlockLength() + ", got " + blockLength);
        }
        need(MessageHeaderDecoder.ENCODED_LENGTH, blockLength, "fixed part");
        decoder.wrap(frame, MessageHeaderDecoder.ENCODED_LENGTH, blockLength, header.version());
        return decoder;
    }

    /** True when the frame was written by this version of the schema or a later one. */
    boolean isSince(int version) {
        return header.version() >= version;
    }

    /** Fields are only ever added: an older version may be shorter, our own has exactly our length. */
    private boolean fits(int blockLength, int ours) {
        return header.version() == MessageHeaderDecoder.SCHEMA_VERSION ? blockLength == ours : blockLength <= ours;
    }

    /** Looks at a group's header and returns its size, before the generated decoder sees it. */
    int group(MessageDecoderFlyweight decoder, int ours, String name) throws MalformedFrameException {
        int limit = decoder.limit();
        need(limit, GROUP_HEADER, "group " + name);
        int blockLength = frame.getShort(limit, ByteOrder.LITTLE_ENDIAN) & UINT16;
        int count = frame.getShort(limit + 2, ByteOrder.LITTLE_ENDIAN) & UINT16;
        if (!fits(blockLength, ours) || count > FrameWriter.COUNT_MAX) {
            throw new MalformedFrameException("group " + name + " must have entries of " + ours + " bytes and at most "
                    + FrameWriter.COUNT_MAX + " of them, got " + count + " of " + blockLength + " bytes");
        }
        // Entries without a fixed part still carry at least one text each.
        need(limit + GROUP_HEADER, (long) count * Math.max(blockLength, TEXT_HEADER), "group " + name);
        return count;
    }

    /** Reads a group of plain numbers as a whole, instead of moving the decoder over each. */
    double[] numbers(MessageDecoderFlyweight decoder, int ours, String name) throws MalformedFrameException {
        int start = decoder.limit();
        double[] numbers = new double[group(decoder, ours, name)];
        int blockLength = frame.getShort(start, ByteOrder.LITTLE_ENDIAN) & UINT16;
        int at = start + GROUP_HEADER;
        if (numbers.length > 0 && blockLength < Double.BYTES) {
            throw new MalformedFrameException(
                    "group " + name + " must have entries of at least " + Double.BYTES + " bytes, got " + blockLength);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = frame.getDouble(at, ByteOrder.LITTLE_ENDIAN);
            at += blockLength;
        }
        decoder.limit(at);
        return numbers;
    }

    String text(MessageDecoderFlyweight decoder) throws MalformedFrameException {
        int limit = decoder.limit();
        need(limit, TEXT_HEADER, "length of a text");
        int length = frame.getShort(limit, ByteOrder.LITTLE_ENDIAN) & UINT16;
        need(limit + TEXT_HEADER, length, "text");
        byte[] utf8 = new byte[length];
        frame.getBytes(limit + TEXT_HEADER, utf8);
        decoder.limit(limit + TEXT_HEADER + length);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    byte[] bytes(MessageDecoderFlyweight decoder) throws MalformedFrameException {
        int limit = decoder.limit();
        need(limit, BYTES_HEADER, "length of content");
        int length = frame.getInt(limit, ByteOrder.LITTLE_ENDIAN);
        if (length < 0 || length > EventCodec.CONTENT_LENGTH_MAX) {
            throw new MalformedFrameException("content must have 0 to " + EventCodec.CONTENT_LENGTH_MAX + " bytes, got "
                    + Integer.toUnsignedString(length));
        }
        need(limit + BYTES_HEADER, length, "content");
        byte[] content = new byte[length];
        frame.getBytes(limit + BYTES_HEADER, content);
        decoder.limit(limit + BYTES_HEADER + length);
        return content;
    }

    Scope scope(MessageDecoderFlyweight decoder, short kind) throws MalformedFrameException {
        return new Scope(EnumCodes.SCOPE_KIND.decode(kind), text(decoder));
    }

    /** A frame of our own version ends where its last text ends. */
    void end(MessageDecoderFlyweight decoder) throws MalformedFrameException {
        if (header.version() == MessageHeaderDecoder.SCHEMA_VERSION && decoder.limit() != frame.capacity()) {
            throw new MalformedFrameException("message " + header.templateId() + " ends at byte " + decoder.limit()
                    + " but its frame at byte " + frame.capacity());
        }
    }

    static boolean flag(short value) throws MalformedFrameException {
        if (value != 0 && value != 1) {
            throw new MalformedFrameException("a flag must be 0 or 1, got " + value);
        }
        return value == 1;
    }

    static Price optional(long raw) {
        return raw == GateDecidedDecoder.limitPriceNullValue() ? null : new Price(raw);
    }

    static Money amount(AmountDecoder decoder) {
        return new Money(decoder.raw(), CurrencyCode.of(decoder.currency()));
    }

    private void need(int at, long bytes, String what) throws MalformedFrameException {
        if (bytes > (long) frame.capacity() - at) {
            throw new MalformedFrameException(what + " of message " + header.templateId() + " needs " + bytes
                    + " bytes at " + at + ", but the frame has " + frame.capacity());
        }
    }
}
