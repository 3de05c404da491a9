package io.portcullis.host.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.Judgement;
import io.portcullis.host.server.LimitView;
import io.portcullis.host.server.OrderAnswer;
import io.portcullis.host.server.ReasonView;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manual and the code say the same. */
class ApiManualTest {
    private static final Path MANUAL = Path.of("..", "..", "distribution", "docs", "api.md");

    @Test
    void shouldDescribeTheOrderAsItIsRead() throws IOException {
        JsonNode order = schema("Order");

        JsonNode properties = order.path("properties");
        assertThat(names(properties))
                .containsExactlyInAnyOrder(
                        "key",
                        "account",
                        "trader",
                        "instrument",
                        "side",
                        "quantity",
                        "type",
                        "limit",
                        "timeInForce",
                        "parent",
                        "parentQuantity");
        assertThat(values(properties.path("side").path("enum"))).isEqualTo(constants(Side.class));
        assertThat(values(properties.path("type").path("enum"))).isEqualTo(constants(OrderType.class));
        assertThat(values(properties.path("timeInForce").path("enum"))).isEqualTo(constants(TimeInForce.class));
        assertThat(properties.path("quantity").path("maximum").decimalValue())
                .isEqualByComparingTo(OrderDocument.QUANTITY_MAX);
        assertThat(properties.path("limit").path("maximum").decimalValue())
                .isEqualByComparingTo(OrderDocument.LIMIT_MAX);
        OrderRequest minimal = OrderDocument.order("""
                {"key":"k","account":"a","trader":"t","instrument":"i","side":"SELL","quantity":0.00000001,"type":"MARKET"}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(minimal.timeInForce().name())
                .isEqualTo(properties.path("timeInForce").path("default").asText());
    }

    @Test
    void shouldDescribeTheAnswersAsTheyAreWritten() throws IOException {
        ReasonView reason = new ReasonView("POLICY_DENIED", 3001, "name.max", 0.3, 0.2);
        LimitView limit = new LimitView("grossMax", "global", "fraction", 2.0, 0.5, 1.5);
        JsonNode answer = Json.tree(Json.write(new OrderAnswer("O-1", "DENY", "0", List.of(reason), "p", false, 7)));
        JsonNode judgement = Json.tree(Json.write(new Judgement("DENY", "0", List.of(reason), List.of(limit), "p", 7)));

        assertThat(names(schema("OrderAnswer").path("properties"))).containsExactlyInAnyOrderElementsOf(names(answer));
        assertThat(names(schema("OrderAnswer").path("$defs").path("reason").path("properties")))
                .containsExactlyInAnyOrderElementsOf(
                        names(answer.path("reasons").path(0)));
        JsonNode described = schema("Judgement").path("properties");
        assertThat(names(described)).containsExactlyInAnyOrderElementsOf(names(judgement));
        assertThat(names(described.path("headroom").path("items").path("properties")))
                .containsExactlyInAnyOrderElementsOf(
                        names(judgement.path("headroom").path(0)));
    }

    private static JsonNode schema(String title) throws IOException {
        Matcher blocks = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(MANUAL));
        while (blocks.find()) {
            JsonNode block = new JsonMapper().readTree(blocks.group(1));
            if (block.path("title").asText().equals(title)) {
                return block;
            }
        }
        throw new AssertionError("no schema '" + title + "' in " + MANUAL);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.properties().forEach(property -> names.add(property.getKey()));
        return names;
    }

    private static List<String> values(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static <E extends Enum<E>> List<String> constants(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }
}
