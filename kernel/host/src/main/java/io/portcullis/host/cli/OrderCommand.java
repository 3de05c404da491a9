package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.access.Identity;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "order", description = "Send an order through the gate; exit code 1 when it is denied.")
final class OrderCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Option(names = "--side", required = true, paramLabel = "buy|sell", description = "buy or sell")
    private Side side;

    @Option(names = "--instrument", required = true, paramLabel = "ID", description = "what")
    private String instrument;

    @Option(names = "--quantity", required = true, paramLabel = "N", description = "shares, above 0")
    private BigDecimal quantity;

    @Option(names = "--limit", paramLabel = "PRICE", description = "limit price; without one it is a market order")
    private BigDecimal limit;

    @Option(
            names = "--account",
            defaultValue = "main",
            paramLabel = "ID",
            description = "for whom (default: ${DEFAULT-VALUE})")
    private String account;

    @Option(
            names = "--trader",
            paramLabel = "ID",
            description = "to whom it is attributed (default: whoever you may send orders as)")
    private String trader;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "idempotency key: the same key again is answered with the first order (default: a random one)")
    private String key;

    @Option(
            names = "--time-in-force",
            defaultValue = "DAY",
            paramLabel = "TIF",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TimeInForce timeInForce;

    @Option(names = "--parent", paramLabel = "ID", description = "the order that this one is a part of")
    private String parent;

    @Option(names = "--parent-quantity", paramLabel = "N", description = "shares of all its parts together")
    private BigDecimal parentQuantity;

    @Option(names = "--dry-run", description = "ask what the gate would say; nothing is recorded or sent")
    private boolean dryRun;

    OrderCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ServerClient client = data.server();
        JsonNode answer = client.post(dryRun ? "/v1/decide" : "/v1/orders", document(client));
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            print(answer);
        }
        return (answer.path("verdict").asText().equals("DENY") ? ExitCode.FAILED : ExitCode.OK).number();
    }

    private Map<String, Object> document(ServerClient client) {
        Map<String, Object> order = new TreeMap<>();
        order.put("key", key != null ? key : UUID.randomUUID().toString());
        order.put("account", account);
        order.put("trader", trader != null ? trader : trader(client));
        order.put("instrument", instrument);
        order.put("side", side.name());
        order.put("quantity", quantity);
        order.put("type", limit == null ? "MARKET" : "LIMIT");
        if (limit != null) {
            order.put("limit", limit);
        }
        order.put("timeInForce", timeInForce.name());
        if (parent != null) {
            order.put("parent", parent);
        }
        if (parentQuantity != null) {
            order.put("parentQuantity", parentQuantity);
        }
        return order;
    }

    /** The one trader of the account; whoever may name any, or sends nothing, goes by the operating system's name. */
    private static String trader(ServerClient client) {
        List<String> traders = new ArrayList<>();
        client.get("/v1/whoami").path("traders").forEach(name -> traders.add(name.asText()));
        if (traders.isEmpty() || traders.contains(Identity.ANY_TRADER)) {
            return Person.name();
        }
        if (traders.size() > 1) {
            throw new CommandFailure(
                    ExitCode.FAILED, "--trader must say as whom, one of " + String.join(", ", traders));
        }
        return traders.get(0);
    }

    private void print(JsonNode answer) {
        terminal.line(answer.path("verdict").asText() + " "
                + answer.path("quantity").asText() + " " + instrument
                + (answer.has("orderId") ? ", order " + answer.path("orderId").asText() : ""));
        for (JsonNode reason : answer.path("reasons")) {
            String rule = reason.path("rule").asText();
            terminal.line("  " + reason.path("code").asText() + (rule.isEmpty() ? "" : " " + rule) + ": value "
                    + reason.path("value").asText("-") + ", limit "
                    + reason.path("limit").asText("-"));
        }
    }
}
