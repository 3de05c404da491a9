package io.portcullis.host.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON in and out. Reading is strict (no duplicate keys, no NaN, nothing after the end, small bounds) and gives trees only:
 * no class is ever chosen by what a document says.
 */
public final class Json {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxNumberLength(40)
            .maxStringLength(1_024)
            .maxNameLength(64)
            .maxDocumentLength(65_536)
            .build();

    private static final JsonMapper STRICT = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Answers of our own server are as long as they are. */
    private static final JsonMapper ANSWERS = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .build();

    private Json() {}

    /** A document from outside. */
    public static JsonNode strictTree(byte[] document) throws JsonProcessingException {
        try {
            return STRICT.readTree(document);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (java.io.IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    /** A document of our own making. */
    public static JsonNode tree(String document) throws JsonProcessingException {
        return ANSWERS.readTree(document);
    }

    /** A value as one line. */
    public static String write(Object value) {
        try {
            return ANSWERS.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** A value over several lines, for people. */
    public static String writePretty(Object value) {
        try {
            return ANSWERS.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }
}
