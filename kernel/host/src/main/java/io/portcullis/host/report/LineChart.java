package io.portcullis.host.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** A line chart as inline SVG: readable without scripts, fonts of the reader's own. */
final class LineChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 300;
    private static final int LEFT = 76;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 34;
    private static final int GRID_LINES = 5;
    private static final int LABELS = 7;

    /** More points than pixels only make the page heavy. */
    private static final int POINTS_MAX = WIDTH;

    private final List<String> labels;
    private final List<Series> series;
    private final DoubleFunction<String> format;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double step;

    LineChart(List<String> labels, List<Series> series, DoubleFunction<String> format) {
        this.labels = labels;
        this.series = series;
        this.format = format;
        for (Series each : series) {
            for (double value : each.values()) {
                if (!Double.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        if (low > high) {
            low = 0;
            high = 1;
        } else if (low == high) {
            low -= 0.5;
            high += 0.5;
        }
        step = roundStep((high - low) / GRID_LINES);
        low = Math.floor(low / step) * step;
        high = Math.ceil(high / step) * step;
    }

    /** The next 1, 2, 2.5 or 5 times a power of ten: grid lines at numbers that people read at a glance. */
    static double roundStep(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (factor * power >= atLeast) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    String svg(String title) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.text(title)));
        grid(out);
        axis(out);
        for (Series each : series) {
            line(out, each);
        }
        out.append("</svg>\n<p class=\"legend\">");
        for (Series each : series) {
            out.append("<span class=\"").append(each.cssClass()).append("\">&#9644;</span> ");
            out.append(Html.text(each.name())).append("&emsp;");
        }
        return out.append("</p>\n").toString();
    }

    private void grid(StringBuilder out) {
        int lines = (int) Math.round((high - low) / step);
        for (int i = 0; i <= lines; i++) {
            double value = low + step * i;
            double y = y(value);
            out.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y,
                    LEFT - 6,
                    y + 4,
                    Html.text(format.apply(value))));
        }
    }

    private void axis(StringBuilder out) {
        int count = labels.size();
        for (int i = 0; i < LABELS && count > 1; i++) {
            int index = (int) Math.round((count - 1) * (double) i / (LABELS - 1));
            String anchor = i == 0 ? "start" : i == LABELS - 1 ? "end" : "middle";
            out.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                    x(index, count),
                    HEIGHT - 12,
                    anchor,
                    Html.text(labels.get(index))));
        }
    }

    private void line(StringBuilder out, Series each) {
        int count = each.values().size();
        int step = Math.max(1, count / POINTS_MAX);
        out.append("<path class=\"line ").append(each.cssClass()).append("\" d=\"");
        boolean pen = false;
        for (int i = 0; i < count; i += step) {
            double value = each.values().get(i);
            if (Double.isNaN(value)) {
                pen = false;
                continue;
            }
            out.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", x(i, count), y(value)));
            pen = true;
        }
        out.append("\"/>\n");
    }

    private static double x(int index, int count) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (count < 2 ? 0 : (double) index / (count - 1));
    }

    private double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low);
    }
}
