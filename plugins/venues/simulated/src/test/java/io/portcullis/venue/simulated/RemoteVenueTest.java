package io.portcullis.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel's side and the process's side, over a real socket and a real journal. */
@Timeout(60)
class RemoteVenueTest {
    @TempDir
    private Path folder;

    private Path journal() {
        return folder.resolve("venue.journal");
    }

    private List<JsonLine> journal(String kind) throws IOException {
        return RunningProcess.journal(journal()).stream()
                .filter(line -> line.kind().equals(kind))
                .toList();
    }

    @Test
    void shouldTradeOverTheSocketAndAnswerFromTheBooks() throws Exception {
        try (RunningProcess process = new RunningProcess(0, journal());
                RemoteClient client = new RemoteClient(process.port)) {
            client.awaitLinks(true);
            client.buy("now", null);
            client.buy("waits", "90");
            RemoteClient.await().until(() -> client.count() == 3);

            Fill fill = client.fills().get(0);
            assertThat(fill.orderId()).isEqualTo(ClientOrderId.of("now"));
            assertThat(client.query("now")).isEqualTo(new VenueReport.Filled(fill));
            assertThat(client.query("waits")).isInstanceOf(VenueReport.Accepted.class);
            assertThat(client.query("never")).isInstanceOf(VenueReport.Unknown.class);
            assertThat(client.venue.openOrders()).containsExactly(ClientOrderId.of("waits"));
            assertThat(client.venue.fillsSince(0)).containsExactly(fill);
        }
    }

    @Test
    void shouldJournalEveryOrderReceivedCopiesIncluded() throws Exception {
        try (RunningProcess process = new RunningProcess(0, journal());
                RemoteClient client = new RemoteClient(process.port)) {
            client.awaitLinks(true);
            long before = System.nanoTime();
            client.buy("twice", null);
            client.buy("twice", null);
            RemoteClient.await().until(() -> client.count() == 3);

            assertThat(journal("order")).hasSize(2).allSatisfy(line -> {
                assertThat(line.text("orderId")).isEqualTo("twice");
                assertThat(line.number("receivedAtNanos")).isBetween(before, System.nanoTime());
                assertThat(line.number("receivedAtEpochNanos")).isPositive();
            });
            assertThat(journal("rejected")).hasSize(1);
            assertThat(journal("filled")).hasSize(1);
        }
    }

    @Test
    void shouldHaveJournaledWhatItReports() throws Exception {
        try (RunningProcess process = new RunningProcess(0, journal());
                RemoteClient client = new RemoteClient(process.port)) {
            client.awaitLinks(true);
            for (int i = 0; i < 50; i++) {
                client.buy("o-" + i, null);
                int wanted = i + 1;
                RemoteClient.await().until(() -> client.fills().size() == wanted);
                Fill last = client.fills().get(i);
                assertThat(journal("filled"))
                        .anyMatch(
                                line -> line.text("execId").equals(last.execId().value()));
            }
        }
    }

    @Test
    void shouldRestoreItsBooksFromTheJournalAndNumberOn() throws Exception {
        Fill first;
        int port;
        RemoteClient client;
        try (RunningProcess process = new RunningProcess(0, journal())) {
            port = process.port;
            client = new RemoteClient(port);
            client.awaitLinks(true);
            client.buy("done", null);
            client.buy("waits", "90");
            client.buy("gone", "90");
            client.venue.cancel(new CancelOrder(ClientOrderId.of("gone"), 1));
            RemoteClient.await().until(() -> client.count() == 5);
            first = client.fills().get(0);
        }
        client.awaitLinks(true, false);
        assertThatIllegalStateException()
                .isThrownBy(() -> client.buy("down", null))
                .withMessageContaining("is not sent");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> client.query("done"));

        try (RunningProcess process = new RunningProcess(port, journal())) {
            client.awaitLinks(true, false, true);
            assertThat(client.venue.fillsSince(0)).containsExactly(first);
            assertThat(client.query("done")).isEqualTo(new VenueReport.Filled(first));
            assertThat(client.query("gone")).isInstanceOf(VenueReport.Canceled.class);
            assertThat(client.query("down")).isInstanceOf(VenueReport.Unknown.class);
            assertThat(client.venue.openOrders()).containsExactly(ClientOrderId.of("waits"));
            client.buy("done", null);
            client.buy("fresh", null);
            RemoteClient.await().until(() -> client.fills().size() == 2);
            Set<String> ids = client.venue.fillsSince(0).stream()
                    .map(fill -> fill.execId().value())
                    .collect(Collectors.toSet());
            assertThat(ids).hasSize(2);
            assertThat(process.port).isEqualTo(port);
        }
        client.close();
        // Nothing was sent again by itself: one line per submit that was let out, the copy of "done" included.
        assertThat(journal("order").stream().map(line -> line.text("orderId")))
                .containsExactly("done", "waits", "gone", "done", "fresh");
        assertThat(journal("rejected")).hasSize(1);
    }

    @Test
    void shouldRefuseAnOrderThatACrashCutOffBeforeItWasAccepted() throws Exception {
        try (Journal journal = Journal.open(journal(), line -> {})) {
            JsonLine order = Messages.of(VenueFixture.order("cut", Side.BUY, 10, null, TimeInForce.DAY, 1));
            journal.append(order.with("receivedAtNanos", 1)
                    .with("receivedAtEpochNanos", VenueFixture.open(VenueFixture.MONDAY)));
            journal.force();
        }
        try (RunningProcess process = new RunningProcess(0, journal());
                RemoteClient client = new RemoteClient(process.port)) {
            client.awaitLinks(true);
            assertThat(client.query("cut")).isInstanceOf(VenueReport.Rejected.class);
            assertThat(client.venue.fillsSince(0)).isEmpty();
        }
    }

    @Test
    void shouldComeBackAfterADroppedConnectionAndKeepReporting() throws Exception {
        try (RunningProcess process = new RunningProcess(0, journal());
                TcpRelay relay = new TcpRelay(process.port);
                RemoteClient client = new RemoteClient(relay.port())) {
            client.awaitLinks(true);
            client.buy("before", null);
            RemoteClient.await().until(() -> client.fills().size() == 1);
            relay.cut();
            client.awaitLinks(true, false, true);
            client.buy("after", null);
            RemoteClient.await().until(() -> client.fills().size() == 2);
            assertThat(journal("order")).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1                                  | expected '{' at character 1",
                "{\"kind\":\"trade\"}                              | needs the whole number 'question'",
                "{\"kind\":\"trade\",\"question\":1}                 | kind must be order, cancel, subscribe",
                "{\"kind\":\"openOrders\"}                         | needs the whole number 'question'",
                "{\"kind\":\"query\",\"question\":1,\"orderId\":\"\"} | ClientOrderId must have 1 to 64 characters",
                "{\"kind\":\"order\",\"orderId\":\"o\"}              | needs the text 'instrument'"
            })
    void shouldAnswerALineItDoesNotUnderstandAndServeTheOthers(String sent, String answer) throws Exception {
        try (RunningProcess process = new RunningProcess(0, journal());
                RemoteClient client = new RemoteClient(process.port);
                Socket stranger = new Socket("127.0.0.1", process.port)) {
            client.awaitLinks(true);
            stranger.setSoTimeout(20_000);
            stranger.getOutputStream().write((sent + "\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(stranger.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(JsonLine.parse(in.readLine()).text("reason")).contains(answer);
            assertThat(in.readLine()).isNull();

            client.buy("o", null);
            RemoteClient.await().until(() -> client.fills().size() == 1);
        }
    }

    @Test
    void shouldNameAPortThatIsTaken() throws Exception {
        try (RunningProcess process = new RunningProcess(0, journal())) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> new RunningProcess(process.port, folder.resolve("other")))
                    .withMessageContaining("port " + process.port + " on 127.0.0.1 cannot be used");
        }
    }

    @Test
    void shouldSayNothingAfterItWasClosed() throws Exception {
        try (RunningProcess process = new RunningProcess(0, journal());
                RemoteClient watcher = new RemoteClient(process.port)) {
            RemoteClient client = new RemoteClient(process.port);
            client.awaitLinks(true);
            watcher.awaitLinks(true);
            client.close();
            int said = client.count();
            watcher.buy("o", null);
            RemoteClient.await().until(() -> watcher.fills().size() == 1);
            assertThat(client.count()).isEqualTo(said);
            assertThat(client.links).containsExactly(true);
        }
    }
}
