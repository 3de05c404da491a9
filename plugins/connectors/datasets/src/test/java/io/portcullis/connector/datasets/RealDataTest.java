package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.RecordingBadRecords;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The real files, read whole: what their own README counts must come out, and in order. */
class RealDataTest {
    private int bars;
    private int benchmarkBars;
    private int suspectBars;
    private int actions;
    private int splits;
    private int borrow;
    private final Set<String> oddSplits = new TreeSet<>();
    private final Set<String> traded = new TreeSet<>();
    private final Set<String> everMember = new TreeSet<>();
    private final Set<String> benchmarks = new TreeSet<>();
    private LocalDate first;
    private LocalDate last;

    @Test
    void shouldReadTenYearsOfRealStocks() throws Exception {
        RecordingBadRecords problems = new RecordingBadRecords();
        StreamRequest request = new StreamRequest(
                RealData.file("us-2006-2016.yaml").toString(),
                LocalDate.of(2006, 1, 1),
                LocalDate.of(2016, 6, 30),
                0,
                1,
                new TreeMap<>());
        long started = System.nanoTime();
        try (MarketStream stream = new DatasetsConnector().open(request, problems)) {
            long known = Long.MIN_VALUE;
            for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
                assertThat(event.knownTimeNanos()).isGreaterThanOrEqualTo(known);
                known = event.knownTimeNanos();
                count(event);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));

        assertThat(problems.bad()).isEmpty();
        assertThat(bars).isEqualTo(1_084_270);
        assertThat(benchmarkBars).isEqualTo(14_264);
        assertThat(suspectBars).isEqualTo(133);
        assertThat(traded).hasSize(445);
        assertThat(everMember).hasSize(368);
        assertThat(benchmarks).containsExactly("BNO", "EEM", "IWM", "QQQ", "SPY", "USO", "WMI");
        assertThat(actions).isEqualTo(12_655);
        assertThat(splits).isEqualTo(162);
        assertThat(oddSplits).containsExactly("GNRC 30358227/100000000", "IRM 133399/200000", "TMUS 745157/1000000");
        assertThat(borrow).isEqualTo(275);
        assertThat(first).isEqualTo("2006-01-03");
        assertThat(last).isEqualTo("2016-06-30");
    }

    private void count(MarketEvent event) {
        if (event instanceof Bar bar) {
            if (benchmarks.contains(bar.instrument().value())) {
                benchmarkBars++;
            } else {
                bars++;
                traded.add(bar.instrument().value());
            }
            suspectBars += bar.suspect() ? 1 : 0;
            first = first == null ? bar.session() : first;
            last = bar.session();
        } else if (event instanceof CorporateAction action) {
            actions++;
            splits += action.isSplit() ? 1 : 0;
            if (action.splitDenominator() > 20) {
                oddSplits.add(action.instrument() + " " + action.splitNumerator() + "/" + action.splitDenominator());
            }
        } else if (event instanceof InstrumentListing listing) {
            if (listing.benchmark()) {
                benchmarks.add(listing.instrument().value());
            } else if (!listing.membership().isEmpty()) {
                everMember.add(listing.instrument().value());
            }
        } else if (event instanceof BorrowAvailability) {
            borrow++;
        }
    }
}
