package io.portcullis.ingest.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.ingest.MarketEvents;
import io.portcullis.ingest.bus.ArtemisBus;
import io.portcullis.ingest.bus.BusSettings;
import io.portcullis.ingest.codec.MarketEventCodec;
import io.portcullis.ingest.deadletter.DeadLetters;
import io.portcullis.model.market.MarketEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code routes/} as they are shipped. */
@Timeout(60)
class ShippedRoutesTest {
    private static final Path SHIPPED = Path.of("../../routes");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2015-06-30T20:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    private Path data;
    private ArtemisBus bus;
    private DeadLetters deadLetters;
    private Routes routes;
    private final List<MarketEvent> received = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() {
        data = home.resolve("data");
        bus = ArtemisBus.open(BusSettings.defaults(data.resolve("bus")));
        deadLetters = DeadLetters.toFolderAndBus(data.resolve("dead-letter"), CLOCK, bus);
        routes = Routes.start(data, SHIPPED, bus, deadLetters, CLOCK);
        bus.deliverMarketTo(received::add);
    }

    @AfterEach
    void stop() {
        routes.close();
        deadLetters.close();
        bus.close();
    }

    @Test
    void shouldAllBeActiveAndNamedLikeTheirFiles() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            assertThat(routes.states())
                    .hasSameSizeAs(files.filter(file -> file.toString().endsWith(RouteFolder.SUFFIX))
                            .toList())
                    .allSatisfy(state -> {
                        assertThat(state.problem()).isEmpty();
                        assertThat(state.routeIds())
                                .containsExactly(state.file().replace(RouteFolder.SUFFIX, ""));
                        assertThat(state.file()).matches("[a-z]+-to-[a-z]+\\.camel\\.yaml");
                    });
        }
    }

    @Test
    void shouldBringGoodRowsToTheKernelAndBadRowsToTheDeadLetters() throws Exception {
        Path csv = Path.of(getClass().getResource("/bars-with-bad-rows.csv").toURI());
        Files.copy(csv, data.resolve("inbox/bars-with-bad-rows.csv"));

        await().until(() -> deadLetters.counts().total() == 9 && received.size() == 3);

        String source = "\"file\":\"bars-with-bad-rows.csv\",\"line\":";
        assertThat(Files.readAllLines(data.resolve("dead-letter/2015-06-30.jsonl")))
                .hasSize(9)
                .satisfiesExactly(
                        line -> assertThat(line).contains(source + "4,", "price must not be negative, got -1"),
                        line -> assertThat(line).contains(source + "5,", "high 124 is below low 125"),
                        line -> assertThat(line)
                                .contains(source + "6,", "close: price must be a decimal number, got 'NaN'"),
                        line -> assertThat(line).contains(source + "7,", "field 'close' is missing"),
                        line -> assertThat(line)
                                .contains(source + "8,", "the line has 10 cells, but the header has 11"),
                        line -> assertThat(line).contains(source + "9,", "duplicate bar"),
                        line -> assertThat(line).contains(source + "10,", "time goes backwards"),
                        line -> assertThat(line).contains(source + "11,", "a quoted cell is not closed"),
                        line -> assertThat(line).contains(source + "12,", "knownTime must not be before eventTime"));
        await().until(() -> bus.counters().durableSent() == 9);
        await().until(() -> Files.exists(data.resolve("inbox/.done/bars-with-bad-rows.csv")));
    }

    @Test
    void shouldBringEveryKindOfEventInAsJsonLines() throws Exception {
        List<String> lines = MarketEvents.ofEveryKind().stream()
                .filter(event -> event.knownTimeNanos() == MarketEvents.TIME)
                .map(MarketEventCodec::toJson)
                .toList();
        Files.write(data.resolve("inbox/events.jsonl"), lines);

        await().until(() -> received.size() == lines.size());
        assertThat(received.stream().map(MarketEventCodec::toJson)).isEqualTo(lines);
        assertThat(deadLetters.counts().total()).isZero();
    }

    @Test
    void shouldAppendDecisionsToAFile() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(bus.publishDecision("{\"decision\":" + i + "}")).isTrue();
        }

        Path out = data.resolve("out");
        await().ignoreExceptions().until(() -> decisions(out).size() == 20);
        assertThat(decisions(out)).startsWith("{\"decision\":0}").endsWith("{\"decision\":19}");
    }

    private static List<String> decisions(Path out) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.sorted().toList()) {
                assertThat(file.getFileName().toString()).matches("decisions-\\d{4}-\\d\\d-\\d\\d\\.jsonl");
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
