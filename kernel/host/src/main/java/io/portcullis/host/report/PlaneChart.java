package io.portcullis.host.report;

import java.util.Locale;

/** A small picture with shares on both axes, per cent: points or a line, and a line that they are held against. */
final class PlaneChart {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 220;
    private static final int LEFT = 40;
    private static final int RIGHT = 10;
    private static final int TOP = 8;
    private static final int BOTTOM = 32;
    private static final int GRID_LINES = 4;
    private static final int CENTS = 100;

    private final double xLow;
    private final double xHigh;
    private final double yLow;
    private final double yHigh;
    private final StringBuilder drawn = new StringBuilder();

    /** With the ranges of both axes, fractions. */
    PlaneChart(double xLow, double xHigh, double yLow, double yHigh) {
        this.xLow = xLow;
        this.xHigh = xHigh;
        this.yLow = yLow;
        this.yHigh = yHigh;
    }

    /** A line between two points. */
    PlaneChart aim(double x1, double y1, double x2, double y2) {
        drawn.append(String.format(
                Locale.ROOT,
                "<line class=\"aim\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                x(x1),
                y(y1),
                x(x2),
                y(y2)));
        return this;
    }

    /** A point whose area shows a weight, from 0 to 1. */
    PlaneChart dot(double x, double y, double weight) {
        drawn.append(String.format(
                Locale.ROOT,
                "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n",
                x(x),
                y(y),
                2 + 8 * Math.sqrt(weight)));
        return this;
    }

    /** A line through points. */
    PlaneChart line(double[] xs, double[] ys) {
        drawn.append("<path class=\"line one\" d=\"");
        for (int i = 0; i < xs.length; i++) {
            drawn.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x(xs[i]), y(ys[i])));
        }
        drawn.append("\"/>\n");
        return this;
    }

    /** The picture with its axes. */
    String svg(String title, String xName, String yName) {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.text(title)));
        for (int i = 0; i <= GRID_LINES; i++) {
            double x = xLow + (xHigh - xLow) * i / GRID_LINES;
            double y = yLow + (yHigh - yLow) * i / GRID_LINES;
            out.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>"
                            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y(y),
                    y(y),
                    LEFT - 5,
                    y(y) + 4,
                    CENTS * y,
                    x(x),
                    HEIGHT - BOTTOM + 14,
                    CENTS * x));
        }
        out.append(drawn);
        return out.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                                + "<text x=\"%d\" y=\"%d\">%s</text>%n</svg>%n",
                        WIDTH - RIGHT,
                        HEIGHT - 3,
                        Html.text(xName),
                        LEFT + 4,
                        TOP + 12,
                        Html.text(yName)))
                .toString();
    }

    private double x(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (clip(value, xLow, xHigh) - xLow) / (xHigh - xLow);
    }

    private double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (yHigh - clip(value, yLow, yHigh)) / (yHigh - yLow);
    }

    private static double clip(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
