package io.portcullis.system.evidence;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * A generated market as a data set on disk, so that someone who knows only files can judge a run on it. On the way some bars
 * become suspect, one instrument leaves the universe and one joins it: the generator does none of that.
 */
final class MarketExport {
    private static final BadRecordSink SILENT = new BadRecordSink() {
        @Override
        public void bad(String source, long line, String reason, String content) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void notice(String source, String message) {
            // that the market is generated is the point
        }
    };

    private static final String DESCRIPTOR = """
            name: generated
            currency: USD
            calendar: XNYS
            files:
              bars:
                - {path: bars.csv.gz, columns: {instrument: symbol, time: date}}
              benchmark-bars:
                - {path: benchmark.csv.gz, columns: {instrument: symbol, time: date}}
              corporate-actions:
                - {path: actions.csv, columns: {instrument: symbol, time: ex_date, split: ratio, dividend: cash}, known: {at: ex_date}}
              instruments:
                - {path: instruments.csv, columns: {instrument: symbol, membership: periods}, static: true}
              suspect-days:
                - {path: suspect.csv, columns: {instrument: symbol, time: date}, static: true}
              borrow:
                - {path: borrow.csv, columns: {instrument: symbol}, static: true}
            """;

    private MarketExport() {}

    /** Writes the market into a folder; the descriptor's path. */
    static Path write(Runs.Market market, int historyDays, LocalDate turn, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path descriptor = folder.resolve("generated.yaml");
        Files.writeString(descriptor, DESCRIPTOR);
        StreamRequest request =
                new StreamRequest("", market.from(), market.to(), historyDays, market.seed(), new TreeMap<>());
        Set<String> benchmarks = new TreeSet<>();
        int listed = 0;
        int barCount = 0;
        try (MarketStream stream = market.connector().open(request, SILENT);
                Writer bars = gzip(folder.resolve("bars.csv.gz"), "symbol,date,open,high,low,close,volume");
                Writer benchmark = gzip(folder.resolve("benchmark.csv.gz"), "symbol,date,open,high,low,close,volume");
                Writer actions = plain(folder.resolve("actions.csv"), "symbol,ex_date,ratio,cash");
                Writer instruments = plain(folder.resolve("instruments.csv"), "symbol,sector,periods");
                Writer suspect = plain(folder.resolve("suspect.csv"), "symbol,date");
                Writer borrow = plain(folder.resolve("borrow.csv"), "symbol,available,fee")) {
            for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
                if (event instanceof InstrumentListing listing) {
                    if (listing.benchmark()) {
                        benchmarks.add(listing.instrument().value());
                    } else {
                        instruments.write(
                                listing.instrument() + "," + listing.sector() + "," + periods(listed++, turn) + "\n");
                    }
                } else if (event instanceof Bar bar) {
                    boolean isBenchmark = benchmarks.contains(bar.instrument().value());
                    (isBenchmark ? benchmark : bars)
                            .write(bar.instrument() + "," + bar.session() + "," + bar.open() + "," + bar.high() + ","
                                    + bar.low() + "," + bar.close() + "," + bar.volume() + "\n");
                    if (!isBenchmark && barCount++ % 97 == 0) {
                        suspect.write(bar.instrument() + "," + bar.session() + "\n");
                    }
                } else if (event instanceof CorporateAction action) {
                    actions.write(action.instrument() + "," + action.exDate() + "," + ratio(action) + ","
                            + action.dividend() + "\n");
                } else if (event instanceof BorrowAvailability line) {
                    borrow.write(line.instrument() + "," + line.available() + "," + line.feePercentPerYear() + "\n");
                }
            }
        }
        return descriptor;
    }

    private static String periods(int index, LocalDate turn) {
        if (index % 7 == 3) {
            return "2000-01-01/" + turn;
        }
        return index % 7 == 5 ? "2000-01-01/2001-01-01;" + turn + "/" : "2000-01-01/";
    }

    /** As vendors write it: a decimal. */
    private static String ratio(CorporateAction action) {
        return new BigDecimal(action.splitNumerator())
                .divide(new BigDecimal(action.splitDenominator()), MathContext.DECIMAL32)
                .toPlainString();
    }

    private static Writer gzip(Path file, String header) throws IOException {
        return started(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8),
                header);
    }

    private static Writer plain(Path file, String header) throws IOException {
        return started(Files.newBufferedWriter(file), header);
    }

    private static Writer started(Writer writer, String header) throws IOException {
        writer.write(header + "\n");
        return writer;
    }
}
