package io.portcullis.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.ingest.MarketEvents;
import io.portcullis.ingest.codec.MarketEventCodec;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundTextTest {
    private static final String TRADE = MarketEventCodec.toJson(MarketEvents.trade(1));

    private final List<MarketEvent> events = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    private InboundText.Counts read(String source, String text) throws IOException, InterruptedException {
        BadRecordSink sink = new BadRecordSink() {
            @Override
            public void bad(String file, long line, String reason, String content) {
                bad.add(file + ":" + line + " " + reason);
            }

            @Override
            public void notice(String file, String message) {
                throw new IllegalStateException("nothing here is worth a notice");
            }
        };
        return InboundText.read(
                source, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), sink, events::add);
    }

    @Test
    void shouldGoOnBehindAnEndlessLine() throws Exception {
        InboundText.Counts counts = read("x.jsonl", TRADE + "\r\n" + "{".repeat(200_000) + "\n\n" + TRADE);

        assertThat(counts).isEqualTo(new InboundText.Counts(2, 1));
        assertThat(bad).containsExactly("x.jsonl:2 a line must have at most 65536 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"trade\"|\"quote\"|field 'bid' is missing",
                "\"125.43\"|\"0\"|price must be above zero",
                "\"size\":\"1\"|\"size\":\"-1\"|size must be above zero, got -1",
                "\"size\":\"1\"|\"size\":\"0\"|size must be above zero, got 0",
            })
    void shouldRefuseWhatTheModelLetsThrough(String part, String instead, String reason) throws Exception {
        read("x.jsonl", TRADE.replace(part, instead));

        assertThat(bad).singleElement().asString().contains(reason);
        assertThat(events).isEmpty();
    }

    @Test
    void shouldRefuseACrossedQuote() throws Exception {
        String quote = MarketEventCodec.toJson(MarketEvents.ofEveryKind().get(1));

        read(
                "x.jsonl",
                quote.replace("\"bid\":\"0\"", "\"bid\":\"2\"").replaceFirst("\"ask\":\"[0-9.]+\"", "\"ask\":\"1\""));

        assertThat(bad).containsExactly("x.jsonl:1 bid 2 must not be above ask 1");
    }

    @Test
    void shouldIgnoreAByteOrderMarkAndEmptyCells() throws Exception {
        read(
                "x.csv",
                "\uFEFFtype,instrument,price,size,halted,eventTime,knownTime\n"
                        + "trading-halt,AAPL,,,true,2015-06-30T20:00:00Z,2015-06-30T20:00:00Z\n"
                        + "trade,AAPL,1.5,10,,2015-06-30T20:00:00Z,2015-06-30T20:00:00Z\n");

        assertThat(bad).isEmpty();
        assertThat(events).extracting(MarketEventCodec::typeOf).containsExactly("trading-halt", "trade");
    }

    @Test
    void shouldStopWhenTheReceiverGivesUp() {
        assertThatThrownBy(() -> InboundText.read(
                        "x.jsonl",
                        new ByteArrayInputStream(TRADE.getBytes(StandardCharsets.UTF_8)),
                        new NoBadRecords(),
                        event -> {
                            throw new IOException("the bus is down");
                        }))
                .hasMessage("the bus is down");
    }

    private static final class NoBadRecords implements BadRecordSink {
        @Override
        public void bad(String source, long line, String reason, String content) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void notice(String source, String message) {
            throw new IllegalStateException(message);
        }
    }

    @Test
    void shouldEndLinesAsEverySystemDoes() throws IOException {
        BoundedLines lines = new BoundedLines(new StringReader("a\nb\r\nc\rd\r\r\n"), 10);
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(lines.number() + line);
        }

        assertThat(all).containsExactly("1a", "2b", "3c", "4d", "5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,b|[a, b]",
                " a , b |[a, b]",
                "a,,|[a, , ]",
                "\"a,b\",c|[a,b, c]",
                "\"say \"\"hi\"\"\",\"\"|[say \"hi\", ]",
            })
    void shouldSplitCells(String line, String cells) {
        assertThat(CsvLine.split(line)).hasToString(cells);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"a|not closed", "\"a\"b,c|must be followed by a comma"})
    void shouldRefuseQuotesThatDoNotMatch(String line, String reason) {
        assertThatThrownBy(() -> CsvLine.split(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
