package io.portcullis.transport.codec;

import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.transport.sbe.AmountEncoder;
import io.portcullis.transport.sbe.GateDecidedEncoder;
import io.portcullis.transport.sbe.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Writes one frame: the header, then what the generated encoder puts there, then texts and bytes. Not thread-safe, reused. */
final class FrameWriter {
    /** What uint16 can count; one less than its null value. */
    static final int COUNT_MAX = 65_534;

    private static final int TEXT_HEADER = 2;

    /** Identifiers and names are short and written without a copy; anything longer is rare. */
    private static final int ASCII_MAX = 128;

    private static final int BYTES_HEADER = 4;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private MutableDirectBuffer buffer;
    private int offset;

    void at(MutableDirectBuffer target, int targetOffset) {
        buffer = target;
        offset = targetOffset;
    }

    /** Puts the header and points the encoder behind it. */
    <E extends MessageEncoderFlyweight> E begin(E encoder) {
        header.wrap(buffer, offset)
                .blockLength(encoder.sbeBlockLength())
                .templateId(encoder.sbeTemplateId())
                .schemaId(encoder.sbeSchemaId())
                .version(encoder.sbeSchemaVersion());
        encoder.wrap(buffer, offset + MessageHeaderEncoder.ENCODED_LENGTH);
        return encoder;
    }

    void text(MessageEncoderFlyweight encoder, Object value) {
        String text = value.toString();
        if (text.length() <= ASCII_MAX && isAscii(text)) {
            int limit = encoder.limit();
            buffer.putShort(limit, (short) text.length(), ByteOrder.LITTLE_ENDIAN);
            buffer.putStringWithoutLengthAscii(limit + TEXT_HEADER, text);
            encoder.limit(limit + TEXT_HEADER + text.length());
        } else {
            utf8(encoder, text);
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private void utf8(MessageEncoderFlyweight encoder, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > COUNT_MAX) {
            throw new IllegalArgumentException("a text in the log has at most " + COUNT_MAX + " bytes, got "
                    + utf8.length + ", beginning with '" + value.substring(0, 40) + "'");
        }
        int limit = encoder.limit();
        buffer.putShort(limit, (short) utf8.length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(limit + TEXT_HEADER, utf8);
        encoder.limit(limit + TEXT_HEADER + utf8.length);
    }

    void bytes(MessageEncoderFlyweight encoder, byte[] value) {
        if (value.length > EventCodec.CONTENT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a chunk in the log has at most " + EventCodec.CONTENT_LENGTH_MAX + " bytes, got " + value.length);
        }
        int limit = encoder.limit();
        buffer.putInt(limit, value.length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(limit + BYTES_HEADER, value);
        encoder.limit(limit + BYTES_HEADER + value.length);
    }

    static int count(int entries, String group) {
        if (entries > COUNT_MAX) {
            throw new IllegalArgumentException(
                    group + " in the log has at most " + COUNT_MAX + " entries, got " + entries);
        }
        return entries;
    }

    static short flag(boolean value) {
        return (short) (value ? 1 : 0);
    }

    /** A number that is not one has many bit patterns, and which one a processor makes depends on how it came to it. */
    static double oneNan(double value) {
        return Double.isNaN(value) ? Double.NaN : value;
    }

    static long optional(Price price) {
        return price == null ? GateDecidedEncoder.limitPriceNullValue() : price.raw();
    }

    static void amount(AmountEncoder encoder, Money money) {
        encoder.raw(money.raw()).currency(money.currency().code());
    }

    int length(MessageEncoderFlyweight encoder) {
        return encoder.limit() - offset;
    }
}
