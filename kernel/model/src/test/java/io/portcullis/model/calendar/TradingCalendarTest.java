package io.portcullis.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {
    private static final TradingCalendar NYSE = TradingCalendar.nyse();

    /** The exchange's published holidays; the weekdays of a year that are not in its list are trading days. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1998 | 01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25
            2001 | 01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25
            2004 | 01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24
            2007 | 01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25
            2010 | 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
            2011 | 01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26
            2012 | 01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25
            2018 | 01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25
            2021 | 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
            2022 | 01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26
            2023 | 01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25
            2024 | 01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25
            2025 | 01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25
            2026 | 01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25
            2027 | 01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24
            """)
    void shouldCloseOnExactlyThePublishedHolidays(int year, String holidays) {
        SortedSet<LocalDate> published = new TreeSet<>();
        for (String monthDay : holidays.split(" ")) {
            published.add(LocalDate.parse(year + "-" + monthDay));
        }
        SortedSet<LocalDate> closed = new TreeSet<>();
        LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .filter(day -> !NYSE.isTradingDay(day))
                .forEach(closed::add);
        assertThat(closed).isEqualTo(published);
    }

    /** Published early closings; each list is complete for its year. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1997 | 07-03 11-28 12-24 12-26
            2002 | 07-05 11-29 12-24
            2003 | 07-03 11-28 12-24 12-26
            2008 | 07-03 11-28 12-24
            2010 | 11-26
            2013 | 07-03 11-29 12-24
            2018 | 07-03 11-23 12-24
            2019 | 07-03 11-29 12-24
            2020 | 11-27 12-24
            2021 | 11-26
            2022 | 11-25
            2023 | 07-03 11-24
            2024 | 07-03 11-29 12-24
            2025 | 07-03 11-28 12-24
            2026 | 11-27 12-24
            """)
    void shouldCloseEarlyOnExactlyThePublishedHalfDays(int year, String halfDays) {
        SortedSet<LocalDate> published = new TreeSet<>();
        for (String monthDay : halfDays.split(" ")) {
            published.add(LocalDate.parse(year + "-" + monthDay));
        }
        SortedSet<LocalDate> early = new TreeSet<>();
        LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(NYSE::isHalfDay)
                .forEach(early::add);
        assertThat(early).isEqualTo(published);
    }

    @ParameterizedTest
    @CsvSource({
        "2016-01-04, 2016-01-04T14:30:00Z, 2016-01-04T21:00:00Z",
        "2016-07-01, 2016-07-01T13:30:00Z, 2016-07-01T20:00:00Z",
        "2015-11-27, 2015-11-27T14:30:00Z, 2015-11-27T18:00:00Z",
        "2007-03-09, 2007-03-09T14:30:00Z, 2007-03-09T21:00:00Z",
        "2007-03-12, 2007-03-12T13:30:00Z, 2007-03-12T20:00:00Z"
    })
    void shouldOpenAndCloseByTheClockInNewYork(LocalDate date, Instant open, Instant close) {
        assertThat(NYSE.openNanos(date)).isEqualTo(open.getEpochSecond() * 1_000_000_000L);
        assertThat(NYSE.closeNanos(date)).isEqualTo(close.getEpochSecond() * 1_000_000_000L);
    }

    @Test
    void shouldBeOpenFromTheOpenUpToTheClose() {
        LocalDate date = LocalDate.of(2016, 1, 4);
        assertThat(NYSE.isOpenAt(NYSE.openNanos(date) - 1)).isFalse();
        assertThat(NYSE.isOpenAt(NYSE.openNanos(date))).isTrue();
        assertThat(NYSE.isOpenAt(NYSE.closeNanos(date) - 1)).isTrue();
        assertThat(NYSE.isOpenAt(NYSE.closeNanos(date))).isFalse();
        assertThat(NYSE.isOpenAt(NYSE.openNanos(date) + 3 * 86_400_000_000_000L))
                .isTrue();
        assertThat(NYSE.isOpenAt(NYSE.openNanos(date) + 5 * 86_400_000_000_000L))
                .isFalse();
        assertThat(NYSE.dateAt(NYSE.closeNanos(date))).isEqualTo(date);
    }

    @Test
    void shouldStepOverWeekendsAndClosings() {
        assertThat(NYSE.next(LocalDate.of(2001, 9, 10))).isEqualTo("2001-09-17");
        assertThat(NYSE.previous(LocalDate.of(2001, 9, 17))).isEqualTo("2001-09-10");
        assertThat(NYSE.next(LocalDate.of(2012, 10, 27))).isEqualTo("2012-10-31");
        assertThat(NYSE.previous(LocalDate.of(2012, 10, 30))).isEqualTo("2012-10-26");
    }

    @Test
    void shouldCountTradingDaysInBothDirections() {
        LocalDate friday = LocalDate.of(2016, 1, 15);
        LocalDate sunday = LocalDate.of(2016, 1, 17);
        LocalDate tuesdayAfterHoliday = LocalDate.of(2016, 1, 19);
        assertThat(NYSE.tradingDaysBetween(friday, tuesdayAfterHoliday)).isEqualTo(1);
        assertThat(NYSE.tradingDaysBetween(tuesdayAfterHoliday, friday)).isEqualTo(-1);
        assertThat(NYSE.tradingDaysBetween(friday, friday)).isZero();
        assertThat(NYSE.plus(friday, 1)).isEqualTo(tuesdayAfterHoliday);
        assertThat(NYSE.plus(sunday, 0)).isEqualTo(friday);
        assertThat(NYSE.plus(sunday, 1)).isEqualTo(tuesdayAfterHoliday);
        assertThat(NYSE.plus(sunday, -1)).isEqualTo(friday);
        assertThat(NYSE.plus(tuesdayAfterHoliday, -1)).isEqualTo(friday);
        assertThat(NYSE.tradingDays(friday, tuesdayAfterHoliday)).containsExactly(friday, tuesdayAfterHoliday);
        assertThat(NYSE.tradingDays(sunday, sunday)).isEmpty();
    }

    /** 252 trading days in 2016 and 2024, 250 in 2023: the exchange's own counts. */
    @ParameterizedTest
    @CsvSource({"2001, 248", "2016, 252", "2023, 250", "2024, 252", "2025, 250"})
    void shouldHaveThePublishedNumberOfTradingDays(int year, int count) {
        assertThat(NYSE.tradingDays(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))
                .hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-01-01", "2016-01-02", "2001-09-11"})
    void shouldRefuseTheOpenAndCloseOfAClosedDay(LocalDate date) {
        assertThatThrownBy(() -> NYSE.openNanos(date)).hasMessageContaining(date.toString());
        assertThatThrownBy(() -> NYSE.closeNanos(date)).hasMessageContaining(date.toString());
    }

    @Test
    void shouldRefuseDatesThatItsRulesDoNotCover() {
        assertThatThrownBy(() -> NYSE.isTradingDay(LocalDate.of(1992, 12, 31))).hasMessageContaining("1993-01-01");
        assertThatThrownBy(() -> NYSE.isHalfDay(LocalDate.of(2100, 1, 1))).hasMessageContaining("2099-12-31");
        assertThatThrownBy(() -> NYSE.next(TradingCalendar.LAST)).hasMessageContaining("2099-12-31");
        assertThatThrownBy(() -> NYSE.previous(TradingCalendar.FIRST)).hasMessageContaining("1993-01-01");
    }

    @Test
    void shouldHaveExactlyTheDatesOfTheRealBars() throws IOException {
        Path bars = sharedData().resolve("01-daily-stocks/us_daily_dev_2006-01_2016-06.csv.gz");
        assumeThat(bars)
                .as("the training data (../shared/data beside the repository) is not here: not compared with real bars")
                .isRegularFile();
        SortedSet<LocalDate> dates = new TreeSet<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(bars)), StandardCharsets.UTF_8));
                Stream<String> lines = reader.lines()) {
            lines.skip(1)
                    .map(line -> line.split(",", 3)[1])
                    .distinct()
                    .map(LocalDate::parse)
                    .forEach(dates::add);
        }
        List<LocalDate> expected = NYSE.tradingDays(LocalDate.of(2006, 1, 1), LocalDate.of(2016, 6, 30));
        assertThat(List.copyOf(dates)).isEqualTo(expected);
    }

    private static Path sharedData() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".ci"))) {
            folder = folder.getParent();
        }
        return folder.resolveSibling("shared").resolve("data");
    }
}
