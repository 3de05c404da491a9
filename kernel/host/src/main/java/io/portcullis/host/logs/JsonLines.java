package io.portcullis.host.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/**
 * One log event, one line of JSON: timestamp, level, logger, thread, message, session, walkStep, then what the thread and the event
 * carry (correlationId, orderId, key, logPosition, causationId). A line cannot be broken or forged by what is written into it: control
 * characters and everything beyond ASCII are escaped, names are used once, and every part has a longest length.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    /** Property of the logger context that names the session. */
    public static final String SESSION = "session";

    /** Field of an event that names its step of the walk; without it the logger's room does. */
    public static final String STEP = "walkStep";

    private static final int MESSAGE_LENGTH_MAX = 4_096;
    private static final int VALUE_LENGTH_MAX = 512;
    private static final int STACK_LENGTH_MAX = 16_384;
    private static final int FIELDS_MAX = 32;
    private static final int LINE_BYTES = 512;
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(LINE_BYTES);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            write(json, event);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void write(JsonGenerator json, ILoggingEvent event) throws IOException {
        json.writeStartObject();
        Set<String> used = new HashSet<>();
        field(
                json,
                used,
                "timestamp",
                Instant.ofEpochMilli(event.getTimeStamp()).toString());
        field(json, used, "level", event.getLevel().toString());
        field(json, used, "logger", event.getLoggerName());
        field(json, used, "thread", event.getThreadName());
        used.add("message");
        json.writeStringField("message", cut(event.getFormattedMessage(), MESSAGE_LENGTH_MAX));
        used.add("error");
        field(json, used, SESSION, event.getLoggerContextVO().getPropertyMap().get(SESSION));
        List<KeyValuePair> pairs = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
        for (KeyValuePair pair : pairs) {
            field(json, used, pair.key, pair.value);
        }
        int step = WalkSteps.of(event.getLoggerName());
        field(json, used, STEP, step == 0 ? null : step);
        for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
            field(json, used, entry.getKey(), entry.getValue());
        }
        error(json, event.getThrowableProxy());
        json.writeEndObject();
    }

    /** The first of a name counts; what is missing is left out. */
    private static void field(JsonGenerator json, Set<String> used, String name, Object value) throws IOException {
        if (value == null || used.size() >= FIELDS_MAX || !used.add(name)) {
            return;
        }
        json.writeFieldName(cut(name, VALUE_LENGTH_MAX));
        if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(cut(value.toString(), VALUE_LENGTH_MAX));
        }
    }

    private static void error(JsonGenerator json, IThrowableProxy thrown) throws IOException {
        if (thrown != null) {
            json.writeObjectFieldStart("error");
            json.writeStringField("class", cut(thrown.getClassName(), VALUE_LENGTH_MAX));
            json.writeStringField("message", cut(thrown.getMessage(), MESSAGE_LENGTH_MAX));
            json.writeStringField("stack", cut(ThrowableProxyUtil.asString(thrown), STACK_LENGTH_MAX));
            json.writeEndObject();
        }
    }

    private static String cut(String text, int max) {
        String whole = String.valueOf(text);
        return whole.length() <= max ? whole : whole.substring(0, max) + "... (" + whole.length() + " characters)";
    }
}
