package io.portcullis.ingest.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.portcullis.model.market.MarketEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Market events as one line of JSON, and back.
 *
 * <p>{@code
 * {"type":"trade","instrument":"AAPL","price":"109.33","size":"100","conditions":"","eventTime":"2015-01-02T14:30:00Z",
 * "knownTime":"2015-01-02T14:30:00Z"}}. The fields are the components of the model's record, {@code type} says which
 * one. Prices
 * and quantities are decimals in quotes, because most readers put a JSON number through a double; whole numbers are
 * in quotes
 * for the same reason; features of the world that are doubles in the model are JSON numbers. The two times are
 * instants in UTC.
 *
 * <p>Reading is strict: a field that is missing, unknown, doubled or of the wrong type, and any value that the model
 * refuses, is
 * an {@link IllegalArgumentException} that names it. Stateless and thread-safe.
 */
public final class MarketEventCodec {
    /** Longer records are refused: a news text fits, a file without line ends does not. */
    public static final int LENGTH_MAX = 65_536;

    private static final int NESTING_MAX = 3;
    private static final int NUMBER_LENGTH_MAX = 40;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxStringLength(LENGTH_MAX)
                    .build())
            .build();

    private MarketEventCodec() {}

    /** The event as one line of JSON; {@link IllegalArgumentException} for a double that is not finite. */
    public static String toJson(MarketEvent event) {
        return EventWriter.write(JSON, event);
    }

    /** Inverts {@link #toJson}. */
    public static MarketEvent fromJson(String json) {
        return fromFields(parse(json));
    }

    /** The name under which {@link #toJson} writes an event, such as {@code bar}. */
    public static String typeOf(MarketEvent event) {
        return EventForm.of(event).type;
    }

    /** Reads a record whose fields have been taken apart already; the rules are those of {@link #fromJson}. */
    public static MarketEvent fromFields(Map<String, ?> fields) {
        return EventReader.read(new EventFields(fields));
    }

    /** Checks that a text is one JSON object within our bounds, and says what is wrong if it is not. */
    public static void requireObject(String json) {
        parse(json);
    }

    private static Map<String, Object> parse(String json) {
        if (json.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a record must have at most " + LENGTH_MAX + " characters, got " + json.length());
        }
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a record must be one JSON object in braces");
            }
            Map<String, Object> fields = object(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("a record must be one JSON object, found more behind it");
            }
            return fields;
        } catch (JsonParseException | StreamConstraintsException e) {
            throw new IllegalArgumentException("not readable as JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not readable as JSON: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser, name));
        }
        return fields;
    }

    private static Object value(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            return list(parser, name);
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getDoubleValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return parser.getBooleanValue();
        }
        throw new IllegalArgumentException(name + " must have a value, got null; leave the field out instead");
    }

    private static List<Object> list(JsonParser parser, String name) throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser, name));
        }
        return values;
    }
}
