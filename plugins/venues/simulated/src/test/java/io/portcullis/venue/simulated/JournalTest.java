package io.portcullis.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal's file and its lines, which are the wire's as well. */
class JournalTest {
    private static final ClientOrderId ID = ClientOrderId.of("a\"b\\c");

    @TempDir
    private Path folder;

    private static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        Journal.open(file, line -> lines.add(line.toString())).close();
        return lines;
    }

    @Test
    void shouldReadBackWhatItForced() throws IOException {
        Path file = folder.resolve("deeper").resolve("venue.journal");
        try (Journal journal = Journal.open(file, line -> {})) {
            journal.append(JsonLine.of("a").with("n", 1));
            journal.append(JsonLine.of("b").with("text", "\u20ac \"quoted\""));
            journal.force();
        }
        assertThat(lines(file))
                .containsExactly("{\"kind\":\"a\",\"n\":1}", "{\"kind\":\"b\",\"text\":\"\\u20ac \\\"quoted\\\"\"}");
    }

    @Test
    void shouldCutOffALineThatACrashLeftHalfWritten() throws IOException {
        Path file = folder.resolve("venue.journal");
        Files.writeString(file, "{\"kind\":\"a\"}\n{\"kind\":\"b\",\"or");
        assertThat(lines(file)).containsExactly("{\"kind\":\"a\"}");
        assertThat(Files.readString(file)).isEqualTo("{\"kind\":\"a\"}\n");
    }

    @Test
    void shouldRefuseAFileThatIsNoJournalNamingTheLine() throws IOException {
        Path file = folder.resolve("venue.journal");
        Files.writeString(file, "{\"kind\":\"a\"}\nhello\n");
        assertThatIOException()
                .isThrownBy(() -> lines(file))
                .withMessageContaining("line 2 is no line of a venue journal")
                .withMessageContaining("expected '{' at character 1");
        assertThat(Files.readString(file)).endsWith("hello\n");
    }

    @Test
    void shouldRefuseAJournalThatIsInUse() throws IOException {
        Path file = folder.resolve("venue.journal");
        try (Journal first = Journal.open(file, line -> {})) {
            assertThatIOException().isThrownBy(() -> lines(file)).withMessageContaining("in use");
            first.force();
        }
    }

    @Test
    void shouldCarryEveryMessageUnchanged() {
        NewOrder limit = VenueFixture.order("x", Side.SELL, 7, "12.34567891", TimeInForce.DAY, Long.MAX_VALUE);
        NewOrder atMarket = VenueFixture.order("x", Side.BUY, 7, null, TimeInForce.AT_THE_OPENING, 1);
        CancelOrder cancel = new CancelOrder(ID, 5);
        assertThat(Messages.order(again(Messages.of(limit)))).isEqualTo(limit);
        assertThat(Messages.order(again(Messages.of(atMarket)))).isEqualTo(atMarket);
        assertThat(Messages.cancel(again(Messages.of(cancel)))).isEqualTo(cancel);

        Fill fill = new Fill(
                ExecId.of("S-1"),
                ID,
                VenueFixture.AAA,
                Side.BUY,
                Quantity.parse("3"),
                Price.parse("9.99"),
                Money.parse("0.000001 USD"),
                9);
        List<VenueReport> reports = List.of(
                new VenueReport.Accepted(ID, VenueOrderId.of("V-1"), 1),
                new VenueReport.Rejected(ID, "why: \u00e9", 2),
                new VenueReport.Filled(fill),
                new VenueReport.Canceled(ID, "", 4),
                new VenueReport.CancelRejected(ID, "late", 5),
                new VenueReport.Unknown(ID, -6));
        for (VenueReport report : reports) {
            assertThat(Messages.report(again(Messages.of(report)))).isEqualTo(report);
        }
    }

    private static JsonLine again(JsonLine line) {
        return JsonLine.parse(line.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "{\"a\":1,}",
                "{\"a\":1}x",
                "{\"a\":1.5}",
                "{\"a\":null}",
                "{\"a\":{}}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"",
                "{\"a\":-}",
                "{\"a\":99999999999999999999}",
                " {\"a\":1}"
            })
    void shouldRefuseWhatItWouldNotWrite(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonLine.parse(text))
                .withMessageContaining("at character");
    }
}
