package io.portcullis.ingest.recording;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads a live stream on a thread of its own while nobody has time for it, and keeps what came, up to a bound. Thread-safe. */
final class LiveBuffer implements AutoCloseable {
    private final MarketStream live;
    private final int eventsMax;
    private final Deque<MarketEvent> events = new ArrayDeque<>();
    private final Thread reader;
    private boolean ended;
    private IOException failure;

    LiveBuffer(MarketStream live, int eventsMax) {
        this.live = live;
        this.eventsMax = eventsMax;
        reader = new Thread(this::read, "portcullis-live-buffer");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            for (MarketEvent event = live.next(); event != null && keep(event); event = live.next()) {
                // kept
            }
            end(null);
        } catch (InterruptedException e) {
            end(null);
        } catch (IOException e) {
            end(e);
        } catch (RuntimeException e) {
            end(new IOException("the live stream failed: " + e, e));
        }
    }

    private synchronized boolean keep(MarketEvent event) {
        if (events.size() == eventsMax) {
            end(new IOException("more than " + eventsMax + " live events wait for the history to end"));
            return false;
        }
        events.addLast(event);
        notifyAll();
        return true;
    }

    private synchronized void end(IOException why) {
        failure = failure == null ? why : failure;
        ended = true;
        notifyAll();
    }

    /** The next event, taken out; null when the stream has ended, or none came within the patience. */
    synchronized MarketEvent take(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (events.isEmpty() && !ended) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        if (failure != null) {
            throw failure;
        }
        return events.pollFirst();
    }

    /** True when there is nothing more to come. */
    synchronized boolean isOver() {
        return ended && failure == null && events.isEmpty();
    }

    @Override
    public void close() {
        reader.interrupt();
        live.close();
    }
}
