package io.portcullis.connector.datasets;

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

/** Reads one line of JSON into maps, lists and texts; a number stays the text that it was. Bounded in depth. */
final class JsonLine {
    private static final int DEPTH_MAX = 16;

    /** Its buffers belong to it and to no thread: a thread that outlives this bundle must not hold its classes. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private JsonLine() {}

    /** The object that begins at a place of a line and ends it. */
    static Map<?, ?> object(String line, int from) throws BadRowException {
        try (JsonParser parser = FACTORY.createParser(line.substring(from))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRowException("not JSON: must be one object in braces");
            }
            Map<String, Object> object = members(parser);
            if (parser.nextToken() != null) {
                throw new BadRowException("not JSON: must be one object in braces");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new BadRowException("not JSON: " + e.getOriginalMessage() + " at character "
                    + (from + e.getLocation().getCharOffset() + 1));
        } catch (IOException e) {
            throw new BadRowException("not JSON: " + e.getMessage());
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
            default -> parser.getText();
        };
    }
}
