package io.portcullis.host.http;

import static io.portcullis.host.http.HttpApi.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.portcullis.host.access.Caller;
import io.portcullis.host.access.Permission;
import io.portcullis.host.audit.AuditEntry;
import io.portcullis.host.audit.AuditEntry.Outcome;
import io.portcullis.host.audit.AuditTrail;
import io.portcullis.host.console.Console;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.ServerRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * POST /jolokia: the MBeans over HTTP. Who asks is known and every request of a document is judged before Jolokia sees any; one
 * that is refused refuses them all, so nothing is ever half done.
 */
final class JolokiaDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JolokiaDoor.class);
    private static final String CONTENT_TYPE = "(?i)application/json(\\s*;\\s*charset=\"?utf-8\"?)?";
    private static final int OK = 200;

    /** What was thrown for callers to read; the message of anything else may hold what is not theirs. */
    private static final Set<String> FOR_CALLERS = Set.of(
            ServerRefusal.class.getName(),
            SecurityException.class.getName(),
            IllegalArgumentException.class.getName(),
            InstanceNotFoundException.class.getName(),
            AttributeNotFoundException.class.getName());

    private final Console console;
    private final AuditTrail audit;
    private final JolokiaRequests requests;
    private final JolokiaAgent agent;

    JolokiaDoor(Console console, AuditTrail audit) {
        this.console = console;
        this.audit = audit;
        this.requests = new JolokiaRequests(console);
        this.agent = new JolokiaAgent(console);
    }

    void register(GuardedRoutes routes) {
        routes.ask("/jolokia", Permission.VIEW, this::answerTo);
    }

    private void answerTo(Context context) throws Exception {
        String contentType = context.contentType();
        if (contentType == null || !contentType.matches(CONTENT_TYPE)) {
            answer(context, 415, Map.of("error", "the content type must be application/json"));
            return;
        }
        Caller caller = Gatekeeper.caller(context);
        JolokiaRequests.Understood understood;
        try {
            understood = requests.read(GuardedRoutes.body(context), caller);
        } catch (JolokiaRequests.Forbidden e) {
            audit.record(AuditEntry.of(caller, e.call(), "").came(Outcome.REFUSED, "403 " + e.getMessage()));
            answer(context, 403, Map.of("error", e.getMessage()));
            return;
        }
        String said = agent.answer(understood.document(), caller).toJSONString();
        answer(context, OK, shown(Json.tree(said), understood.types(), caller));
    }

    private JsonNode shown(JsonNode answers, List<String> types, Caller caller) {
        List<JsonNode> all = new ArrayList<>();
        if (answers.isArray()) {
            answers.forEach(all::add);
        } else {
            all.add(answers);
        }
        for (int i = 0; i < all.size(); i++) {
            ObjectNode one = (ObjectNode) all.get(i);
            if (one.path("status").asInt() != OK) {
                withoutDetails(one);
            } else if (types.get(i).equals("list")) {
                withoutForbidden(one.path("value"), caller);
            }
        }
        return answers;
    }

    private static void withoutDetails(ObjectNode answer) {
        if (!FOR_CALLERS.contains(answer.path("error_type").asText())) {
            String reference = UUID.randomUUID().toString();
            LOG.error(
                    "jolokia request failed, reference {}: {} {}",
                    reference,
                    answer.path("error_type").asText(),
                    answer.path("error").asText());
            answer.put("error", "the server failed; its log tells more under reference " + reference);
        }
        answer.retain("status", "error", "timestamp");
    }

    /** A list shows the operations that this caller may call. */
    private void withoutForbidden(JsonNode domains, Caller caller) {
        domains.properties()
                .forEach(domain -> domain.getValue().properties().forEach(bean -> {
                    if (bean.getValue().path("op") instanceof ObjectNode operations) {
                        String name = domain.getKey() + ":" + bean.getKey();
                        List<String> forbidden = new ArrayList<>();
                        operations.fieldNames().forEachRemaining(operation -> {
                            if (!may(name, operation, caller)) {
                                forbidden.add(operation);
                            }
                        });
                        operations.remove(forbidden);
                    }
                }));
    }

    private boolean may(String name, String operation, Caller caller) {
        return console.needs(JolokiaRequests.parsed(name), operation)
                .filter(needed -> caller.identity().may(needed))
                .isPresent();
    }

    @Override
    public void close() {
        agent.close();
    }
}
