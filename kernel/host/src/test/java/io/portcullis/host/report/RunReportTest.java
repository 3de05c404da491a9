package io.portcullis.host.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    @TempDir
    private Path folder;

    @Test
    void shouldStandOnItsOwnWithoutANetwork() throws IOException {
        String page = write("A run", Map.of("name-limit", 3L));

        assertThat(page).doesNotContain("http://", "https://", "<script", "<link", "src=");
        assertThat(page).contains("<svg", "name-limit", "100.00 %", "decision to record");
    }

    @Test
    void shouldShowTextAsTextWhateverItSays() throws IOException {
        String page = write("<b>bold</b> & \"more\"", Map.of("<img src=x>", 1L));

        assertThat(page)
                .contains("&lt;b&gt;bold&lt;/b&gt; &amp; &quot;more&quot;")
                .doesNotContain("<b>", "<img");
    }

    @Test
    void shouldDrawEachDayOfTheEquity() {
        String svg = new LineChart(
                        List.of("a", "b", "c"),
                        List.of(new Series("s", "one", List.of(1.0, 3.0, 2.0))),
                        Double::toString)
                .svg("t");

        assertThat(svg).containsPattern("d=\"M76\\.0 [0-9.]+L512\\.0 12\\.0L948\\.0 [0-9.]+\"");
    }

    @Test
    void shouldPutGridLinesAtRoundNumbers() {
        assertThat(LineChart.roundStep(0.0051)).isEqualTo(0.01);
        assertThat(LineChart.roundStep(995_263)).isEqualTo(1_000_000);
        assertThat(LineChart.roundStep(2.1)).isEqualTo(2.5);
    }

    @Test
    void shouldWriteOnePageThatABrowserCanParse() throws IOException {
        String page = write("A run", new TreeMap<>());
        String body =
                page.substring(page.indexOf("<body>")).replace("</html>", "").replaceAll("&[a-z]+;", "");

        assertThat(tags(body, "svg")).isEqualTo(tags(body, "/svg")).isPositive();
        assertThat(tags(body, "table")).isEqualTo(tags(body, "/table"));
    }

    private static int tags(String page, String tag) {
        return page.split("<" + tag + "[ >]", -1).length - 1;
    }

    private String write(String title, Map<String, Long> denied) throws IOException {
        Path file = folder.resolve("report.html");
        new RunReport(
                        title,
                        "generated market",
                        Map.of("Win rate", "100.00 %"),
                        List.of(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 3)),
                        List.of(100.0, 90.0),
                        List.of(1.0, 1.1),
                        denied,
                        List.of(new Latency("decision to record", 10, 1, 2, 3, 4)),
                        List.of("a note"))
                .write(file);
        return Files.readString(file);
    }
}
