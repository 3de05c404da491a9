package io.portcullis.host.live;

import io.portcullis.host.server.Json;
import io.portcullis.ingest.bus.EventBus;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Recorded decisions on their way to other systems, as JSON on the bus. The engine's thread only puts a record in line; a bus
 * that is slow or down loses decisions here and nowhere else, and they are counted.
 */
final class DecisionFeed implements AutoCloseable {
    private static final int LINE_MAX = 65_536;

    private final EventBus bus;
    private final ArrayBlockingQueue<Entry> line = new ArrayBlockingQueue<>(LINE_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = new Thread(this::run, "decision-feed");
    private volatile boolean running = true;

    private record Entry(long position, DecisionRecord record) {}

    DecisionFeed(EventBus bus) {
        this.bus = bus;
        thread.setDaemon(true);
        thread.start();
    }

    void offer(long position, DecisionRecord record) {
        if (!line.offer(new Entry(position, record))) {
            dropped.incrementAndGet();
        }
    }

    /** Decisions that other systems did not get. */
    long dropped() {
        return dropped.get();
    }

    private void run() {
        try {
            while (running || !line.isEmpty()) {
                Entry entry = line.poll(100, java.util.concurrent.TimeUnit.MILLISECONDS);
                if (entry != null && !bus.publishDecision(json(entry))) {
                    dropped.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String json(Entry entry) {
        DecisionRecord record = entry.record();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("position", entry.position());
        fields.put("sequence", record.sequence());
        fields.put("time", time(record.timeNanos()).toString());
        fields.put("orderId", record.orderId().value());
        fields.put("key", record.key());
        fields.put("account", record.account().value());
        fields.put("trader", record.trader().value());
        fields.put("instrument", record.instrument().value());
        fields.put("side", record.side().name());
        fields.put("requested", record.requested().toString());
        fields.put("verdict", record.decision().verdict().name());
        fields.put("quantity", record.decision().quantity().toString());
        fields.put(
                "reasons",
                record.decision().reasons().stream().map(Reason::label).toList());
        fields.put("pack", record.decision().pack().hex());
        fields.put("chain", record.chain());
        return Json.write(fields);
    }

    private static Instant time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
