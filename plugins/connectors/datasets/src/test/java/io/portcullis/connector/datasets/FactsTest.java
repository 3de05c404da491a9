package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.BookChange;
import io.portcullis.model.market.ClosingPrice;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.OptionRight;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.ShortVolume;
import io.portcullis.model.market.Trade;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role beside bars: what a row becomes, and when it is known. 2016-01-04 is a Monday; the close in winter is 21:00 UTC. */
class FactsTest {
    @TempDir
    Path folder;

    private DatasetFolder dataset;

    @BeforeEach
    void newDataset() {
        dataset = new DatasetFolder(folder);
    }

    @Test
    void shouldReadNewsAtTheSecondItWasPublished() throws Exception {
        News news = (News) only(
                "news",
                "symbol,at,user,tokens\nA,2016-01-05T14:30:00Z,u1,\"up, up\"\n",
                "columns: {instrument: symbol, time: at, text: tokens}, known: {at: at}");
        assertThat(news.text()).isEqualTo("up, up");
        assertThat(news.source()).isEqualTo("rows.csv");
        assertThat(instant(news.eventTimeNanos())).isEqualTo("2016-01-05T14:30:00Z");
        assertThat(news.knownTimeNanos()).isEqualTo(news.eventTimeNanos());
    }

    @Test
    void shouldKnowAnInsiderTradeTwoBusinessDaysLater() throws Exception {
        Filing filing = (Filing) only(
                "insider-trades",
                "ticker,day,owner_cik,owner,position,code,shares,price,shares_after\n"
                        + "A,2016-01-07,7,\"Doe, Jane\",CEO,P,1000,,5000\n",
                "columns: {instrument: ticker, time: day}, known: {at: day, businessDays: 2}");
        assertThat(filing.form()).isEqualTo("4");
        assertThat(filing.fields())
                .containsEntry("owner", "Doe, Jane")
                .containsEntry("code", "P")
                .containsEntry("price", "");
        assertThat(instant(filing.eventTimeNanos())).isEqualTo("2016-01-07T21:00:00Z");
        assertThat(instant(filing.knownTimeNanos())).isEqualTo("2016-01-11T21:00:00Z");
    }

    @Test
    void shouldPassStatementItemsOnUnderTheirOwnNamesAndLeaveOutWhatWasNotReported() throws Exception {
        Fundamental statement = (Fundamental) only(
                "fundamentals",
                "t,end,TotalAssets,NetIncome\nA,2015-09-30,1e9,\n",
                "columns: {instrument: t, time: end}, known: {at: end, days: 90}");
        assertThat(statement.items()).isEqualTo(Map.of("TotalAssets", 1e9));
        assertThat(instant(statement.knownTimeNanos())).isEqualTo("2015-12-29T21:00:00Z");
    }

    @Test
    void shouldMakeAMacroNumberOfEachColumn() throws Exception {
        List<MarketEvent> prints = all(
                "macro.treasury-curve",
                "date,BC_3MONTH,BC_10YEAR\n2016-01-04,0.22,2.24\n",
                "columns: {time: date}, known: {at: date, businessDays: 1}");
        assertThat(prints)
                .extracting(event -> ((MacroPrint) event).series() + " " + ((MacroPrint) event).field() + " "
                        + ((MacroPrint) event).value())
                .containsExactly("macro.treasury-curve BC_10YEAR 2.24", "macro.treasury-curve BC_3MONTH 0.22");
        assertThat(instant(prints.get(0).knownTimeNanos())).isEqualTo("2016-01-05T21:00:00Z");
    }

    @Test
    void shouldTakeAMonthForItsFirstDay() throws Exception {
        MacroPrint gold = (MacroPrint) only(
                "macro.gold",
                "Date,Price\n2015-12,1068.3\n",
                "columns: {time: Date, value: Price}, known: {at: Date, days: 45}");
        assertThat(gold.field()).isEqualTo("value");
        assertThat(instant(gold.eventTimeNanos())).isEqualTo("2015-12-01T21:00:00Z");
        assertThat(instant(gold.knownTimeNanos())).isEqualTo("2016-01-15T21:00:00Z");
    }

    @Test
    void shouldReadMacroNumbersOfTenYearsBeforeTheRunAndNoneThatComeLater() throws Exception {
        List<MarketEvent> prints = all(
                "macro.vix",
                "DATE,CLOSE\n2005-06-30,12\n2006-06-30,13\n2016-02-01,20\n",
                "columns: {time: DATE, value: CLOSE}, known: {at: DATE, businessDays: 1}");
        assertThat(prints).extracting(event -> ((MacroPrint) event).value()).containsExactly(13.0);
    }

    @Test
    void shouldReadACloseThatIsNoBar() throws Exception {
        ClosingPrice close = (ClosingPrice) only(
                "closes",
                "symbol,date,close,adj_close,volume\nA,2016-01-05,10.5,9.9,1000\n",
                "columns: {instrument: symbol, time: date}, known: {at: date}");
        assertThat(close.price()).hasToString("10.5");
        assertThat(close.session()).isEqualTo(LocalDate.of(2016, 1, 5));
        assertThat(dataset.notices()).anyMatch(notice -> notice.contains("columns not read: adj_close"));
    }

    @Test
    void shouldReadShortVolumeAndRefuseMoreThanThereWas() throws Exception {
        List<MarketEvent> volumes = all(
                "short-volume",
                "date,symbol,venue_group,short_volume,short_exempt_volume,total_volume\n"
                        + "2016-01-05,A,nyse,700,0,2575\n2016-01-05,A,cboe,2576,0,2575\n",
                "columns: {instrument: symbol, time: date}, known: {at: date, businessDays: 1}");
        assertThat(volumes).hasSize(1);
        assertThat(((ShortVolume) volumes.get(0)).shortVolume()).hasToString("700");
        assertThat(dataset.badRows()).containsExactly("rows.csv:3 value out of range");
    }

    @Test
    void shouldReadOptionRowsOfEachKind() throws Exception {
        List<MarketEvent> options = all(
                "options",
                "underlying,expiry,right,strike,date,kind,close,bid_close,open_interest\n"
                        + "A,20160115,C,92.5,20160105,T,1.35,,\nA,20160115,P,92.5,20160105,OI,,,9325\n",
                "columns: {instrument: underlying, time: date}, known: {at: date}");
        OptionPrint trade = (OptionPrint) options.get(0);
        assertThat(trade.right()).isEqualTo(OptionRight.CALL);
        assertThat(trade.expiry()).isEqualTo(LocalDate.of(2016, 1, 15));
        assertThat(trade.values()).isEqualTo(Map.of("close", 1.35));
        assertThat(((OptionPrint) options.get(1)).values()).isEqualTo(Map.of("open_interest", 9325.0));
    }

    @Test
    void shouldKnowAMinuteWhenItIsOver() throws Exception {
        List<MarketEvent> minutes = all(
                "minute-bars",
                "symbol,date,time,kind,open,high,low,close,volume,bid_close,bid_size,ask_close,ask_size\n"
                        + "A,20160105,09:30:00.000,T,10,11,9,10.5,90,,,,\n"
                        + "A,20160105,09:30:00.000,Q,,,,,,10.4,100,10.6,200\n",
                "columns: {instrument: symbol}");
        assertThat(((Bar) minutes.get(0)).period()).isEqualTo(BarPeriod.MINUTE);
        assertThat(((Quote) minutes.get(1)).askSize()).hasToString("200");
        assertThat(minutes).allMatch(event -> instant(event.knownTimeNanos()).equals("2016-01-05T14:31:00Z"));
    }

    @Test
    void shouldReadTicksInOrderAndOneSidedQuotes() throws Exception {
        List<MarketEvent> ticks = all(
                "ticks",
                "symbol,date,time,kind,price,size,exchange,cond,suspicious,bid,bid_size,ask,ask_size\n"
                        + "A,20160105,09:30:00.012,T,13.83,2000,P,2000,1,,,,\n"
                        + "A,20160105,09:30:00.011,T,13.83,1,P,,0,,,,\n"
                        + "A,20160105,09:30:00.376,X,,,Q,,0,13.8,100,,\n"
                        + "A,20160105,09:30:00.001,Q,,,Q,,0,13.8,100,,\n"
                        + "A,20160105,09:30:00.000,Q,,,Q,,0,13.8,100,,\n",
                "columns: {instrument: symbol}");
        assertThat(((Quote) ticks.get(0)).ask().raw()).isZero();
        assertThat(((Trade) ticks.get(1)).conditions()).isEqualTo("2000 suspicious");
        assertThat(dataset.badRows())
                .containsExactlyInAnyOrder(
                        "rows.csv:3 time goes backwards", "rows.csv:4 not a kind", "rows.csv:6 time goes backwards");
    }

    @Test
    void shouldReadTheTopOfALobsterBookAndWhoTook() throws Exception {
        dataset.file("book.csv", "2239500,100,2231800,100\n2239500,100,2231800,100\n9999999999,0,2231800,90\n")
                .file("messages.csv", "34200.5,1,1,100,2231800,1\n34200.6,5,0,3,2235000,-1\n34201,4,1,100,2239500,-1\n")
                .role("book.lobster", "path: messages.csv, orderbook: book.csv, instrument: A, date: 2016-01-05");
        List<MarketEvent> events = dataset.read("2016-01-04", "2016-01-08", 0);
        assertThat(events).hasSize(4);
        assertThat(((Quote) events.get(0)).ask()).hasToString("223.95");
        assertThat(instant(events.get(0).knownTimeNanos())).isEqualTo("2016-01-05T14:30:00.500Z");
        assertThat(((Trade) events.get(1)).conditions()).isEqualTo("buy hidden");
        assertThat(((Trade) events.get(2)).conditions()).isEqualTo("buy");
        assertThat(((Quote) events.get(3)).ask().raw()).isZero();
    }

    @Test
    void shouldTakeABinanceBookUpAtItsFullStateAndReportAGap() throws Exception {
        dataset.file(
                        "feed.jsonl",
                        String.join(
                                "\n",
                                List.of(
                                        // 2016-01-05T15:00:00Z in nanoseconds, then as the lines came.
                                        line(0, update(5, 6, "\"b\":[[\"9\",\"1\"]],\"a\":[]")),
                                        line(
                                                1,
                                                "{\"lastUpdateId\":6,\"bids\":[[\"10\",\"1\"]],\"asks\":[[\"11\",\"2\"]]}"),
                                        line(2, update(7, 8, "\"b\":[[\"10\",\"0\"]],\"a\":[]")),
                                        line(3, update(10, 11, "\"b\":[],\"a\":[]")),
                                        line(4, update(12, 12, "\"b\":[[\"8\",\"1\"]],\"a\":[]")),
                                        line(
                                                5,
                                                "{\"stream\":\"x@trade\",\"data\":{\"E\":1,\"s\":\"BTCUSDT\",\"p\":\"10\",\"q\":\"0.5\",\"m\":true}}"))))
                .role("book.binance", "path: feed.jsonl");
        List<MarketEvent> events = dataset.read("2016-01-04", "2016-01-08", 0);
        assertThat(events.stream()
                        .filter(BookChange.class::isInstance)
                        .map(event -> ((BookChange) event).price() + "x" + ((BookChange) event).size()))
                .containsExactly("10x1", "11x2", "10x0");
        assertThat(((Trade) events.get(3)).conditions()).isEqualTo("sell");
        assertThat(dataset.badRows()).containsExactly("feed.jsonl:4 sequence gap");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            news           | A,2016-01-05,x               | not a time
            news           | ,2016-01-05T14:30:00Z,x      | missing value
            macro.vix      | A,2016-01-05,high            | not a number
            macro.vix      | A,2016-01-05,NaN             | not a number
            macro.cpi      | A,05/01/2016,1               | not a date
            """)
    void shouldReportABadFactAndGoOn(String role, String row, String category) throws Exception {
        dataset.file("rows.csv", "symbol,time,text\n" + row.strip() + "\nA,2016-01-06T14:30:00Z,1\n")
                .role(
                        role,
                        "path: rows.csv, known: {at: time}, columns: {"
                                + (role.equals("news") ? "instrument: symbol" : "value: text") + "}");
        dataset.read("2016-01-04", "2016-01-08", 0);
        assertThat(dataset.badRows()).contains("rows.csv:2 " + category);
    }

    @Test
    void shouldRefuseALobsterBookThatDoesNotSayWhoseItIs() throws Exception {
        dataset.file("m.csv", "").role("book.lobster", "path: m.csv, date: 2016-01-05");
        assertThatThrownBy(() -> dataset.read("2016-01-04", null, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'orderbook' is missing");
    }

    private MarketEvent only(String role, String content, String entry) throws Exception {
        List<MarketEvent> events = all(role, content, entry);
        assertThat(dataset.badRows()).isEmpty();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<MarketEvent> all(String role, String content, String entry) throws Exception {
        dataset.file("rows.csv", content).role(role, "path: rows.csv, " + entry);
        return dataset.read("2016-01-04", "2016-01-29", 0);
    }

    private static String line(int second, String json) {
        return (Instant.parse("2016-01-05T15:00:00Z").getEpochSecond() + second) + "000000000 " + json;
    }

    private static String update(long first, long last, String levels) {
        return "{\"stream\":\"x@depth\",\"data\":{\"E\":1,\"s\":\"BTCUSDT\",\"U\":" + first + ",\"u\":" + last + ","
                + levels + "}}";
    }

    private static String instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }
}
