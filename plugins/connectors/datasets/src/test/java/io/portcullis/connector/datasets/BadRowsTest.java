package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRowsTest {
    private static final String GOOD_BEFORE = "A,2016-01-04,10,11,9,10.5,1000\n";
    private static final String GOOD_AFTER = "A,2016-01-06,10,11,9,10.5,1000\n";

    @TempDir
    Path folder;

    private DatasetFolder dataset;

    @BeforeEach
    void newDataset() {
        dataset = new DatasetFolder(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A,2016-01-05,10,11,9,10.5        | missing column
            A,2016-01-05                     | missing column
            A,2016-01-05,10,11,9,10.5,1,1    | too many columns
            A,2016-01-05,,11,9,10.5,1000     | missing value
            A,2016-01-05,10,11,9,10.5,       | missing value
            ,2016-01-05,10,11,9,10.5,1000    | missing value
            A,2016-01-05,-10,11,9,10.5,1000  | negative price
            A,2016-01-05,10,11,-9,10.5,1000  | negative price
            A,2016-01-05,10,11,0,10.5,1000   | zero price
            A,2016-01-05,10,11,9,10.5,-1     | negative value
            A,2016-01-05,10,9,11,10.5,1000   | high below low
            A,2016-01-05,12,11,9,10.5,1000   | price outside the bar
            A,2016-01-05,10,11,9,8.99,1000   | price outside the bar
            A,2016-01-05,NaN,11,9,10.5,1000  | not a number
            A,2016-01-05,10,Infinity,9,10,1  | not a number
            A,2016-01-05,10,11,9,10.5,many   | not a number
            A,2016-01-05,10,1e99,9,10.5,1000 | number out of range
            A,2016-01-05,10,1e999999999,9,1,1 | number out of range
            A,05/01/2016,10,11,9,10.5,1000   | not a date
            A,2016-01-32,10,11,9,10.5,1000   | not a date
            A,2016-01-10,10,11,9,10.5,1000   | not a trading day
            A,1816-01-05,10,11,9,10.5,1000   | date out of range
            A,2016-01-04,10,11,9,10.5,1000   | duplicate bar
            'B B',2016-01-05,10,11,9,10,1000 | bad symbol
            """, quoteCharacter = '#')
    void shouldReportTheRowAndGoOn(String row, String category) throws Exception {
        String symbolRow = row.replace("'", "");
        dataset.bars(GOOD_BEFORE + symbolRow + "\n" + GOOD_AFTER);
        assertThat(sessions(dataset.read("2016-01-04", "2016-01-15", 0)))
                .containsExactly(LocalDate.of(2016, 1, 4), LocalDate.of(2016, 1, 6));
        assertThat(dataset.badRows()).containsExactly("bars.csv:3 " + category);
    }

    @Test
    void shouldReportTimeThatGoesBackwardsWithinAnInstrumentOnly() throws Exception {
        dataset.bars(GOOD_BEFORE + GOOD_AFTER + "A,2016-01-05,10,11,9,10.5,1000\nB,2016-01-05,10,11,9,10.5,1000\n");
        assertThat(dataset.read("2016-01-04", "2016-01-08", 0)).hasSize(3);
        assertThat(dataset.badRows()).containsExactly("bars.csv:4 time goes backwards");
    }

    @Test
    void shouldReportBadQuotesAndReadGoodOnes() throws Exception {
        dataset.bars(GOOD_BEFORE + "\"A,2016-01-05,10,11,9,10.5,1000\n\"A\",\"2016-01-06\",10,11,9,10.5,\"1000\"\n");
        assertThat(sessions(dataset.read("2016-01-04", "2016-01-08", 0)))
                .containsExactly(LocalDate.of(2016, 1, 4), LocalDate.of(2016, 1, 6));
        assertThat(dataset.badRows()).containsExactly("bars.csv:3 bad quotes");
    }

    @Test
    void shouldReportALineThatNeverEndsWithoutHoldingIt() throws Exception {
        dataset.bars(GOOD_BEFORE + "A".repeat(3 * LineReader.LENGTH_MAX) + "\n" + GOOD_AFTER);
        assertThat(dataset.read("2016-01-04", "2016-01-08", 0)).hasSize(2);
        assertThat(dataset.badRows()).containsExactly("bars.csv:3 line too long");
    }

    @Test
    void shouldReadGzipAndWindowsLineEnds() throws Exception {
        dataset.file("bars.csv.gz", (DatasetFolder.BARS_HEADER + GOOD_BEFORE + GOOD_AFTER).replace("\n", "\r\n"))
                .role("bars", "path: bars.csv.gz, " + DatasetFolder.BARS_COLUMNS);
        assertThat(dataset.read("2016-01-04", "2016-01-08", 0)).hasSize(2);
        assertThat(dataset.badRows()).isEmpty();
    }

    @Test
    void shouldUseTheRowsBeforeAGzipBreaksOff() throws Exception {
        StringBuilder rows = new StringBuilder(DatasetFolder.BARS_HEADER);
        for (int i = 0; i < 2_000; i++) {
            // digits that do not compress well, so that the break falls among the rows and not behind them
            rows.append("S")
                    .append(i)
                    .append(",2016-01-04,10.")
                    .append(i * 7_919L % 10_007)
                    .append(",99,1,20,1000\n");
        }
        dataset.truncatedGzip("bars.csv.gz", rows.toString(), 1_000)
                .role("bars", "path: bars.csv.gz, " + DatasetFolder.BARS_COLUMNS)
                .file("more.csv", DatasetFolder.BARS_HEADER + GOOD_BEFORE)
                .role("benchmark-bars", "path: more.csv, " + DatasetFolder.BARS_COLUMNS);
        List<MarketEvent> bars = dataset.read("2016-01-04", "2016-01-08", 0).stream()
                .filter(Bar.class::isInstance)
                .toList();
        assertThat(bars).hasSizeBetween(1_000, 1_999);
        assertThat(dataset.badRows()).containsExactly("bars.csv.gz:" + (bars.size() + 1) + " truncated gzip");
    }

    @Test
    void shouldReportAGzipThatLacksOnlyItsChecksum() throws Exception {
        dataset.truncatedGzip("bars.csv.gz", DatasetFolder.BARS_HEADER + GOOD_BEFORE, 4)
                .role("bars", "path: bars.csv.gz, " + DatasetFolder.BARS_COLUMNS);
        assertThat(dataset.read("2016-01-04", "2016-01-08", 0)).hasSize(1);
        assertThat(dataset.badRows()).containsExactly("bars.csv.gz:3 truncated gzip");
    }

    @Test
    void shouldCountTheRowsAndTheBadOnesOfEachFile() throws Exception {
        dataset.bars(GOOD_BEFORE + "A,2016-01-05\n" + GOOD_AFTER);
        dataset.read("2016-01-04", "2016-01-08", 0);
        assertThat(dataset.notices()).containsExactly("bars.csv: bars: 3 rows, 1 bad");
    }

    @Test
    void shouldNotJudgePricesOutsideTheDatesAskedFor() throws Exception {
        dataset.bars(GOOD_BEFORE + "A,2016-01-05,-1,11,9,10.5,1000\n");
        assertThat(dataset.read("2016-01-04", "2016-01-04", 0)).hasSize(1);
        assertThat(dataset.badRows()).isEmpty();
    }

    @Test
    void shouldReportBadRowsOfTheSmallFiles() throws Exception {
        dataset.bars(GOOD_BEFORE)
                .file("actions.csv", """
                        instrument,time,split,dividend
                        A,2016-01-05,0,0
                        A,2016-01-05,2,-1
                        A,2016-01-05,1,0.1
                        A,2016-01-05,1,0.1
                        """)
                .role("corporate-actions", "path: actions.csv, known: {at: time}")
                .file("listed.csv", """
                        instrument,sector,membership
                        A,Energy,2000-01-01
                        A,Energy,2001-01-01/2000-01-01
                        A,Energy,2000-01-01/
                        A,Energy,2000-01-01/
                        """)
                .role("instruments", "path: listed.csv, static: true")
                .file("borrow.csv", "instrument,available,fee\nA,1000,\nA,1000,1\nA,1000,2\nZ,,\n")
                .role("borrow", "path: borrow.csv, static: true");
        List<MarketEvent> events = dataset.read("2016-01-04", "2016-01-08", 0);
        assertThat(events.stream().map(Object::getClass).toList())
                .isEqualTo(
                        List.of(InstrumentListing.class, BorrowAvailability.class, Bar.class, CorporateAction.class));
        assertThat(dataset.badRows())
                .containsExactlyInAnyOrder(
                        "actions.csv:2 bad split",
                        "actions.csv:3 negative value",
                        "actions.csv:5 duplicate corporate action",
                        "listed.csv:2 bad membership",
                        "listed.csv:3 bad membership",
                        "listed.csv:5 duplicate instrument",
                        "borrow.csv:2 missing value",
                        "borrow.csv:4 duplicate instrument");
    }

    private static List<LocalDate> sessions(List<MarketEvent> events) {
        return events.stream().map(event -> ((Bar) event).session()).toList();
    }
}
