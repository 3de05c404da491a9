package io.portcullis.connector.edgar;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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

    private Json() {}

    /** {@link MalformedException} when the bytes are no JSON. */
    static Map<?, ?> object(byte[] bytes) throws MalformedException {
        var text = new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        try (JsonReader reader = new JsonReader(text)) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEPTH_MAX);
            Map<String, Object> object = members(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedException("not JSON: something follows behind the object");
            }
            return object;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            // the reader says the place, and in further lines where its manual is
            throw new MalformedException("not JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("breaks off"));
        }
    }

    private static Map<String, Object> members(JsonReader reader) throws IOException, MalformedException {
        Map<String, Object> members = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (members.containsKey(name)) {
                throw new MalformedException("not JSON: '" + name + "' stands there twice");
            }
            members.put(name, value(reader));
        }
        reader.endObject();
        return members;
    }

    private static List<Object> items(JsonReader reader) throws IOException, MalformedException {
        List<Object> items = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            items.add(value(reader));
        }
        reader.endArray();
        return items;
    }

    private static Object value(JsonReader reader) throws IOException, MalformedException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> members(reader);
            case BEGIN_ARRAY -> items(reader);
            case NUMBER -> reader.nextDouble();
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> {
                reader.nextNull();
                yield null;
            }
            default -> reader.nextString();
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
