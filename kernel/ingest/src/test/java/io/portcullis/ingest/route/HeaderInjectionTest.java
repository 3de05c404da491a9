package io.portcullis.ingest.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.ingest.bus.ArtemisBus;
import io.portcullis.ingest.bus.BusSettings;
import io.portcullis.ingest.deadletter.DeadLetters;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages that try to steer the components of a route by their headers. */
@Timeout(60)
class HeaderInjectionTest {
    private static final List<String> STEERING = List.of(
            "CamelFileName",
            "CamelOverruleFileName",
            "CamelJmsDestinationName",
            "CamelBeanMethodName",
            "CamelExecCommandExecutable",
            "CamelHttpUri",
            "CamelToEndpoint",
            "JMSDestination",
            "org.apache.camel.FileName",
            "CamelRoutingSlip");

    @TempDir
    Path home;

    private ArtemisBus bus;
    private DeadLetters deadLetters;
    private Routes routes;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createDirectory(home.resolve("routes"));
        Files.writeString(
                folder.resolve("route-to-file.camel.yaml"),
                String.join(
                        "\n",
                        "- route:",
                        "    id: route-to-file",
                        "    from:",
                        "      uri: bus:queue:route.in",
                        "      steps:",
                        "        - to:",
                        "            uri: file:{{portcullis.data}}/out"));
        bus = ArtemisBus.open(BusSettings.defaults(home.resolve("bus")));
        deadLetters = DeadLetters.toFolder(home.resolve("data/dead-letter"), Clock.systemUTC());
        routes = Routes.start(home.resolve("data"), folder, bus, deadLetters, Clock.systemUTC());
        assertThat(routes.states())
                .singleElement()
                .satisfies(state -> assertThat(state.problem()).isEmpty());
    }

    @AfterEach
    void stop() {
        routes.close();
        deadLetters.close();
        bus.close();
    }

    @Test
    void shouldNotLetAMessageChooseTheFile() throws Exception {
        try (JMSContext jms = bus.routesConnectionFactory().createContext()) {
            JMSProducer producer = jms.createProducer();
            producer.setProperty("CamelFileName", "../../evil.txt");
            producer.setProperty("camelfilename", "evil.txt");
            producer.setProperty("CamelOverruleFileName", "evil.txt");
            producer.setProperty("PortcullisSource", "kept");
            producer.send(jms.createQueue("route.in"), "body");
        }

        await().until(() -> routes.states().get(0).completed() == 1);
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains("evil"));
        }
        try (Stream<Path> files = Files.list(home.resolve("data/out"))) {
            assertThat(files).singleElement().satisfies(file -> assertThat(file).hasContent("body"));
        }
    }

    @Test
    void shouldRefuseAJavaObjectAndPutItAside() throws Exception {
        try (JMSContext jms = bus.routesConnectionFactory().createContext()) {
            jms.createProducer().send(jms.createQueue("route.in"), jms.createObjectMessage(new Locale("en")));
            jms.createProducer().send(jms.createQueue("route.in"), "body");

            await().until(() -> routes.states().get(0).completed() == 1);
            Queue deadLetter = jms.createQueue("dead-letter");
            assertThat(jms.createConsumer(deadLetter).receive(10_000))
                    .isNotNull()
                    .isNotInstanceOf(TextMessage.class);
        }
    }

    @Test
    void shouldStripEveryVariantOfASteeringHeader() {
        Random random = new Random(7);
        Map<String, Object> headers = new TreeMap<>();
        while (headers.size() < 500) {
            headers.put(variant(STEERING.get(random.nextInt(STEERING.size())), random), "evil");
        }
        headers.put("PortcullisSource", "kept");

        HeaderAllowList.strip(headers, false);

        assertThat(headers).containsOnlyKeys("PortcullisSource");
    }

    @Test
    void shouldKeepOnlyWhatTheFileComponentItselfSets() {
        Map<String, Object> headers =
                new TreeMap<>(Map.of("CamelFileName", "a.csv", "CamelFilename", "x", "CamelFilePath", "/x"));

        HeaderAllowList.strip(headers, true);

        assertThat(new TreeSet<>(headers.keySet())).containsExactly("CamelFileName");
    }

    /** Other case, look-alikes from other scripts, blanks and signs around it, and our own prefix misused. */
    private static String variant(String name, Random random) {
        StringBuilder text = new StringBuilder();
        for (char c : name.toCharArray()) {
            text.append(random.nextInt(4) == 0 ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        String mixed = text.toString();
        return switch (random.nextInt(6)) {
            case 0 -> mixed.replace('a', '\u0430');
            case 1 -> mixed.replace('K', '\u212a') + "\u0000";
            case 2 -> " " + mixed + random.nextInt(1000);
            case 3 -> "Portcullis." + mixed + random.nextInt(1000);
            case 4 -> "portcullis" + mixed + random.nextInt(1000);
            default -> mixed;
        };
    }
}
