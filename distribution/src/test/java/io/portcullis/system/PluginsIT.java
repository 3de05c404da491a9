package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One server under orders that never stop: plugins that mean harm come, then its venue's plugin is replaced, breaks and goes. The
 * venue, a process of its own, has the last word on what became of the orders.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PluginsIT {
    private static final String NAME = "plugins";
    private static final long SEED = 20261124;
    private static final int ORDERS_PER_SECOND = 50;
    private static final int WORKING = 5;
    private static final String VENUE = "venue-simulated";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String AGENT = """
            package com.example.hostile;

            import io.portcullis.model.id.AgentId;
            import io.portcullis.model.signal.FeatureFrame;
            import io.portcullis.spi.Agent;
            import io.portcullis.spi.AgentInputs;
            import io.portcullis.spi.SignalSink;
            import java.util.List;
            import java.util.Set;

            public final class %1$s implements Agent {
                public AgentId id() {
                    return AgentId.of("%2$s");
                }

                public AgentInputs inputs() {
                    return new AgentInputs(List.of("close"), Set.of(), 5, 0, 1, true, 250);
                }

                public void onInstant(FeatureFrame frame, SignalSink sink) {
                    %3$s
                }

                static int deep(int depth) {
                    return deep(depth + 1) + 1;
                }

                public byte[] snapshot() {
                    return new byte[0];
                }

                public void restore(byte[] snapshot) {}
            }
            """;
    private static final String BROKEN_VENUE = """
            package com.example.venue;

            import io.portcullis.model.id.ClientOrderId;
            import io.portcullis.model.id.VenueId;
            import io.portcullis.model.order.Fill;
            import io.portcullis.model.order.VenueCommand;
            import io.portcullis.model.order.VenueReport;
            import io.portcullis.spi.Venue;
            import io.portcullis.spi.VenueListener;
            import java.util.List;

            public final class BrokenVenue implements Venue {
                public VenueId id() {
                    return VenueId.of("simulated");
                }

                public void open(VenueListener listener) {
                    throw new NoClassDefFoundError("com/example/venue/Wire");
                }

                public void submit(VenueCommand.NewOrder order) {}

                public void cancel(VenueCommand.CancelOrder cancel) {}

                public VenueReport query(ClientOrderId orderId) {
                    return new VenueReport.Unknown(orderId, 0);
                }

                public List<ClientOrderId> openOrders() {
                    return List.of();
                }

                public List<Fill> fillsSince(long timeNanos) {
                    return List.of();
                }

                public void close() {}
            }
            """;

    @TempDir
    private static Path folder;

    private Installation installation;
    private VenueSim venue;
    private Server server;
    private Door door;
    private OrderLoad load;
    private int asked;

    @BeforeAll
    void start() throws Exception {
        installation = Installation.copy(folder);
        installation.set("etc/server.cfg", "plugins.failures.max", "2");
        venue = installation.venueSim(folder.resolve("venue").resolve("venue.journal"), SEED);
        server = installation.start("--profile", "dev", "--market", "generated", "--venue", venue.address());
        door = server.door();
        OrderLoad.awaitPrices(door);
        load = new OrderLoad(SEED, ORDERS_PER_SECOND, door);
    }

    @AfterAll
    void end() {
        load.close();
        installation.close();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    @Test
    @Order(1)
    void shouldTradeOnWhileHostileAgentsAreQuarantinedOneByOne() throws Exception {
        Map<String, String> deeds = new LinkedHashMap<>();
        deeds.put("throws", "throw new IllegalStateException(\"no\");");
        deeds.put("overflows", "deep(0);");
        deeds.put("sleeps", "try { Thread.sleep(3600000); } catch (InterruptedException e) { throw new Error(e); }");
        deeds.put("spins", "while (true) { Thread.onSpinWait(); }");
        deeds.put(
                "floods",
                "frame.rows().forEach(row -> { for (int i = 0; i < 5000; i++) sink.abstain(row.instrument(), \"x\"); });");
        Files.createDirectories(installation.data().resolve("plugins"));
        AgentJar.build(installation, folder.resolve("second"));
        install(Files.readAllBytes(folder.resolve("second").resolve("agent-second-1.0.0.jar")), "agent-second", 0);
        for (Map.Entry<String, String> deed : deeds.entrySet()) {
            dropAgent(deed.getKey(), deed.getValue());
        }
        long passed = load.passed();
        long signals = counter("signals");

        await().until(() ->
                deeds.keySet().stream().allMatch(name -> state("agent-" + name).equals("QUARANTINED")));

        deeds.keySet().forEach(name -> {
            Report.line(
                    NAME, "%s: %s", name, plugin("agent-" + name).path("reason").asText());
            assertThat(plugin("agent-" + name).path("reason").asText()).contains("2 failures in a row");
        });
        assertThat(plugin("agent-second").path("state").asText()).isEqualTo("ACTIVE");
        assertUnsignedAndSaidSoAloud("agent-second");
        await().until(() -> counter("signals") > signals);
        long before = load.passed();
        assertThat(before).as("orders passed meanwhile").isGreaterThan(passed);
        await().until(() -> load.passed() > before + ORDERS_PER_SECOND);
        deeds.keySet()
                .forEach(name -> assertThat(installation
                                .runHere("plugins", "remove", "agent-" + name, "--data", data())
                                .status())
                        .isZero());
    }

    /** Profile dev takes what nobody vouches for, and nobody can overlook it. */
    private void assertUnsignedAndSaidSoAloud(String name) {
        assertThat(plugin(name).path("signer").asText()).isEqualTo("unsigned");
        assertThat(server.errors()).containsPattern("WARN.* plugin " + name + " 1\\.0\\.0 \\(.*\\) is UNSIGNED");
        var doctor = installation.runHere("doctor", "--profile", "dev", "--data", data());
        assertThat(doctor.out())
                .containsPattern("WARN +plugin-signatures +[1-9]\\d* of \\d+ plugins have no signature");
    }

    private void dropAgent(String name, String deed) throws IOException {
        String type = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
        byte[] jar = PluginJars.compiled(
                installation,
                folder,
                "agent-" + name,
                "1.0.0",
                "io.portcullis.spi.Agent",
                "com.example.hostile." + type,
                AGENT.formatted(type, name, deed));
        Path aside = folder.resolve(name + ".jar");
        Files.write(aside, jar);
        Files.move(aside, installation.data().resolve("plugins").resolve(name + ".jar"));
    }

    @Test
    @Order(2)
    void shouldLoseAndDoubleNothingWhileTheVenuesPluginIsReplacedBreaksAndGoes() throws Exception {
        int working = 0;
        for (int i = 1; working < WORKING; i++) {
            JsonNode answer = Door.json(door.post("/v1/orders", limitOrder("GEN" + String.format("%03d", i))));
            boolean passes = answer.path("verdict").asText().equals("ALLOW");
            // the generated market halts a name now and then: the next one has to do, and no other refusal is right
            assertThat(passes || answer.toString().contains("market-halted"))
                    .as("%s", answer)
                    .isTrue();
            working += passes ? 1 : 0;
        }
        for (int version = 1; version <= 3; version++) {
            install(PluginJars.shipped(installation, VENUE, "0.2." + version), VENUE, 0);
            awaitTrading();
            assertThat(plugin(VENUE).path("version").asText()).isEqualTo("0.2." + version);
        }
        byte[] broken = PluginJars.compiled(
                installation,
                folder,
                VENUE,
                "0.3.0",
                "io.portcullis.spi.Venue",
                "com.example.venue.BrokenVenue",
                BROKEN_VENUE);
        String said = install(broken, VENUE, 1);
        Report.line(NAME, "broken venue: %s", said.strip());
        assertThat(said).contains("QUARANTINED").contains("NoClassDefFoundError: com/example/venue/Wire");
        assertThat(plugin(VENUE).path("version").asText()).isEqualTo("0.2.3");
        assertThat(plugin(VENUE).path("reason").asText())
                .contains("version 0.3.0")
                .contains("this one goes on");
        awaitTrading();
        assertThat(counter("open")).isGreaterThanOrEqualTo(WORKING);

        removeTheVenueAndBringItBack();

        finish();
        judge();
    }

    private void removeTheVenueAndBringItBack() throws IOException {
        assertThat(installation
                        .run("plugins", "remove", VENUE, "--data", data())
                        .status())
                .isZero();
        await().until(() -> venueState().startsWith("KILLED"));
        Report.line(NAME, "plugin gone: %s, %s", venueState(), status().path("counters"));
        assertThat(installation.data().resolve("kill").resolve("venue_simulated"))
                .exists();
        assertThat(verdict(limitOrder("GEN001"))).isEqualTo("DENY");
        await().until(() -> counter("unresolved") == counter("open"));

        install(PluginJars.shipped(installation, VENUE, "0.2.4"), VENUE, 0);
        await().until(() -> counter("open") == 0 && counter("unresolved") == 0);
        assertThat(venueState()).as("latched").startsWith("KILLED");
        assertThat(verdict(limitOrder("GEN001"))).isEqualTo("DENY");
        Door.json(door.post("/v1/resume", "{\"scope\":\"venue:simulated\"}"));
        awaitTrading();
    }

    private void awaitTrading() {
        long before = load.passed();
        await().until(() -> counter("unresolved") == 0 && load.passed() > before + ORDERS_PER_SECOND);
        assertThat(status().path("venues").path("simulated").asText()).isEqualTo("up");
    }

    private String venueState() {
        return status().path("states").path("venue:simulated").asText();
    }

    /** What the command printed. */
    private String install(byte[] jar, String name, int status) throws IOException {
        Path file = folder.resolve(name + "-" + ++asked + ".jar");
        Files.write(file, jar);
        Installation.Outcome outcome = installation.runHere("plugins", "install", file.toString(), "--data", data());
        assertThat(outcome.status()).as(outcome.out() + outcome.err()).isEqualTo(status);
        return outcome.out();
    }

    private String data() {
        return installation.data().toString();
    }

    private String limitOrder(String instrument) {
        return "{\"key\":\"plugins-" + ++asked + "\",\"account\":\"main\",\"trader\":\"system-test\",\"instrument\":\""
                + instrument + "\",\"side\":\"BUY\",\"quantity\":1,\"type\":\"LIMIT\",\"limit\":1}";
    }

    private String verdict(String order) {
        return Door.json(door.post("/v1/orders", order)).path("verdict").asText();
    }

    private JsonNode status() {
        return door.get("/v1/status");
    }

    private long counter(String name) {
        return status().path("counters").path(name).asLong();
    }

    private String state(String plugin) {
        return plugin(plugin).path("state").asText();
    }

    private JsonNode plugin(String name) {
        for (JsonNode plugin : door.get("/v1/plugins").path("plugins")) {
            if (plugin.path("name").asText().equals(name)) {
                return plugin;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** Nothing new leaves, what is open is canceled, everybody has said everything; then both processes end. */
    private void finish() throws InterruptedException {
        load.end();
        load.sendAgain();
        await().until(() -> load.unanswered() == 0);
        door.post("/v1/kill", "{\"scope\":\"global\"}");
        await().until(() -> counter("open") == 0 && counter("unresolved") == 0);
        Report.line(NAME, "%s; %s", load, status().path("counters"));
        server.stop(door);
        venue.stop();
    }

    private void judge() throws Exception {
        VenueJournal journal = venue.journal();
        RecordedDay day = RecordedDay.read(installation.data());
        Map<String, VenueJournal.Execution> stored = new HashMap<>();
        day.stored().forEach(fill -> stored.put(fill.execId(), fill));
        List<VenueJournal.Execution> lost = new ArrayList<>(journal.fills());
        lost.removeIf(fill -> fill.equals(stored.get(fill.execId())));
        Map<String, Long> received =
                journal.orders().stream().collect(Collectors.groupingBy(VenueJournal.Order::id, Collectors.counting()));
        Report.line(
                NAME,
                "venue: %d orders, %d fills; lost %d, stored %d",
                journal.orders().size(),
                journal.fills().size(),
                lost.size(),
                day.stored().size());
        assertThat(journal.fills()).as("there was something to lose").hasSizeGreaterThan(100);
        assertThat(lost)
                .as("fills of the venue that the database does not have")
                .isEmpty();
        assertThat(day.stored()).as("fills in the database").hasSameSizeAs(journal.fills());
        assertThat(received.values()).as("orders that the venue received twice").containsOnly(1L);
        assertThat(day.passed().keySet())
                .as("orders at the venue with an ALLOW")
                .containsAll(received.keySet());
        assertThat(day.positions()).as("positions of the engine").isEqualTo(positions(journal));
    }

    private static Map<String, BigDecimal> positions(VenueJournal journal) {
        Map<String, BigDecimal> positions = new TreeMap<>();
        journal.fills().forEach(fill -> positions.merge(fill.instrument(), fill.quantity(), BigDecimal::add));
        positions.values().removeIf(quantity -> quantity.signum() == 0);
        positions.replaceAll((instrument, quantity) -> quantity.stripTrailingZeros());
        return positions;
    }
}
