package io.portcullis.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class FiguresTest {
    private final ArrayDeque<Double> loads = new ArrayDeque<>();
    private final Figures figures = new Figures(new PrintStream(OutputStream.nullOutputStream()), loads::remove);

    private record Counted(double[] values, int[] calls) implements Measurement {
        @Override
        public String name() {
            return "counted";
        }

        @Override
        public List<Taken> take(double load1) {
            double value = values[calls[0]++];
            return List.of(Taken.of(Figure.number("counted", value, "1/s", 10, load1)));
        }
    }

    @Test
    void shouldWriteNoRowWhenAnAnswerWasWrong() throws Exception {
        loads.add(0.5);
        Measurement wrong = new Measurement() {
            @Override
            public String name() {
                return "wrong";
            }

            @Override
            public List<Taken> take(double load1) throws WrongAnswerException {
                throw new WrongAnswerException("said 2, right is 1");
            }
        };

        figures.take(wrong, "command", true);

        assertThat(figures.figures()).isEmpty();
        assertThat(figures.failed()).isTrue();
        assertThat(figures.gaps()).singleElement().asString().contains("said 2, right is 1");
    }

    @Test
    void shouldRepeatUnderLoadAndKeepTheQuieterRunWhateverItMeasured() throws Exception {
        loads.addAll(List.of(3.5, 2.5));
        figures.take(new Counted(new double[] {900, 100}, new int[1]), "command", true);

        assertThat(figures.figures()).extracting(Figure::value, Figure::load1).containsExactly(tuple(100, 2.5));
    }

    @Test
    void shouldMeasureOnceOnAQuietMachine() throws Exception {
        loads.add(1.9);
        int[] calls = new int[1];
        figures.take(new Counted(new double[] {100, 200}, calls), "command", true);

        assertThat(calls[0]).isEqualTo(1);
        assertThat(figures.figures()).extracting(Figure::value).containsExactly(100.0);
    }

    @Test
    void shouldWriteExactlyTheAgreedKeysAndTheHistogramBeside(@TempDir Path folder) throws Exception {
        loads.add(0.25);
        Histogram nanos = new Histogram(1_000_000, 3);
        for (int i = 1; i <= 1_000; i++) {
            nanos.recordValue(i * 100);
        }
        Figure peer = Figure.number("peer", 25, "us", 1, 0.25);
        Figure figure =
                Figure.latency("a \"quoted\" name", nanos, 0.25).against(peer).under("process");
        figures.take(fixed(new Taken(figure, nanos)), "mvn bench", true);

        figures.write(folder, "benchmarks", "some jvm");

        Object rows = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(folder.resolve("benchmarks.json")));
        assertThat(rows)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
        Map<?, ?> row = (Map<?, ?>) ((List<?>) rows).get(0);
        assertThat(List.copyOf(row.keySet()))
                .isEqualTo(List.of(
                        "name",
                        "value",
                        "unit",
                        "p50",
                        "p99",
                        "p99.9",
                        "samples",
                        "load1",
                        "durability",
                        "jvm",
                        "command",
                        "peer",
                        "peerValue",
                        "ratio"));
        assertThat(row.get("name")).isEqualTo("a \"quoted\" name");
        assertThat(((Number) row.get("p50")).doubleValue()).isBetween(50.0, 50.1);
        assertThat(((Number) row.get("ratio")).doubleValue()).isBetween(2.0, 2.01);
        assertThat(row.get("durability")).isEqualTo("process");
        assertThat(Files.readString(folder.resolve("benchmarks.hlog"))).contains("Tag=");
    }

    private static Measurement fixed(Taken taken) {
        return new Measurement() {
            @Override
            public String name() {
                return "fixed";
            }

            @Override
            public List<Taken> take(double load1) {
                return List.of(taken);
            }
        };
    }

    private static org.assertj.core.groups.Tuple tuple(double value, double load1) {
        return org.assertj.core.groups.Tuple.tuple(value, load1);
    }
}
