package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far kills have come, in words. */
final class KillText {
    private KillText() {}

    /** One kill, and under it the orders that may still trade. */
    static List<String> of(JsonNode kill) {
        List<String> lines = new ArrayList<>();
        lines.add(kill.path("scope").asText() + ": " + kill.path("state").asText() + ", requested "
                + kill.path("requested").asLong() + ", sent "
                + kill.path("sent").asLong() + ", acknowledged "
                + kill.path("acknowledged").asLong() + ", unresolved "
                + kill.path("unresolved").asLong());
        if (!kill.path("warning").asText().isEmpty()) {
            lines.add("  LOOK: " + kill.path("warning").asText());
        }
        for (JsonNode order : kill.path("orders")) {
            lines.add("  UNRESOLVED " + order.path("orderId").asText() + " "
                    + order.path("instrument").asText() + " "
                    + order.path("stage").asText());
        }
        long more = kill.path("unresolved").asLong() - kill.path("orders").size();
        if (more > 0) {
            lines.add("  UNRESOLVED and " + more + " more");
        }
        return lines;
    }

    /** Who shut it, when and why. */
    static String cause(JsonNode kill) {
        String reason = kill.path("reason").asText();
        return "  since " + kill.path("since").asText() + " by "
                + kill.path("by").asText() + (reason.isBlank() ? "" : ": " + reason);
    }

    /** What a rehearsal found. */
    static List<String> drill(JsonNode drill) {
        return List.of(
                "drill of " + drill.path("scope").asText() + ": nothing was stopped; a kill would withdraw "
                        + drill.path("orders").asLong() + " orders",
                "  flag found after " + millis(drill.path("flagMillis")) + ", counted by the engine after "
                        + millis(drill.path("engineMillis")) + ", venue's thread after "
                        + millis(drill.path("channelMillis")));
    }

    private static String millis(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f ms", value.asDouble()) : "NEVER (5 s)";
    }
}
