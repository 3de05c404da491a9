package io.portcullis.host.report;

import io.portcullis.host.server.AgentView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything that the page shows.
 *
 * @param title its heading
 * @param label what kind of figures these are: generated market, or historical sample
 * @param summary headline figures by name, as text
 * @param dates one per trading day
 * @param equity account equity per day, money
 * @param equalWeight the yardstick's growth, per day, from 1
 * @param deniedByRule denials by rule or code
 * @param agents what they did, and what became of their calls
 * @param latencies measured paths; empty where nothing was measured
 * @param notes remarks on the data, such as bad rows
 */
public record RunReport(
        String title,
        String label,
        Map<String, String> summary,
        List<LocalDate> dates,
        List<Double> equity,
        List<Double> equalWeight,
        Map<String, Long> deniedByRule,
        List<AgentView> agents,
        List<Latency> latencies,
        List<String> notes) {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2733; --soft: #6b7a89; --page: #fbfbfa; --rule: #d9dee3;
                    --one: #1f6f8b; --two: #b5651d; --fall: #a23b3b; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e4e9ee; --soft: #93a1af; --page: #14191f; --rule: #2c3641;
                      --one: #5fb3cf; --two: #e0a05f; --fall: #e07a7a; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
                   max-width: 1000px; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            .label { color: var(--soft); margin-top: .2rem; }
            dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: .6rem; }
            dl div { border: 1px solid var(--rule); border-radius: 6px; padding: .5rem .7rem; }
            dt { color: var(--soft); font-size: .8rem; } dd { margin: 0; font-variant-numeric: tabular-nums; font-size: 1.1rem; }
            svg { width: 100%; height: auto; } svg text { fill: var(--soft); font-size: 12px; }
            .grid { stroke: var(--rule); stroke-width: 1; } .line { fill: none; stroke-width: 1.6; }
            path.one { stroke: var(--one); } path.two { stroke: var(--two); } path.fall { stroke: var(--fall); }
            span.one { color: var(--one); } span.two { color: var(--two); } span.fall { color: var(--fall); }
            .bar { fill: var(--one); } .legend { color: var(--soft); font-size: .85rem; }
            table { border-collapse: collapse; } td, th { padding: .25rem .9rem .25rem 0; text-align: right;
                    border-bottom: 1px solid var(--rule); font-variant-numeric: tabular-nums; }
            td:first-child, th:first-child { text-align: left; }
            .wide { overflow-x: auto; font-size: .85rem; } .wide td, .wide th { white-space: nowrap; }
            .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: .5rem; }
            figure { margin: 0; } figcaption { font-size: .85rem; color: var(--soft); } .dot { fill: var(--one); fill-opacity: .55; }
            .aim { stroke: var(--two); stroke-dasharray: 4 3; stroke-width: 1; }
            """;

    /** Writes the page. */
    public void write(Path file) throws IOException {
        Files.writeString(file, html());
    }

    private String html() {
        StringBuilder out = new StringBuilder();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(Html.text(title))
                .append("</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(Html.text(title))
                .append("</h1>\n<p class=\"label\">")
                .append(Html.text(label))
                .append("</p>\n<dl>\n");
        summary.forEach((name, value) -> out.append("<div><dt>")
                .append(Html.text(name))
                .append("</dt><dd>")
                .append(Html.text(value))
                .append("</dd></div>\n"));
        out.append("</dl>\n<h2>Equity</h2>\n").append(equityChart());
        out.append("<h2>Drawdown</h2>\n").append(drawdownChart());
        out.append("<h2>Denied by rule</h2>\n").append(BarList.svg("Denied by rule", deniedByRule));
        out.append("<h2>Agents</h2>\n").append(new AgentSection(agents).html());
        out.append("<h2>Latency</h2>\n").append(latencyTable());
        out.append("<h2>Notes</h2>\n<ul>\n");
        notes.forEach(note -> out.append("<li>").append(Html.text(note)).append("</li>\n"));
        return out.append("</ul>\n</body>\n</html>\n").toString();
    }

    private List<String> axis() {
        return dates.stream().map(LocalDate::toString).toList();
    }

    private String equityChart() {
        List<Series> series = new ArrayList<>();
        series.add(new Series("Portfolio", "one", equity));
        if (!equalWeight.isEmpty() && !equity.isEmpty()) {
            double start = equity.get(0);
            List<Double> scaled =
                    equalWeight.stream().map(level -> level * start).toList();
            series.add(new Series("Equal weight, same instruments, no costs", "two", scaled));
        }
        return new LineChart(axis(), series, value -> String.format(Locale.ROOT, "%,.0f", value)).svg("Equity");
    }

    private String drawdownChart() {
        List<Double> falls = new ArrayList<>();
        double peak = Double.NEGATIVE_INFINITY;
        for (double value : equity) {
            peak = Math.max(peak, value);
            falls.add(value / peak - 1);
        }
        return new LineChart(
                        axis(),
                        List.of(new Series("Portfolio, from its peak", "fall", falls)),
                        value -> String.format(Locale.ROOT, "%.2f %%", value * 100))
                .svg("Drawdown");
    }

    private String latencyTable() {
        if (latencies.isEmpty()) {
            return "<p>Not measured in this kind of run.</p>\n";
        }
        StringBuilder out = new StringBuilder("<table>\n<tr><th>Path</th><th>Samples</th><th>p50 &micro;s</th>"
                + "<th>p99 &micro;s</th><th>p99.9 &micro;s</th><th>max &micro;s</th></tr>\n");
        for (Latency each : latencies) {
            out.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%,d</td><td>%,.1f</td><td>%,.1f</td><td>%,.1f</td><td>%,.1f</td></tr>%n",
                    Html.text(each.path()),
                    each.count(),
                    each.p50Micros(),
                    each.p99Micros(),
                    each.p999Micros(),
                    each.maxMicros()));
        }
        return out.append("</table>\n").toString();
    }
}
