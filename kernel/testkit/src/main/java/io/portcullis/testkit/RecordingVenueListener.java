package io.portcullis.testkit;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueReport;
import io.portcullis.spi.VenueListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps a venue's reports in order of arrival, and waits for one when they come on another thread. Thread-safe. */
public final class RecordingVenueListener implements VenueListener {
    /** What is waited for may also change without a report, such as the list of open orders. */
    private static final long RECHECK_MILLIS = 20;

    private final List<VenueReport> reports = new ArrayList<>();
    private final List<Boolean> links = new ArrayList<>();

    @Override
    public synchronized void onReport(VenueReport report) {
        reports.add(report);
        notifyAll();
    }

    @Override
    public synchronized void onLink(boolean up) {
        links.add(up);
        notifyAll();
    }

    /** All reports so far. */
    public synchronized List<VenueReport> reports() {
        return List.copyOf(reports);
    }

    /** The reports on one order so far. */
    public synchronized List<VenueReport> reports(String orderId) {
        ClientOrderId id = ClientOrderId.of(orderId);
        return reports.stream().filter(report -> report.orderId().equals(id)).toList();
    }

    /** The executions of one order so far. */
    public List<Fill> fills(String orderId) {
        return reports(orderId).stream()
                .filter(VenueReport.Filled.class::isInstance)
                .map(report -> ((VenueReport.Filled) report).fill())
                .toList();
    }

    /** Link changes so far. */
    public synchronized List<Boolean> links() {
        return List.copyOf(links);
    }

    /**
     * Waits until the reports are as wanted; at once when they are.
     *
     * @throws AssertionError when they are not within the time, with the reports that came
     */
    public List<VenueReport> await(String what, Duration atMost, Predicate<List<VenueReport>> wanted) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<VenueReport> now = reports();
        // Judged without the lock: the judgement may ask the venue, whose answer may wait for a report to be delivered.
        while (!wanted.test(now)) {
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                throw new AssertionError("no " + what + " within " + atMost + "; reports: " + now);
            }
            waitForMore(now.size(), Math.min(leftMillis, RECHECK_MILLIS));
            now = reports();
        }
        return now;
    }

    private synchronized void waitForMore(int seen, long millis) {
        try {
            if (reports.size() == seen) {
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a report", e);
        }
    }
}
