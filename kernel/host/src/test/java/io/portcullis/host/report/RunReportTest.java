package io.portcullis.host.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.host.server.ScriptedAgents;
import io.portcullis.signals.agent.CallScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
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

    @Test
    void shouldShowWhatBecameOfTheAgentsCallsAndDrawIt() throws IOException {
        String page = write("A run", new TreeMap<>());

        assertThat(page)
                .contains(
                        "<td>good</td><td>400</td><td>100</td><td>80.0 %</td><td>1</td><td>0.50</td><td>0.90</td>",
                        "60.0 % (55.1 to 64.7)", "<td>25.0 %</td>", "Reliability of good", "Risk and coverage of good")
                .contains("<td>silent</td>")
                .doesNotContain("Reliability of silent");
    }

    @Test
    void shouldMergeNeighbouringRangesUntilEachHoldsATenth() {
        List<CallScore.Said> bins = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            bins.add(new CallScore.Said(0.5 + i / 1000.0, 0.5, 1));
        }
        List<CallScore.Said> merged = AgentSection.merged(bins, 100);
        assertThat(merged).hasSize(10).allMatch(bin -> bin.effectiveCalls() == 10 && bin.cameTrue() == 0.5);
        assertThat(merged.get(0).probability()).isCloseTo(0.5045, within(1e-12));
    }

    @Test
    void shouldPutAPointWhereItBelongs() {
        String svg = new PlaneChart(0, 1, 0, 1).dot(0.5, 0.25, 0).svg("t", "x", "y");
        assertThat(svg).contains("cx=\"175.0\" cy=\"143.0\" r=\"2.0\"");
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
                        ScriptedAgents.views(),
                        List.of(new Latency("decision to record", 10, 1, 2, 3, 4)),
                        List.of("a note"))
                .write(file);
        return Files.readString(file);
    }
}
