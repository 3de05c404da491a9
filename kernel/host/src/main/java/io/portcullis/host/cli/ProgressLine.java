package io.portcullis.host.cli;

import java.io.PrintStream;
import java.util.Locale;

/** A bar that redraws itself on a terminal; without one a line per ten per cent. */
final class ProgressLine implements Progress {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private int tenth = -1;
    private int widest;
    private long drawnNanos = System.nanoTime() - REDRAW_NANOS;

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void at(double fraction, String what) {
        double bounded = Math.min(1, Math.max(0, fraction));
        if (terminal) {
            redraw(bounded, what);
        } else {
            int now = (int) Math.floor(bounded * 10 + 1e-9);
            if (now > tenth) {
                tenth = now;
                out.printf(Locale.ROOT, "%3d %%  %s%n", now * 10, what);
            }
        }
    }

    private void redraw(double fraction, String what) {
        boolean last = fraction >= 1;
        long now = System.nanoTime();
        if (!last && now - drawnNanos < REDRAW_NANOS) {
            return;
        }
        drawnNanos = now;
        int full = (int) Math.round(fraction * WIDTH);
        String line = String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %s",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                (int) (fraction * 100),
                what);
        widest = Math.max(widest, line.length());
        out.print("\r" + line + " ".repeat(widest - line.length()));
        if (last) {
            out.println();
        }
        out.flush();
    }
}
