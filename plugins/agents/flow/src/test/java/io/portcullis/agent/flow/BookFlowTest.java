package io.portcullis.agent.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BookFlowTest {
    /** 300 at 100 bid, 100 at 100.02 offered: (100.02 x 300 + 100 x 100) / 400. */
    @Test
    void shouldDrawTheMiddleToTheSideOnWhichLessStands() {
        TopOfBook top = new TopOfBook(100, 300, 100.02, 100);
        assertThat(top.weightedMiddle()).isEqualTo(100.015, within(1e-12));
        assertThat(top.lean()).isEqualTo(0.5, within(1e-9));
    }

    /** The four terms of the definition, one by one. */
    @Test
    void shouldAddUpWhatComesAndGoesAtTheTop() {
        TopOfBook before = new TopOfBook(10, 5, 11, 7);
        assertThat(new TopOfBook(10, 8, 11, 7).flowSince(before))
                .as("3 more bid")
                .isEqualTo(3);
        assertThat(new TopOfBook(10.1, 2, 11, 7).flowSince(before))
                .as("a better bid")
                .isEqualTo(2);
        assertThat(new TopOfBook(9.9, 4, 11, 7).flowSince(before))
                .as("the bid gone")
                .isEqualTo(-5);
        assertThat(new TopOfBook(10, 5, 11, 9).flowSince(before))
                .as("2 more offered")
                .isEqualTo(-2);
        assertThat(new TopOfBook(10, 5, 10.9, 1).flowSince(before))
                .as("a better offer")
                .isEqualTo(-1);
        assertThat(new TopOfBook(10, 5, 11.1, 3).flowSince(before))
                .as("the offer gone")
                .isEqualTo(7);
        assertThat(before.flowSince(before)).as("nothing").isZero();
    }

    @Test
    void shouldTellTheSideOfAnOptionTradeByTheQuote() {
        assertThat(OptionFlow.side(1.35, 1.2, 1.33, 1)).isEqualTo(1);
        assertThat(OptionFlow.side(1.2, 1.2, 1.33, 1)).isEqualTo(-1);
        assertThat(OptionFlow.side(1.25, 1.2, 1.33, 1)).isEqualTo(1);
        assertThat(OptionFlow.side(1.25, 1.2, 1.33, 1.3)).isEqualTo(-1);
        assertThat(OptionFlow.side(1.25, 1.2, 1.33, Double.NaN)).isZero();
    }

    /** A day of Amazon: changes of the middle in the same ten events go with the flow: less so in a stock with a wide spread than in the tight ones of the paper. */
    @Test
    void shouldGoWithTheMovesOfARecordedDay() throws Exception {
        List<TopOfBook> tops = new ArrayList<>();
        Path file = data("03-order-book/licence-unclear-lobster/AMZN_2012-06-21_L1_orderbook.csv.gz");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",");
                tops.add(new TopOfBook(
                        Double.parseDouble(cells[2]) / 1e4,
                        Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[0]) / 1e4,
                        Double.parseDouble(cells[1])));
            }
        }
        double total = 0;
        double sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
        int n = 0;
        for (int block = 0; block + 10 < tops.size(); block += 10) {
            double flow = 0;
            for (int k = block + 1; k <= block + 10; k++) {
                flow += tops.get(k).flowSince(tops.get(k - 1));
            }
            double ticks = (tops.get(block + 10).middle() - tops.get(block).middle()) / 0.01;
            total += flow;
            n++;
            sx += flow;
            sy += ticks;
            sxx += flow * flow;
            sxy += flow * ticks;
            syy += ticks * ticks;
        }
        double slope = (sxy - sx * sy / n) / (sxx - sx * sx / n);
        double correlation = (sxy - sx * sy / n) / Math.sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
        System.out.printf(
                "AMZN: sum of the order flow %.0f shares; ticks on flow over %,d blocks of 10 events: slope %.5f, R2 %.4f%n",
                total, n, slope, correlation * correlation);
        assertThat(slope).isPositive();
        assertThat(correlation * correlation).isGreaterThan(0.05);
    }

    private static Path data(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".ci"))) {
            folder = folder.getParent();
        }
        Path file = folder.resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(file).as("the training data are not here: not read").isRegularFile();
        return file;
    }
}
