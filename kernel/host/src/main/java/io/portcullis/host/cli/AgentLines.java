package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** The agents as lines: what each did, and what became of its calls. */
final class AgentLines {
    private final JsonNode agents;

    AgentLines(JsonNode agents) {
        this.agents = agents;
    }

    List<String> lines() {
        TextTable table = new TextTable(
                "AGENT",
                "STATE",
                "SIGNALS",
                "ABSTAINED",
                "ERRORS",
                "MEAN MS",
                "P99 MS",
                "CLOSED",
                "HIT RATE",
                "95 %",
                "PAYOFF",
                "BPS",
                "IC",
                "CALIBRATION ERROR",
                "RISK-COVERAGE AREA");
        agents.forEach(agent -> add(table, agent));
        return table.lines();
    }

    private static void add(TextTable table, JsonNode agent) {
        long abstained = 0;
        for (JsonNode count : agent.path("abstentions")) {
            abstained += count.asLong();
        }
        JsonNode outcomes = agent.path("outcomes");
        boolean closed = !outcomes.isMissingNode();
        table.add(
                agent.path("agent").asText(),
                agent.path("state").asText(),
                agent.path("signals").asLong(),
                abstained,
                agent.path("failures").asLong(),
                number(agent, "meanMillis", "%.2f"),
                number(agent, "p99Millis", "%.2f"),
                outcomes.path("closed").asLong(),
                percent(outcomes, "hitRate"),
                closed ? percent(outcomes, "hitRateLow") + " to " + percent(outcomes, "hitRateHigh") : "-",
                number(outcomes, "payoffRatio", "%.2f"),
                number(outcomes, "expectancyBps", "%.1f"),
                number(outcomes, "informationCoefficient", "%.3f"),
                percent(outcomes, "calibrationError"),
                percent(outcomes, "riskCoverageArea"));
    }

    private static String percent(JsonNode from, String key) {
        JsonNode value = from.path(key);
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f%%", 100 * value.asDouble()) : "-";
    }

    private static String number(JsonNode from, String key, String format) {
        JsonNode value = from.path(key);
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "-";
    }
}
