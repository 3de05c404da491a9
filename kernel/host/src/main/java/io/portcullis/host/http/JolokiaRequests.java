package io.portcullis.host.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.access.Caller;
import io.portcullis.host.access.Permission;
import io.portcullis.host.console.Console;
import io.portcullis.host.server.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * What of Jolokia's protocol is spoken here: read, exec, list and search, each with the fields that it needs and no others. What
 * Jolokia gets to see was written anew from what was understood.
 */
final class JolokiaRequests {
    private static final int REQUESTS_MAX = 64;
    private static final int ARGUMENTS_MAX = 8;
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "read", Set.of("type", "mbean", "attribute"),
            "exec", Set.of("type", "mbean", "operation", "arguments"),
            "list", Set.of("type"),
            "search", Set.of("type", "mbean"));

    private final Console console;

    JolokiaRequests(Console console) {
        this.console = console;
    }

    /**
     * A document that may be handed on.
     *
     * @param document written anew
     * @param types of its requests, in order
     */
    record Understood(String document, List<String> types) {}

    /** What somebody may not; the whole document is refused with it. */
    static final class Forbidden extends RuntimeException {
        private final String call;

        Forbidden(String call, String why) {
            super(why);
            this.call = call;
        }

        /** What was asked for, for the audit. */
        String call() {
            return call;
        }
    }

    /**
     * Reads a document of one request or several.
     *
     * @throws BadRequestException when something in it is not spoken here
     * @throws Forbidden when something in it is not for this caller
     */
    Understood read(byte[] document, Caller caller) {
        JsonNode tree = tree(document);
        List<JsonNode> requests = new ArrayList<>();
        if (tree.isArray()) {
            tree.forEach(requests::add);
        } else {
            requests.add(tree);
        }
        if (requests.isEmpty() || requests.size() > REQUESTS_MAX) {
            throw new BadRequestException("", "send 1 to " + REQUESTS_MAX + " requests, got " + requests.size());
        }
        requests.forEach(JolokiaRequests::requireShape);
        requests.forEach(request -> requirePermission(request, caller));
        return new Understood(
                tree.toString(),
                requests.stream()
                        .map(request -> request.path("type").textValue())
                        .toList());
    }

    private static JsonNode tree(byte[] document) {
        try {
            return Json.strictTree(document);
        } catch (JsonProcessingException e) {
            throw new BadRequestException("", "the body is no valid JSON");
        }
    }

    private static void requireShape(JsonNode request) {
        String type = request.path("type").textValue();
        Set<String> known = type == null ? null : FIELDS.get(type);
        if (known == null) {
            throw new BadRequestException("type", "field 'type' must be one of read, exec, list, search");
        }
        request.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new BadRequestException(
                        name, "field '" + name + "' is not known in a request of type " + type + " here");
            }
        });
        requireTexts(request, "mbean", 1, type.equals("list") ? 0 : 1);
        requireTexts(request, "operation", 1, type.equals("exec") ? 1 : 0);
        requireTexts(request, "attribute", REQUESTS_MAX, 0);
        requireTexts(request, "arguments", ARGUMENTS_MAX, 0);
    }

    /** A text, or an array of texts where several make sense. */
    private static void requireTexts(JsonNode request, String field, int max, int min) {
        JsonNode value = request.path(field);
        Stream<JsonNode> items =
                value.isArray() && max > 1 ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        boolean present = request.has(field);
        boolean sound = present ? items.allMatch(JsonNode::isTextual) && value.size() <= max : min == 0;
        if (!sound) {
            throw new BadRequestException(
                    field,
                    "field '" + field + "' must be a string" + (max > 1 ? " or an array of at most " + max : ""));
        }
    }

    private void requirePermission(JsonNode request, Caller caller) {
        String type = request.path("type").textValue();
        if (type.equals("list")) {
            return;
        }
        ObjectName name = name(request);
        if (type.equals("search")) {
            return;
        }
        String operation = request.path("operation").asText("");
        String call = (type + " " + name + " " + operation).strip();
        if (name.isPattern() || !console.shows(name)) {
            throw new Forbidden(call, "the MBean " + name + " is not open to anybody here");
        }
        if (type.equals("exec")) {
            requirePermission(console.needs(name, operation), call, caller);
            requireArguments(request, operation, console.arguments(name, operation));
        }
    }

    /** Jolokia takes what is too much for a path into the answer, and would do the thing all the same. */
    private static void requireArguments(JsonNode request, String operation, int wanted) {
        int given =
                request.has("arguments") ? Math.max(1, request.path("arguments").size()) : 0;
        boolean none =
                request.path("arguments").isArray() && request.path("arguments").isEmpty();
        if ((none ? 0 : given) != wanted) {
            throw new BadRequestException("arguments", "operation " + operation + " has " + wanted + " arguments");
        }
    }

    private static void requirePermission(Optional<Permission> needed, String call, Caller caller) {
        if (needed.isEmpty()) {
            throw new Forbidden(call, "this operation is not open to anybody; write its name without a signature");
        }
        if (!caller.identity().may(needed.get())) {
            throw new Forbidden(
                    call,
                    "this takes " + needed.get().holders() + "; " + caller.name() + " is "
                            + caller.identity().standing());
        }
    }

    private static ObjectName name(JsonNode request) {
        return parsed(request.path("mbean").textValue());
    }

    static ObjectName parsed(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new BadRequestException(
                    "mbean", "field 'mbean' must be an object name such as io.portcullis:type=Gate");
        }
    }
}
