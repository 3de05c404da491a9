package io.portcullis.connector.edgar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON strictly and in bounded depth, into maps, lists, texts, {@link Double}, {@link Boolean} and null. A name that comes
 * twice is refused.
 */
final class Json {
    private static final int DEPTH_MAX = 64;

    /** Its buffers belong to it and to no thread: a thread that outlives this bundle must not hold its classes. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private Json() {}

    /** {@link MalformedException} when the bytes are no JSON. */
    static Map<?, ?> object(byte[] bytes) throws MalformedException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedException("not JSON: must be one object");
            }
            Map<String, Object> object = members(parser);
            if (parser.nextToken() != null) {
                throw new MalformedException("not JSON: something follows behind the object");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new MalformedException("not JSON: " + e.getOriginalMessage() + " at byte "
                    + e.getLocation().getByteOffset());
        } catch (IOException e) {
            throw new MalformedException("not JSON: " + e.getMessage());
        }
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<Object> items(JsonParser parser) throws IOException {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** A member that must be an object; an empty one when it is missing. */
    static Map<?, ?> map(Map<?, ?> of, String name) throws MalformedException {
        Object value = of.get(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new MalformedException("'" + name + "' must be an object");
    }

    /** A member that must be a list; an empty one when it is missing. */
    static List<?> list(Map<?, ?> of, String name) throws MalformedException {
        Object value = of.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new MalformedException("'" + name + "' must be a list");
    }
}
