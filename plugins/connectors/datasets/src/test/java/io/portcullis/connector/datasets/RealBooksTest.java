package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.market.BookChange;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.order.Side;
import io.portcullis.testkit.RecordingBadRecords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The recorded books, read whole: no gap, no crossed book, and a top that each message explains where one level can. */
class RealBooksTest {
    private static final String LOBSTER = "03-order-book/licence-unclear-lobster/AMZN_2012-06-21_L1_";

    @Test
    void shouldFindNoGapAndNoCrossedBookInTheFeedsOfBinance() throws Exception {
        for (String[] file : new String[][] {
            {"hft_spot_btcusdt_20240808", "BTCUSDT"},
            {"hft_spot_ethusdt_20240808", "ETHUSDT"},
            {"hft_cm_btcusd_perp_20240808", "BTCUSD_PERP"}
        }) {
            RecordingBadRecords problems = new RecordingBadRecords();
            List<MarketEvent> events = DatasetFolder.read(
                    descriptor("book.binance", "path: " + RealData.file("03-order-book/" + file[0] + ".jsonl.gz")),
                    problems,
                    "2024-08-08",
                    "2024-08-09",
                    0);
            assertThat(problems.bad()).as(file[0]).isEmpty();
            TopOfBook book = new TopOfBook();
            long changes = 0;
            long crossed = 0;
            long atOnce = Long.MIN_VALUE;
            for (MarketEvent event : events) {
                // The levels of one line belong together: between two lines nothing may be crossed.
                if (event.knownTimeNanos() != atOnce) {
                    crossed += book.isCrossed() ? 1 : 0;
                    atOnce = event.knownTimeNanos();
                }
                if (event instanceof BookChange change) {
                    changes++;
                    book.on(change);
                }
            }
            assertThat(crossed).as(file[0] + " crossed").isZero();
            assertThat(changes).isGreaterThan(100_000);
            System.out.printf(
                    "%s: %,d events, %,d changes of levels, 0 sequence gaps, %d crossed books%n",
                    file[1], events.size(), changes, crossed);
        }
    }

    @Test
    void shouldReadADayOfLobster() throws Exception {
        RecordingBadRecords problems = new RecordingBadRecords();
        List<MarketEvent> events = DatasetFolder.read(
                descriptor(
                        "book.lobster",
                        "path: " + RealData.file(LOBSTER + "message.csv.gz") + ", orderbook: "
                                + RealData.file(LOBSTER + "orderbook.csv.gz")
                                + ", instrument: AMZN, date: 2012-06-21"),
                problems,
                "2012-06-21",
                "2012-06-21",
                0);
        assertThat(problems.bad()).isEmpty();
        long quotes = events.stream().filter(Quote.class::isInstance).count();
        long trades = events.stream().filter(Trade.class::isInstance).count();
        System.out.printf("AMZN: 57,515 messages: %,d changes of the top, %,d executions%n", quotes, trades);
        assertThat(trades).isGreaterThan(1_000);
        assertThat(quotes).isGreaterThan(10_000);
    }

    /**
     * Row k of the book is the state after message k. With one level one can tell what a message does to the top as long as it does not
     * empty a level (what lies behind is not in the file) and is not the arrival of what was behind it.
     */
    @Test
    void shouldExplainTheTopByTheMessageWhereOneLevelSuffices() throws Exception {
        List<long[]> messages = rows(LOBSTER + "message.csv.gz");
        List<long[]> books = rows(LOBSTER + "orderbook.csv.gz");
        assertThat(messages).hasSize(57_515).hasSameSizeAs(books);
        int explained = 0;
        int wrong = 0;
        Map<String, Integer> others = new TreeMap<>();
        for (int k = 1; k < messages.size(); k++) {
            long[] expected = books.get(k - 1).clone();
            String other = LobsterTop.apply(messages.get(k), expected);
            if (other != null) {
                others.merge(other, 1, Integer::sum);
            } else if (Arrays.equals(expected, books.get(k))) {
                explained++;
            } else {
                wrong++;
            }
        }
        System.out.printf(
                "AMZN: of 57,514 transitions %,d explained by the message (%.2f %%), %d wrong, not to be told from one level: %s%n",
                explained, 100.0 * explained / 57_514, wrong, others);
        assertThat(wrong).isZero();
        assertThat(explained).isGreaterThan(35_000);
    }

    private static List<long[]> rows(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(RealData.file(name))), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToLong(cell -> cell.contains(".") ? 0 : Long.parseLong(cell))
                            .toArray())
                    .toList();
        }
    }

    private static Path descriptor(String role, String entry) throws IOException {
        Path file = Files.createTempFile("book", ".yaml");
        // Paths of a descriptor are relative to it; an absolute one stays what it is.
        Files.writeString(
                file, "name: books\ncurrency: USD\ncalendar: XNYS\nfiles:\n  " + role + ":\n    - {" + entry + "}\n");
        file.toFile().deleteOnExit();
        return file;
    }

    /** Both sides by price; slow and obvious. */
    private static final class TopOfBook {
        private final TreeMap<Long, Long> bids = new TreeMap<>();
        private final TreeMap<Long, Long> asks = new TreeMap<>();

        void on(BookChange change) {
            TreeMap<Long, Long> side = change.side() == Side.BUY ? bids : asks;
            if (change.size().signum() == 0) {
                side.remove(change.price().raw());
            } else {
                side.put(change.price().raw(), change.size().raw());
            }
        }

        boolean isCrossed() {
            return !bids.isEmpty() && !asks.isEmpty() && bids.lastKey() >= asks.firstKey();
        }
    }

    /** What a message does to the best level of its side: cells are ask, ask size, bid, bid size. */
    private static final class LobsterTop {
        /** Changes the book in place; says why it cannot when one level does not suffice. */
        static String apply(long[] message, long[] book) {
            int type = (int) message[1];
            long size = message[3];
            long price = message[4];
            int side = message[5] == 1 ? 2 : 0;
            boolean better = side == 2 ? price > book[2] : price < book[0];
            boolean at = price == book[side];
            return switch (type) {
                case 1 -> submit(book, side, price, size, better, at);
                case 2, 3, 4 -> at ? take(book, side, size) : better ? "not in the book of one level" : null;
                case 5, 6, 7 -> null;
                default -> "type " + type;
            };
        }

        private static String submit(long[] book, int side, long price, long size, boolean better, boolean at) {
            if (better) {
                book[side] = price;
                book[side + 1] = size;
            } else if (at) {
                book[side + 1] += size;
            }
            return null;
        }

        private static String take(long[] book, int side, long size) {
            if (size >= book[side + 1]) {
                return "the level empties";
            }
            book[side + 1] -= size;
            return null;
        }
    }
}
