package io.portcullis.host.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.engine.gate.facts.FactField;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.server.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A FACTS.json: the facts order, account, exposure, market, session and counters, an object each, with the field names of the
 * case tables. What follows from other fields, and the instrument and agent, may be left out; every other number or flag that is
 * left out is missing, and the gate refuses what it cannot see.
 */
final class FactsDocument {
    private static final String LIMITS = "limits.";

    /** Neutral: tradable, not restricted, not on the borrow list, no agent behind it, and nothing of ours before it. */
    private static final Map<String, String> OPTIONAL = Map.ofEntries(
            Map.entry("order.orderId", "try"),
            Map.entry("order.trader", "try"),
            Map.entry("order.timeInForce", "DAY"),
            Map.entry("order.source", "API"),
            Map.entry("order.onTick", "true"),
            Map.entry("order.attributed", "true"),
            Map.entry("order.crossesOwn", "false"),
            Map.entry("order.repeats", "0"),
            Map.entry("order.parentQuantity", "0"),
            Map.entry("order.childrenQuantity", "0"),
            Map.entry("order.children", "0"),
            Map.entry("order.slicedQuantity", "0"),
            Map.entry("order.slicedNotional", "0"),
            Map.entry("order.collarWindowBps", "0"),
            Map.entry("market.slicedParticipation", "0"),
            Map.entry("account.dayLoss", "0"),
            Map.entry("exposure.grossRamped", "0"),
            Map.entry("exposure.betaAfter", "0"),
            Map.entry("exposure.betaUnknown", "0"),
            Map.entry("counters.messagesThisSecond", "1"),
            Map.entry("counters.ordersPerFill", "1"),
            Map.entry("instrument.symbol", "none"),
            Map.entry("instrument.sector", "none"),
            Map.entry("instrument.tradable", "true"),
            Map.entry("instrument.restricted", "false"),
            Map.entry("instrument.borrowListed", "false"),
            Map.entry("instrument.borrowAvailable", "0"),
            Map.entry("instrument.borrowFeePercent", "0"),
            Map.entry("agent.present", "false"),
            Map.entry("agent.probability", "0"),
            Map.entry("agent.netEdgeBps", "0"),
            Map.entry("agent.agents", "0"));

    private final SortedMap<String, String> values;

    private FactsDocument(SortedMap<String, String> values) {
        this.values = values;
    }

    /**
     * Reads and checks a document.
     *
     * @throws ConfigException naming the fact that is unknown or of the wrong type
     */
    static FactsDocument read(Path file, byte[] content) {
        try {
            JsonNode root = Json.strictTree(content);
            if (!root.isObject()) {
                throw new ConfigException(
                        file + " must be a JSON object with order, account, exposure, market, session, counters");
            }
            SortedMap<String, String> values = new TreeMap<>();
            for (Map.Entry<String, JsonNode> fact : root.properties()) {
                if (!fact.getValue().isObject()) {
                    throw new ConfigException(file + ": " + fact.getKey() + " must be an object");
                }
                for (Map.Entry<String, JsonNode> field : fact.getValue().properties()) {
                    String name = fact.getKey() + "." + field.getKey();
                    values.put(name, value(file, name, field.getValue()));
                }
            }
            derive(values);
            return new FactsDocument(values);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new ConfigException(file + place + ": no valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String value(Path file, String name, JsonNode node) {
        FactField field = FactSchema.BY_NAME.get(name);
        if (field == null || name.startsWith(LIMITS)) {
            throw new ConfigException(file + ": there is no fact '" + name + "' to give; rules/README.md lists them"
                    + (name.startsWith(LIMITS) ? ", and limits come from the pack's limits.csv" : ""));
        }
        boolean fits = switch (field.kind()) {
            case NUMBER -> node.isNumber() && Double.isFinite(node.doubleValue());
            case FLAG -> node.isBoolean();
            case TEXT -> node.isTextual();
        };
        if (!fits) {
            throw new ConfigException(file + ": " + name + " must be a " + expected(field) + ", got " + node);
        }
        return node.asText();
    }

    private static String expected(FactField field) {
        return switch (field.kind()) {
            case NUMBER -> "finite number";
            case FLAG -> "true or false";
            case TEXT -> "string";
        };
    }

    /** Side and type say it already; two answers that differ would be a trap. */
    private static void derive(SortedMap<String, String> values) {
        if (values.containsKey("order.side")) {
            values.putIfAbsent(
                    "order.buy", Boolean.toString(values.get("order.side").equals("BUY")));
        }
        if (values.containsKey("order.type")) {
            values.putIfAbsent(
                    "order.market", Boolean.toString(values.get("order.type").equals("MARKET")));
        }
        if (values.containsKey("account.id")) {
            values.putIfAbsent("order.account", values.get("account.id"));
        }
        if (values.containsKey("order.account")) {
            values.putIfAbsent("account.id", values.get("order.account"));
        }
        OPTIONAL.forEach(values::putIfAbsent);
    }

    /** The facts that the document does not give, in the order of the schema. */
    List<String> missing() {
        return FactSchema.FIELDS.stream()
                .map(FactField::name)
                .filter(name -> !name.startsWith(LIMITS) && !values.containsKey(name))
                .toList();
    }

    /** The facts; only when none is missing. */
    GateFacts facts() {
        GateFacts facts = new GateFacts();
        values.forEach((name, value) -> FactSchema.BY_NAME.get(name).writer().accept(facts, value));
        return facts;
    }
}
