package io.portcullis.ingest.recording;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * History, then live, as one stream, with no event missing or doubled at the seam.
 *
 * <p>The live stream must have been opened before the history is asked for, so that the two overlap: whatever happens meanwhile
 * is in at least one of them. Where both have an event it is given once. Two events are the same when they are equal in
 * everything; so of two equal trades that both streams have, two are given. What only one of them has is given in the order in
 * which it became known. While the history is read, a thread of its own keeps what comes live.
 *
 * <p>One thread at a time.
 */
public final class BackfillStream implements MarketStream {
    private static final int WAITING_MAX = 1 << 20;
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final MarketStream history;
    private final LiveBuffer live;
    private final long liveFromNanos;
    private final Duration patience;
    private final Map<MarketEvent, Integer> overlap = new HashMap<>();
    private MarketEvent nextHistory;
    private MarketEvent nextLive;
    private boolean begun;
    private boolean historyOver;
    private long lastHistoryNanos = Long.MIN_VALUE;
    private long doubled;
    private long onlyLive;
    private long onlyHistory;

    /**
     * What was found where the two meet.
     *
     * @param doubled events that both had, given once; 0 proves nothing: perhaps nothing happened, perhaps something is missing
     * @param onlyLive events of the overlap that the history did not have
     * @param onlyHistory events of the overlap that the live stream did not have
     */
    public record Seam(long doubled, long onlyLive, long onlyHistory) {}

    /**
     * Owns both streams from now on.
     *
     * @param liveFromNanos when the live stream was opened: from then on the history may have what it has
     * @param patience how long the end of the history waits for the first live event; a quiet market must not hold it up
     */
    public BackfillStream(MarketStream history, MarketStream live, long liveFromNanos, Duration patience) {
        this.history = history;
        this.live = new LiveBuffer(live, WAITING_MAX);
        this.liveFromNanos = liveFromNanos;
        this.patience = patience;
    }

    @Override
    public MarketEvent next() throws IOException, InterruptedException {
        if (!begun) {
            begun = true;
            nextHistory = history.next();
        }
        while (!historyOver) {
            MarketEvent event = nextOfBoth();
            if (event != null) {
                return event;
            }
        }
        return nextOfLive();
    }

    private MarketEvent nextOfLive() throws IOException, InterruptedException {
        while (true) {
            MarketEvent event = nextLive == null ? live.take(A_WHILE) : nextLive;
            nextLive = null;
            if (event == null && live.isOver()) {
                return null;
            }
            if (event != null && event.knownTimeNanos() > lastHistoryNanos) {
                overlap.clear();
                return event;
            }
            if (event != null && !wasGiven(event)) {
                // after its time: whoever publishes the stream says so and puts it aside
                onlyLive++;
                return event;
            }
        }
    }

    /** One step while there is history, or live events of its time: null when the step gave nothing. */
    private MarketEvent nextOfBoth() throws IOException, InterruptedException {
        boolean inOverlap = nextHistory == null || nextHistory.knownTimeNanos() >= liveFromNanos;
        if (inOverlap && nextLive == null) {
            nextLive = live.take(patience);
        }
        if (nextHistory != null && (nextLive == null || nextHistory.knownTimeNanos() <= nextLive.knownTimeNanos())) {
            return takeHistory();
        }
        if (nextLive == null || nextLive.knownTimeNanos() > lastHistoryNanos && nextHistory == null) {
            historyOver = true;
            onlyHistory = notLive();
            return null;
        }
        MarketEvent event = nextLive;
        nextLive = null;
        if (wasGiven(event)) {
            return null;
        }
        onlyLive++;
        return event;
    }

    private MarketEvent takeHistory() throws IOException, InterruptedException {
        MarketEvent event = nextHistory;
        nextHistory = history.next();
        lastHistoryNanos = event.knownTimeNanos();
        if (lastHistoryNanos >= liveFromNanos) {
            overlap.merge(event, 1, Integer::sum);
        }
        return event;
    }

    private boolean wasGiven(MarketEvent event) {
        Integer times = overlap.get(event);
        if (times == null || times == 0) {
            return false;
        }
        overlap.put(event, times - 1);
        doubled++;
        onlyHistory = historyOver ? notLive() : 0;
        return true;
    }

    private long notLive() {
        return overlap.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** What was found so far; all of it once an event after the history's last was given. */
    public Seam seam() {
        return new Seam(doubled, onlyLive, onlyHistory);
    }

    @Override
    public void close() {
        history.close();
        live.close();
    }
}
