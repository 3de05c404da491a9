package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.RecordingBadRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorTest {
    @TempDir
    Path folder;

    private DatasetFolder dataset;

    @BeforeEach
    void newDataset() throws Exception {
        dataset = new DatasetFolder(folder).file("rows.csv", "symbol,date,value\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            candles    | path: rows.csv, static: true                                     | small.yaml:5: role 'candles' is not known
            macro.gdp  | path: rows.csv, static: true                                     | small.yaml:5: role 'macro.gdp' is not known
            news       | path: rows.csv                                                   | small.yaml:6: role news: 'known' is missing for rows.csv
            closes     | path: rows.csv, columns: {time: date}                            | 'known' is missing
            borrow     | path: rows.csv                                                   | 'known' is missing
            news       | path: nowhere.csv, known: {at: date}                             | nowhere.csv does not exist
            news       | path: rows.csv, known: {at: date}, columns: {time: day}          | column 'day' (for time) is not in the header [symbol, date, value]
            news       | path: rows.csv, known: {at: day}                                 | column 'day' (known at) is not in the header
            news       | path: rows.csv, known: {days: 2}                                 | 'known' needs 'at'
            news       | path: rows.csv, known: {at: date, days: 1, businessDays: 1}      | not both
            news       | path: rows.csv, known: {at: date, days: -1}                      | a lag must be 0 to 3650 days
            news       | path: rows.csv, known: {at: date, days: soon}                    | expected a whole number, got 'soon'
            news       | path: rows.csv, known: {at: date}, static: true                  | contradict
            news       | path: rows.csv, static: maybe                                    | 'static' must be true or false
            news       | path: rows.csv, statick: true                                    | key 'statick' is not known
            news       | columns: {time: date}                                            | 'path' is missing
            news       | path: rows.csv, path: rows.csv                                   | key 'path' stands here twice
            bars       | path: rows.csv, columns: {instrument: symbol, time: date}        | column 'open' is needed but not in the header
            book.lobster | path: rows.csv, orderbook: nowhere.csv, instrument: A, date: 2012-06-21 | nowhere.csv does not exist
            """, quoteCharacter = '#')
    void shouldRefuseWhatItCannotHonourAndNameIt(String role, String entry, String message) throws Exception {
        dataset.role(role, entry);
        assertThatThrownBy(() -> dataset.read("2016-01-04", "2016-01-08", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("small.yaml")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: x\\nfiles: [unclosed      | small.yaml:3: not valid YAML
            files:\\n  - a list            | expected a mapping
            name: x                       | 'files' is missing
            ''                            | the descriptor is empty
            calendar: XLON\\nfiles: {}      | small.yaml:1: calendar 'XLON' is not supported; only XNYS is
            currency: EUR\\nfiles: {}       | currency 'EUR' is not supported; only USD is
            owner: me\\nfiles: {}           | key 'owner' is not known
            heldBack: {from: 2015-07-01}\\nfiles: {}                 | small.yaml:1: 'heldBack' needs 'from' and 'to'
            heldBack: {from: July, to: 2016-06-30}\\nfiles: {}       | a date must read yyyy-MM-dd, got 'July'
            heldBack: {from: 2016-07-01, to: 2016-06-30}\\nfiles: {} | lies before 'from'
            extends: nowhere.yaml                                    | small.yaml:1: file
            extends: small.yaml                                      | extends another one itself
            extends: small.yaml\\nfiles: {}                          | small.yaml:2: 'files' comes from the descriptor
            """)
    void shouldRefuseABadDescriptorWithItsLine(String text, String message) throws Exception {
        Path descriptor = dataset.descriptor(text.replace("\\n", "\n") + "\n");
        assertThatThrownBy(() -> Descriptor.read(descriptor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseADescriptorThatDoesNotExist() {
        assertThatThrownBy(() -> Descriptor.read(folder.resolve("none.yaml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.resolve("none.yaml").toString());
    }

    @Test
    void shouldExtendAnotherByDaysThatAreHeldBack() throws Exception {
        dataset.file("rows.csv", "symbol,time,text\n")
                .role("news", "path: rows.csv, columns: {instrument: symbol}, static: true");
        dataset.read("2016-01-04", "2016-01-08", 0);
        Path descriptor = folder.resolve("more.yaml");
        Files.writeString(descriptor, "extends: small.yaml\nheldBack: {from: 2015-07-01, to: 2016-06-30}\n");
        Descriptor extending = Descriptor.read(descriptor);
        Descriptor extended = Descriptor.read(folder.resolve("small.yaml"));
        assertThat(extending.files()).isNotEmpty().isEqualTo(extended.files());
        assertThat(extended.heldBack()).isNull();
        assertThat(extending.heldBack()).hasToString("2015-07-01 to 2016-06-30");

        Path third = folder.resolve("third.yaml");
        Files.writeString(third, "extends: more.yaml\n");
        assertThatThrownBy(() -> Descriptor.read(third)).hasMessageContaining("extends another one itself");
    }

    @Test
    void shouldRefuseAFileWithoutAHeader() throws Exception {
        dataset.file("rows.csv", "").role("news", "path: rows.csv, static: true");
        assertThatThrownBy(() -> dataset.read("2016-01-04", "2016-01-08", 0))
                .hasMessageContaining("has no header line");
    }

    @Test
    void shouldRefuseAFileThatIsNoGzip() throws Exception {
        Files.writeString(folder.resolve("rows.csv.gz"), "symbol,date\n");
        dataset.role("news", "path: rows.csv.gz, static: true");
        assertThatThrownBy(() -> dataset.read("2016-01-04", "2016-01-08", 0)).hasMessageContaining("is no gzip file");
    }

    @Test
    void shouldSayWhichColumnARoleNeeds() {
        dataset.role("news", "path: rows.csv, columns: {instrument: symbol, time: date}, known: {at: date}");
        assertThatThrownBy(() -> dataset.read("2016-01-04", "2016-01-08", 0))
                .hasMessageContaining("column 'text' is needed")
                .hasMessageContaining("map it with columns: {text: THEIRS}");
    }

    @Test
    void shouldTakeAByteOrderMarkForNoPartOfTheHeader() throws Exception {
        dataset.file("rows.csv", "\uFEFFsymbol,time,text\n")
                .role("news", "path: rows.csv, columns: {instrument: symbol}, static: true");
        assertThat(dataset.read("2016-01-04", "2016-01-08", 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-2006-2016.yaml", "us-2022.yaml", "books.yaml"})
    void shouldKnowEveryRoleOfTheRealDescriptors(String name) throws Exception {
        Descriptor descriptor = Descriptor.read(RealData.file(name));
        assertThat(descriptor.files()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2015-06-01, 2015-07-01", "2016-06-30, 2016-07-01", "2015-06-01, ", "2015-06-01, 2016-12-30"})
    void shouldRefuseDaysThatAreHeldBackUnlessTheyAreOpened(String from, String to) throws Exception {
        Path descriptor = dataset.descriptor("heldBack: {from: 2015-07-01, to: 2016-06-30}\nfiles: {}\n");
        RecordingBadRecords problems = new RecordingBadRecords();
        assertThatThrownBy(() -> DatasetFolder.read(descriptor, problems, from, to, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("small.yaml:1: the data set holds back 2015-07-01 to 2016-06-30");
        StreamRequest opened = new StreamRequest(
                descriptor.toString(),
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                0,
                1,
                new TreeMap<>(Map.of("held.back", "open")));
        new DatasetsConnector().open(opened, problems).close();
        assertThat(problems.notices()).anyMatch(notice -> notice.contains("held-back days opened"));
    }

    @Test
    void shouldReadWhatLiesOutsideOfTheDaysThatAreHeldBackHistoryIncluded() throws Exception {
        Path descriptor = dataset.descriptor("heldBack: {from: 2015-07-01, to: 2016-06-30}\nfiles: {}\n");
        RecordingBadRecords problems = new RecordingBadRecords();
        assertThat(DatasetFolder.read(descriptor, problems, "2015-01-02", "2015-06-30", 0))
                .isEmpty();
        assertThat(DatasetFolder.read(descriptor, problems, "2016-07-01", "2016-07-05", 20))
                .isEmpty();
        assertThat(problems.notices()).isEmpty();
    }

    @Test
    void shouldRefuseDatesThatMakeNoSense() {
        assertThatThrownBy(() -> dataset.read("2016-01-05", "2016-01-04", 0))
                .hasMessageContaining("before the first date");
        assertThatThrownBy(() -> dataset.read("2016-01-05", "2016-01-06", -1)).hasMessageContaining("historyDays");
        assertThatThrownBy(() -> new DatasetsConnector()
                        .open(
                                new StreamRequest(
                                        "x.yaml",
                                        LocalDate.of(2016, 1, 4),
                                        null,
                                        0,
                                        1,
                                        new TreeMap<>(Map.of("speed", "9"))),
                                new RecordingBadRecords()))
                .hasMessageContaining("speed");
    }
}
