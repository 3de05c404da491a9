package io.portcullis.host.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** The shipped etc/logback.xml, and what hostile text does to its files: nothing. */
class JsonLinesTest {
    private static final Path SHIPPED = Path.of("..", "..", "etc", "logback.xml");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private LoggerContext context;

    @BeforeEach
    void open() throws Exception {
        context = new LoggerContext();
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        context.putProperty("portcullis.logs", folder.toString());
        context.putProperty(JsonLines.SESSION, "s1");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(SHIPPED.toFile());
    }

    @AfterEach
    void close() {
        context.stop();
    }

    private List<JsonNode> json() throws IOException {
        context.stop();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("portcullis.jsonl"), StandardCharsets.US_ASCII)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private List<String> text() throws IOException {
        context.stop();
        return Files.readAllLines(folder.resolve("portcullis.log"));
    }

    @Test
    void shouldWriteWhatAnOrderCarries() throws Exception {
        context.getLogger("io.portcullis.trail")
                .atInfo()
                .addKeyValue(JsonLines.STEP, 6)
                .addKeyValue("orderId", "O-1")
                .addKeyValue("logPosition", 4096L)
                .log("ALLOW {} of {}", 100, "IBM");
        context.getLogger("io.portcullis.store.Projector").info("goes on");

        List<JsonNode> lines = json();

        assertThat(lines).hasSize(2);
        JsonNode line = lines.get(0);
        assertThat(line.path("timestamp").asText()).endsWith("Z");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("message").asText()).isEqualTo("ALLOW 100 of IBM");
        assertThat(line.path("walkStep").asInt()).isEqualTo(6);
        assertThat(line.path("orderId").asText()).isEqualTo("O-1");
        assertThat(line.path("logPosition").asLong()).isEqualTo(4096);
        assertThat(line.path("session").asText()).isEqualTo("s1");
        assertThat(line.has("thread")).isTrue();
        assertThat(lines.get(1).path("walkStep").asInt()).as("by its room").isEqualTo(9);
        assertThat(text()).as("orders are for machines").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nforged 2026 ERROR line",
                "a\r\nforged",
                "a\rforged",
                "a\u0085forged",
                "a\u2028forged\u2029forged",
                "a\u001b[2J\u001b]0;title\u0007forged",
                "a\u202eforged",
                "\",\"level\":\"ERROR\",\"x\":\"forged",
                "\ud800forged",
                "\0forged"
            })
    void shouldLetNoTextEndALineOrPretendToBeOne(String hostile) throws Exception {
        Logger logger = context.getLogger("io.portcullis.test");
        logger.atInfo().addKeyValue("by", hostile).addKeyValue(hostile, "x").log("said {}", hostile);
        logger.warn("failed", new IllegalStateException(hostile, new RuntimeException("cause\n" + hostile)));

        List<JsonNode> lines = json();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("level").asText()).isEqualTo("INFO");
        assertThat(lines.get(1).path("error").path("class").asText()).isEqualTo("java.lang.IllegalStateException");
        List<String> text = text();
        assertThat(text.stream().filter(line -> !line.startsWith("    | "))).hasSize(2);
        assertThat(text).allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cc}\\u2028\\u2029\\u202e]"));
    }

    @Test
    void shouldCutWhatIsHuge() throws Exception {
        String huge = "x".repeat(1_000_000);
        context.getLogger("io.portcullis.test").atInfo().addKeyValue("by", huge).log(huge);
        var many = context.getLogger("io.portcullis.test").atInfo();
        for (int i = 0; i < 1_000; i++) {
            many = many.addKeyValue("field" + i, i);
        }
        many.log("many");

        assertThat(json()).hasSize(2);
        assertThat(Files.size(folder.resolve("portcullis.jsonl"))).isLessThan(20_000);
        assertThat(Files.size(folder.resolve("portcullis.log"))).isLessThan(10_000);
    }

    @Test
    void shouldLetTheFirstOfANameCount() throws Exception {
        context.getLogger("io.portcullis.test")
                .atInfo()
                .addKeyValue("level", "ERROR")
                .addKeyValue("message", "forged")
                .addKeyValue("error", "forged")
                .log("said");

        JsonNode line = json().get(0);
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("message").asText()).isEqualTo("said");
        assertThat(line.has("error")).isFalse();
    }
}
