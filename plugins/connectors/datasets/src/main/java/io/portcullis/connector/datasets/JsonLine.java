package io.portcullis.connector.datasets;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one line of JSON into maps, lists and texts; a number stays the text that it was. Bounded in depth. */
final class JsonLine {
    private static final int DEPTH_MAX = 16;

    private JsonLine() {}

    /** The object that begins at a place of a line and ends it. */
    static Map<?, ?> object(String line, int from) throws BadRowException {
        try (JsonReader reader = new JsonReader(new StringReader(line.substring(from)))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEPTH_MAX);
            Map<String, Object> object = members(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new BadRowException("not JSON: something follows behind the object");
            }
            return object;
        } catch (IOException | IllegalStateException e) {
            // the reader says the place, and in further lines where its manual is
            throw new BadRowException("not JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("breaks off"));
        }
    }

    private static Map<String, Object> members(JsonReader reader) throws IOException, BadRowException {
        Map<String, Object> members = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (members.put(name, value(reader)) != null) {
                throw new BadRowException("not JSON: '" + name + "' stands there twice");
            }
        }
        reader.endObject();
        return members;
    }

    private static List<Object> items(JsonReader reader) throws IOException, BadRowException {
        List<Object> items = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            items.add(value(reader));
        }
        reader.endArray();
        return items;
    }

    private static Object value(JsonReader reader) throws IOException, BadRowException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> members(reader);
            case BEGIN_ARRAY -> items(reader);
            case BOOLEAN -> Boolean.toString(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield "null";
            }
            default -> reader.nextString();
        };
    }
}
