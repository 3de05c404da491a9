package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.market.ClosingPrice;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.ShortVolume;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.RecordingBadRecords;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The facts beside the bars, read whole: as many as the training pack counts, none before it was known. */
class RealFactsTest {
    private final RecordingBadRecords problems = new RecordingBadRecords();
    private final SortedMap<String, Integer> counts = new TreeMap<>();

    @Test
    void shouldReadTheFilingsOf2022WithTheirCloses() throws Exception {
        read("us-2022.yaml", LocalDate.of(2022, 1, 1), LocalDate.of(2023, 1, 31));
        assertThat(problems.bad()).isEmpty();
        assertThat(counts).containsEntry("Filing", 13_836).containsEntry("ClosingPrice", 106_675);
        System.out.println("us-2022: " + counts);
    }

    @Test
    void shouldReadTenYearsOfFacts() throws Exception {
        read("us-2006-2016.yaml", LocalDate.of(2006, 1, 1), LocalDate.of(2016, 6, 30));
        System.out.println("us-2006-2016: " + counts);
        assertThat(problems.bad()).isEmpty();
        assertThat(counts)
                .containsEntry("News", 88_697)
                .containsEntry("Fundamental", 1_076)
                // 209,094 rows; the 158 of the last day were known on the next.
                .containsEntry("ShortVolume", 208_936)
                .containsEntry("OptionPrint", 12_870);
        assertThat(counts.get("macro.vix")).isGreaterThan(5_000);
    }

    @Test
    void shouldReadMinutesAndTicks() throws Exception {
        read("books.yaml", LocalDate.of(2013, 10, 4), LocalDate.of(2013, 10, 9));
        System.out.println("books, October 2013: " + counts);
        assertThat(problems.bad().stream().map(bad -> bad.reason()).distinct()).hasSizeLessThan(3);
        assertThat(counts.get("Trade")).isGreaterThan(50_000);
        assertThat(counts.get("Quote")).isGreaterThan(500_000);
        assertThat(counts.get("Bar")).isGreaterThan(5_000);
    }

    private void read(String descriptor, LocalDate from, LocalDate to) throws Exception {
        StreamRequest request =
                new StreamRequest(RealData.file(descriptor).toString(), from, to, 0, 1, new TreeMap<>());
        long known = Long.MIN_VALUE;
        try (MarketStream stream = new DatasetsConnector().open(request, problems)) {
            for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
                assertThat(event.knownTimeNanos()).isGreaterThanOrEqualTo(known);
                known = event.knownTimeNanos();
                if (isFact(event)) {
                    assertThat(event.knownTimeNanos()).isGreaterThanOrEqualTo(event.eventTimeNanos());
                }
                counts.merge(name(event), 1, Integer::sum);
            }
        }
    }

    private static boolean isFact(MarketEvent event) {
        return event instanceof News
                || event instanceof Filing
                || event instanceof Fundamental
                || event instanceof MacroPrint
                || event instanceof ClosingPrice
                || event instanceof ShortVolume
                || event instanceof OptionPrint;
    }

    private static String name(MarketEvent event) {
        return event instanceof MacroPrint print
                ? print.series()
                : event.getClass().getSimpleName();
    }
}
