package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.ConnectorContractTest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsConnectorTest extends ConnectorContractTest {
    private static final TradingCalendar NYSE = TradingCalendar.nyse();

    @TempDir
    Path folder;

    private DatasetFolder dataset;

    /** A week with a split on Tuesday and a dividend on Wednesday, sorted by symbol as vendors do it. */
    @BeforeEach
    void aWeek() throws Exception {
        dataset = new DatasetFolder(folder)
                .bars("""
                        B,2016-01-04,20,21,19,20,500
                        B,2016-01-05,20,21,19,20,500
                        B,2016-01-06,20,21,19,20,500
                        A,2016-01-04,10,11,9,10.5,1000
                        A,2016-01-05,5,5.5,4.5,5,2000
                        A,2016-01-06,5.25,5.333333333,5,5.25,2000
                        """)
                .file(
                        "etf.csv",
                        DatasetFolder.BARS_HEADER
                                + "SPY,2016-01-04,200,201,199,200,9\nSPY,2016-01-05,200,201,199,200,9\n")
                .role("benchmark-bars", "path: etf.csv, " + DatasetFolder.BARS_COLUMNS)
                .file(
                        "actions.csv",
                        "symbol,ex,ratio,cash\nB,2016-01-06,1,0.25\nA,2016-01-05,2.000003,0\nX,2016-01-05,3,0\n")
                .role(
                        "corporate-actions",
                        "path: actions.csv, columns: {instrument: symbol, time: ex, split: ratio, dividend: cash}, known: {at: ex}")
                .file(
                        "listed.csv",
                        "symbol,sector,periods\nB,Energy,\nA,\"Materials, Basic\",2000-01-03/2001-05-04;2015-01-02/\n")
                .role(
                        "instruments",
                        "path: listed.csv, columns: {instrument: symbol, membership: periods}, static: true")
                .file("suspect.csv", "symbol,date\nA,2016-01-05\nX,2016-01-05\n")
                .role("suspect-days", "path: suspect.csv, " + DatasetFolder.BARS_COLUMNS + ", static: true")
                .file("borrow.csv", "symbol,shares,fee\nX,100,1\nA,300000,0.25\nSPY,1000,0.1\n")
                .role("borrow", "path: borrow.csv, columns: {instrument: symbol, available: shares}, static: true");
    }

    @Override
    protected Connector newConnector() {
        return new DatasetsConnector();
    }

    @Override
    protected StreamRequest goodRequest() {
        return request(dataset.descriptor());
    }

    @Override
    protected StreamRequest badRequest() {
        return request(folder.resolve("nowhere.yaml"));
    }

    @Override
    protected String namedInMessage() {
        return "nowhere.yaml";
    }

    private static StreamRequest request(Path descriptor) {
        LocalDate from = LocalDate.of(2016, 1, 4);
        return new StreamRequest(descriptor.toString(), from, from.plusDays(4), 0, 1, new TreeMap<>());
    }

    @Test
    void shouldHandOutEverythingInTheOrderInWhichItBecameKnown() throws Exception {
        List<String> order = dataset.read("2016-01-04", "2016-01-08", 0).stream()
                .map(DatasetsConnectorTest::brief)
                .toList();
        assertThat(order)
                .containsExactly(
                        "listing A",
                        "listing B",
                        "listing SPY",
                        "borrow A",
                        "borrow SPY",
                        "bar SPY 2016-01-04",
                        "bar A 2016-01-04",
                        "bar B 2016-01-04",
                        "action A 2016-01-05",
                        "bar SPY 2016-01-05",
                        "bar A 2016-01-05",
                        "bar B 2016-01-05",
                        "action B 2016-01-06",
                        "bar A 2016-01-06",
                        "bar B 2016-01-06");
    }

    @Test
    void shouldKnowABarWhenItClosesAndAnActionBeforeTheOpen() throws Exception {
        List<MarketEvent> events = dataset.read("2016-01-04", "2016-01-08", 0);
        Bar bar = find(events, "bar A 2016-01-05", Bar.class);
        assertThat(bar.eventTimeNanos()).isEqualTo(nanos("2016-01-05T21:00:00Z"));
        assertThat(bar.knownTimeNanos()).isEqualTo(bar.eventTimeNanos());
        CorporateAction action = find(events, "action A 2016-01-05", CorporateAction.class);
        assertThat(action.eventTimeNanos()).isEqualTo(NYSE.openNanos(LocalDate.of(2016, 1, 5)));
        assertThat(action.knownTimeNanos())
                .isLessThan(action.eventTimeNanos())
                .isGreaterThan(NYSE.closeNanos(LocalDate.of(2016, 1, 4)));
        assertThat(events.get(0).knownTimeNanos()).isEqualTo(nanos("2016-01-04T05:00:00Z"));
    }

    @Test
    void shouldCloseAtOneOnAHalfDay() throws Exception {
        Bar bar = (Bar) new DatasetFolder(folder)
                .bars("A,2015-11-27,10,11,9,10.5,1000\n")
                .read("2015-11-27", "2015-11-27", 0)
                .get(0);
        assertThat(bar.knownTimeNanos()).isEqualTo(nanos("2015-11-27T18:00:00Z"));
    }

    @Test
    void shouldTakeOverValuesAndSnapSplits() throws Exception {
        List<MarketEvent> events = dataset.read("2016-01-04", "2016-01-08", 0);
        Bar bar = find(events, "bar A 2016-01-06", Bar.class);
        assertThat(bar.open()).hasToString("5.25");
        assertThat(bar.high()).as("rounded half-even to eight decimals").hasToString("5.33333333");
        assertThat(bar.volume()).hasToString("2000");
        CorporateAction split = find(events, "action A 2016-01-05", CorporateAction.class);
        assertThat(split.splitNumerator()).isEqualTo(2);
        assertThat(split.splitDenominator()).isEqualTo(1);
        CorporateAction dividend = find(events, "action B 2016-01-06", CorporateAction.class);
        assertThat(dividend.isSplit()).isFalse();
        assertThat(dividend.dividend()).hasToString("0.25");
        BorrowAvailability borrow = find(events, "borrow A", BorrowAvailability.class);
        assertThat(borrow.available()).hasToString("300000");
        assertThat(borrow.feePercentPerYear()).isEqualTo(0.25);
    }

    @Test
    void shouldFlagExactlyTheSuspectDays() throws Exception {
        List<String> suspect = dataset.read("2016-01-04", "2016-01-08", 0).stream()
                .filter(event -> event instanceof Bar bar && bar.suspect())
                .map(DatasetsConnectorTest::brief)
                .toList();
        assertThat(suspect).containsExactly("bar A 2016-01-05");
    }

    @Test
    void shouldListMembersForTheirPeriodsAndBenchmarksNever() throws Exception {
        List<MarketEvent> events = dataset.read("2016-01-04", "2016-01-08", 0);
        InstrumentListing a = find(events, "listing A", InstrumentListing.class);
        assertThat(a.sector()).isEqualTo("Materials, Basic");
        assertThat(a.tradableOn(LocalDate.of(2001, 5, 4))).isTrue();
        assertThat(a.tradableOn(LocalDate.of(2001, 5, 5))).isFalse();
        assertThat(a.tradableOn(LocalDate.of(2016, 1, 4))).isTrue();
        assertThat(find(events, "listing B", InstrumentListing.class).tradableOn(LocalDate.of(2016, 1, 4)))
                .isFalse();
        InstrumentListing spy = find(events, "listing SPY", InstrumentListing.class);
        assertThat(spy.benchmark()).isTrue();
        assertThat(spy.tradableOn(LocalDate.of(2016, 1, 4))).isFalse();
    }

    @Test
    void shouldReachBackByTradingDays() throws Exception {
        assertThat(dataset.read("2016-01-06", "2016-01-06", 1).stream()
                        .filter(Bar.class::isInstance)
                        .map(DatasetsConnectorTest::brief))
                .containsExactly(
                        "bar SPY 2016-01-05",
                        "bar A 2016-01-05",
                        "bar B 2016-01-05",
                        "bar A 2016-01-06",
                        "bar B 2016-01-06");
    }

    @Test
    void shouldGiveTheSameBeginningWhenTheFutureIsCutOff() throws Exception {
        List<MarketEvent> whole = dataset.read("2016-01-04", "2016-01-08", 0);
        List<MarketEvent> cut = dataset.read("2016-01-04", "2016-01-05", 0);
        assertThat(cut).isEqualTo(whole.subList(0, cut.size()));
        assertThat(brief(cut.get(cut.size() - 1))).isEqualTo("bar B 2016-01-05");
    }

    @Test
    void shouldPassOverYearsBeforeTheCalendarBegins() throws Exception {
        DatasetFolder old = new DatasetFolder(folder)
                .bars("A,1962-01-02,10,11,9,10,1\nA,2016-01-04,10,11,9,10,1\n")
                .file("old.csv", "instrument,time,split,dividend\nA,1962-01-02,1,1\n")
                .role("corporate-actions", "path: old.csv, known: {at: time}");
        assertThat(old.read("2016-01-04", "2016-01-08", 0)).hasSize(1);
        assertThat(old.badRows()).isEmpty();
    }

    @Test
    void shouldApplyAnActionOfAHolidayBeforeTheNextOpen() throws Exception {
        DatasetFolder holiday = new DatasetFolder(folder)
                .bars("A,2016-01-19,10,11,9,10,1\n")
                .file("mlk.csv", "instrument,time,split,dividend\nA,2016-01-18,2,0\n")
                .role("corporate-actions", "path: mlk.csv, known: {at: time}");
        assertThat(holiday.read("2016-01-15", "2016-01-18", 0)).isEmpty();
        CorporateAction action =
                (CorporateAction) holiday.read("2016-01-15", "2016-01-19", 0).get(0);
        assertThat(action.exDate()).isEqualTo("2016-01-19");
    }

    @Test
    void shouldReadToTheEndOfTheFilesWithoutALastDate() throws Exception {
        assertThat(dataset.read("2016-01-04", null, 0)).isEqualTo(dataset.read("2016-01-04", "2016-01-08", 0));
    }

    @Test
    void shouldHoldBarsBackUntilTheyAreKnown() throws Exception {
        List<String> order = new DatasetFolder(folder)
                        .file(
                                "late.csv",
                                DatasetFolder.BARS_HEADER + "L,2016-01-04,10,11,9,10,1\nL,2016-01-08,10,11,9,10,1\n")
                        .role(
                                "benchmark-bars",
                                "path: late.csv, " + DatasetFolder.BARS_COLUMNS
                                        + ", known: {at: date, businessDays: 1}")
                        .bars("A,2016-01-04,10,11,9,10,1\nA,2016-01-05,10,11,9,10,1\nA,2016-01-11,10,11,9,10,1\n")
                        .read("2016-01-04", "2016-01-29", 0)
                        .stream()
                        .map(DatasetsConnectorTest::brief)
                        .toList();
        assertThat(order)
                .containsExactly(
                        "listing L",
                        "bar A 2016-01-04",
                        "bar L 2016-01-04",
                        "bar A 2016-01-05",
                        "bar L 2016-01-08",
                        "bar A 2016-01-11");
    }

    @Test
    void shouldTakeAnInstrumentOfBothRolesForABenchmark() throws Exception {
        DatasetFolder both = new DatasetFolder(folder)
                .bars("A,2016-01-04,10,11,9,10,1\n")
                .role("benchmark-bars", "path: bars.csv, " + DatasetFolder.BARS_COLUMNS);
        assertThat(both.read("2016-01-04", "2016-01-08", 0).stream().map(DatasetsConnectorTest::brief))
                .containsExactly("listing A", "bar A 2016-01-04");
        assertThat(both.notices()).anyMatch(notice -> notice.contains("A is in bars and in benchmark-bars"));
    }

    private static <T> T find(List<MarketEvent> events, String brief, Class<T> type) {
        return events.stream()
                .filter(event -> brief(event).equals(brief))
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String brief(MarketEvent event) {
        if (event instanceof Bar bar) {
            return "bar " + bar.instrument() + " " + bar.session();
        }
        if (event instanceof CorporateAction action) {
            return "action " + action.instrument() + " " + action.exDate();
        }
        if (event instanceof InstrumentListing listing) {
            return "listing " + listing.instrument();
        }
        return "borrow " + ((BorrowAvailability) event).instrument();
    }

    private static long nanos(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
    }
}
