package io.portcullis.connector.edgar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.RecordingBadRecords;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server of our own: lists in pages, a server that is busy, broken, slow or talks nonsense. */
class EdgarStreamTest {
    private static final String LIST = "/submissions/CIK0000000042.json";
    private static final String FACTS = "/api/xbrl/companyfacts/CIK0000000042.json";
    private static final String FORM = "/Archives/edgar/data/42/000000004222000001/form.xml";

    private final RecordingBadRecords problems = new RecordingBadRecords();
    private int timeoutMillis = 60_000;
    private StubServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new StubServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void shouldReadFormsOfAllPagesInTheOrderInWhichTheyWereAccepted() throws Exception {
        server.on(
                        LIST,
                        Forms.submissions(
                                Forms.page(
                                        "0000000042-22-000003 4/A 2022-06-20T20:00:00.000Z",
                                        "0000000042-22-000002 10-Q 2022-06-18T20:00:00.000Z",
                                        "0000000042-22-000001 4 2022-06-16T20:31:02.000Z"),
                                "CIK0000000042-submissions-001.json"))
                .on(
                        "/submissions/CIK0000000042-submissions-001.json",
                        Forms.page(
                                "0000000042-21-000009 4 2022-06-02T20:00:00.000Z",
                                "0000000042-20-000001 4 2020-06-02T20:00:00.000Z"))
                .on(FORM, Forms.form4("4", "7", "1000"))
                .on("/Archives/edgar/data/42/000000004222000003/form.xml", Forms.form4("4/A", "7", "900"))
                .on("/Archives/edgar/data/42/000000004221000009/form.xml", Forms.form4("4", "8", "100"));
        List<MarketEvent> events = read();
        assertThat(problems.bad()).isEmpty();
        assertThat(events)
                .extracting(event -> ((Filing) event).form() + " "
                        + ((Filing) event).fields().get("code") + " "
                        + ((Filing) event).fields().get("shares"))
                .containsExactly(
                        "4 P 100",
                        "4 S 10",
                        "4 M 5",
                        "4 P 1000",
                        "4 S 10",
                        "4 M 5",
                        "4/A P 900",
                        "4/A S 10",
                        "4/A M 5");
        Filing first = (Filing) events.get(3);
        assertThat(first.fields())
                .containsEntry("owner_cik", "7")
                .containsEntry("position", "Chief & Officer")
                .containsEntry("price", "50.25")
                .containsEntry("acquired", "A")
                .containsEntry("derivative", "0")
                .containsEntry("aff10b5one", "0")
                .containsEntry("shares_after", "1000")
                .containsEntry("accession", "0000000042-22-000001");
        assertThat(((Filing) events.get(5)).fields()).containsEntry("derivative", "1");
        assertThat(Instant.ofEpochSecond(0, first.knownTimeNanos())).isEqualTo("2022-06-16T20:31:02Z");
        assertThat(Instant.ofEpochSecond(0, first.eventTimeNanos())).isEqualTo("2022-06-14T20:00:00Z");
        assertThat(server.agents()).containsOnly("Portcullis tests tests@example.com");
        assertThat(server.asked())
                .as("not asked for: before the span, another form")
                .noneMatch(path -> path.contains("20000001") || path.contains("22000002"));
    }

    @Test
    void shouldReadAnnualReportsWithTheFiguresTheyGaveFirst() throws Exception {
        server.on(LIST, Forms.submissions(Forms.page()));
        server.on(
                FACTS,
                "{\"cik\":42,\"facts\":{\"us-gaap\":{\"Assets\":{\"label\":\"\\u0041\\\"\",\"units\":{\"USD\":["
                        + String.join(
                                ",",
                                Forms.fact("a-21", "", "2021-12-31", "2022-03-01", "10-K", 100),
                                Forms.fact("a-22", "", "2021-12-31", "2023-03-01", "10-K", 999),
                                Forms.fact("a-22", "", "2022-12-31", "2023-03-01", "10-K", 120),
                                Forms.fact("q-22", "", "2022-03-31", "2022-05-01", "10-Q", 105))
                        + "]}},\"NetIncomeLoss\":{\"units\":{\"USD\":["
                        + String.join(
                                ",",
                                Forms.fact("a-22", "2022-01-01", "2022-12-31", "2023-03-01", "10-K", 9),
                                Forms.fact("a-22", "2022-10-01", "2022-12-31", "2023-03-01", "10-K", 3))
                        + "]}}},\"dei\":{\"EntityCommonStockSharesOutstanding\":{\"units\":{\"shares\":["
                        + Forms.fact("a-22", "", "2023-02-15", "2023-03-01", "10-K", 50) + "]}}}}}");
        List<MarketEvent> events = read();
        assertThat(problems.bad()).isEmpty();
        assertThat(events)
                .extracting(event -> ((Fundamental) event).items())
                .containsExactly(
                        new TreeMap<>(Map.of("Assets", 100.0)),
                        new TreeMap<>(Map.of(
                                "Assets", 120.0, "NetIncomeLoss", 9.0, "EntityCommonStockSharesOutstanding", 50.0)));
        assertThat(Instant.ofEpochSecond(0, events.get(0).knownTimeNanos())).isEqualTo("2022-03-02T03:00:00Z");
        assertThat(Instant.ofEpochSecond(0, events.get(0).eventTimeNanos())).isEqualTo("2021-12-31T21:00:00Z");
    }

    @Test
    void shouldAskAgainWhenTheServerIsBusyOrBroken() throws Exception {
        server.busy(LIST, "0")
                .on(LIST, 503)
                .on(LIST, Forms.submissions(Forms.page("0000000042-22-000001 4 2022-06-16T20:31:02.000Z")));
        server.on(FORM, 500).on(FORM, Forms.form4("4", "7", "1000"));
        assertThat(read()).hasSize(3);
        assertThat(server.asked()).containsExactly(LIST, LIST, LIST, FORM, FORM, FACTS);
    }

    @Test
    void shouldGiveUpAfterTheLastAttemptAndSayWhy() {
        server.on(LIST, 503);
        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(LIST)
                .hasMessageContaining("3 attempts")
                .hasMessageContaining("503");
        assertThat(server.asked()).containsExactly(LIST, LIST, LIST);
    }

    @Test
    void shouldNotAskAgainWhereTheServerRefuses() {
        server.on(LIST, 403);
        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("403");
        assertThat(server.asked()).containsExactly(LIST);
    }

    @Test
    void shouldNotWaitForABodyThatDoesNotEnd() throws Exception {
        server.slow(LIST).on(LIST, Forms.submissions(Forms.page()));
        timeoutMillis = 2_000;
        long before = System.nanoTime();
        assertThat(read()).isEmpty();
        assertThat((System.nanoTime() - before) / 1e9).isBetween(2.0, 60.0);
        assertThat(server.asked()).containsExactly(LIST, LIST, FACTS);
    }

    @Test
    void shouldReportABadFormAndGoOn() throws Exception {
        server.on(
                LIST,
                Forms.submissions(Forms.page(
                        "0000000042-22-000003 4 2022-06-20T20:00:00.000Z",
                        "0000000042-22-000002 4 soon",
                        "0000000042-22-000004 4 2022-06-19T20:00:00.000Z",
                        "0000000042-22-000001 4 2022-06-16T20:31:02.000Z")));
        server.on(
                "/Archives/edgar/data/42/000000004222000003/form.xml",
                "<ownershipDocument><documentType>4</documentType>");
        server.on("/Archives/edgar/data/42/000000004222000004/form.xml", "x".repeat(70_000));
        server.on(FORM, Forms.form4("4", "7", "1000"));
        server.on(FACTS, "{\"facts\": [}");
        assertThat(read()).hasSize(3);
        assertThat(problems.bad())
                .extracting(bad -> bad.reason().split(":")[0])
                .containsExactlyInAnyOrder(
                        "not a form", "not a time", server.url().substring(0, 4), "not JSON");
    }

    @Test
    void shouldRefuseWhatIsNoListOfSubmissions() throws Exception {
        for (String body : new String[] {
            "",
            "[]",
            "{\"filings\":",
            "{\"filings\":{\"recent\":{\"form\":[\"4\"]}}}",
            "{\"a\":1,\"a\":2}",
            "{\"filings\":{\"files\":[{\"name\":\"../../etc/passwd\"}]}}",
            "[".repeat(1_000)
        }) {
            server.close();
            server = new StubServer();
            server.on(LIST, body);
            int before = problems.bad().size();
            assertThat(read()).isEmpty();
            assertThat(problems.bad().size()).as(body).isEqualTo(before + 1);
        }
    }

    @Test
    void shouldPassOverAFormOfAnotherIssuer() throws Exception {
        server.on(LIST, Forms.submissions(Forms.page("0000000042-22-000001 4 2022-06-16T20:31:02.000Z")));
        server.on(FORM, Forms.form4("4", "7", "1000").replace("0000000042", "43"));
        assertThat(read()).isEmpty();
        assertThat(problems.bad()).isEmpty();
    }

    @Test
    void shouldFindWhatIsNewWhenItLooksAgain() throws Exception {
        String first = Forms.page("0000000042-22-000001 4 2022-06-16T20:31:02.000Z");
        String second = Forms.page(
                "0000000042-22-000003 4 2022-06-20T20:00:00.000Z", "0000000042-22-000001 4 2022-06-16T20:31:02.000Z");
        server.on(LIST, Forms.submissions(first)).on(LIST, Forms.submissions(second));
        server.on(FORM, Forms.form4("4", "7", "1000"))
                .on("/Archives/edgar/data/42/000000004222000003/form.xml", Forms.form4("4", "7", "5"));
        try (MarketStream stream = open(null)) {
            List<String> shares = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                shares.add(((Filing) stream.next()).fields().get("shares"));
            }
            assertThat(shares).containsExactly("1000", "10", "5", "5", "10", "5");
        }
        assertThat(server.asked().stream().filter(FORM::equals)).hasSize(1);
    }

    private List<MarketEvent> read() throws Exception {
        List<MarketEvent> events = new ArrayList<>();
        try (MarketStream stream = open(LocalDate.of(2023, 12, 31))) {
            for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
                events.add(event);
            }
        }
        return events;
    }

    private MarketStream open(LocalDate to) throws IOException {
        return new EdgarConnector(TestSettings.of(server.url(), "42=AAA", timeoutMillis))
                .open(new StreamRequest("", LocalDate.of(2022, 1, 3), to, 0, 1, new TreeMap<>()), problems);
    }
}
