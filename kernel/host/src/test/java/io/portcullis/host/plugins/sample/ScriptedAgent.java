package io.portcullis.host.plugins.sample;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Packed into jars by the tests. What it does wrong, and where, stands in its component's property {@code mode}: nothing, as in
 * {@code ok}, or {@code PLACE-FAULT}, as in {@code call-throw}. Its memory is a line to which each version adds its own name.
 */
public final class ScriptedAgent implements Agent {
    /** Lets go what hangs or spins, at the end of a test. */
    public static final String RELEASE = "portcullis.test.release";

    private String id = "scripted";
    private String mode = "ok";
    private String version = "";
    private String memory = "";
    private int budgetMillis = 200;

    public void activate(Map<String, Object> settings) {
        id = text(settings, "agent.id", id);
        mode = text(settings, "mode", mode);
        version = text(settings, "version", version);
        budgetMillis = Integer.parseInt(text(settings, "budget.millis", "" + budgetMillis));
        misbehave("activate");
    }

    private static String text(Map<String, Object> settings, String key, String fallback) {
        return String.valueOf(settings.getOrDefault(key, fallback));
    }

    public void deactivate() {
        misbehave("deactivate");
    }

    private void misbehave(String place) {
        if (!mode.startsWith(place + "-")) {
            return;
        }
        switch (mode.substring(place.length() + 1)) {
            case "throw" -> throw new IllegalStateException("broken on purpose in " + place);
            case "error" -> throw new NoClassDefFoundError("org/example/Absent");
            case "memory" -> throw new OutOfMemoryError("pretended in " + place);
            case "overflow" -> recurse(0);
            case "initialiser" -> Unlucky.touch();
            case "sleep" -> sleep();
            case "spin" -> spin();
            case "deadlock" -> deadlock();
            case "wait" -> waitForever();
            default -> {}
        }
    }

    private static int recurse(int depth) {
        return 1 + recurse(depth + 1);
    }

    private static void sleep() {
        try {
            Thread.sleep(3_600_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException("woken", e);
        }
    }

    private static void spin() {
        while (!Boolean.getBoolean(RELEASE)) {
            Thread.onSpinWait();
        }
    }

    private static void waitForever() {
        while (!Boolean.getBoolean(RELEASE)) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                // Does not care.
            }
        }
    }

    /** Two threads, two locks, each waits for the other's: no interrupt helps. */
    private static void deadlock() {
        Object first = new Object();
        Object second = new Object();
        CountDownLatch both = new CountDownLatch(2);
        Thread other = new Thread(() -> lock(second, first, both), "scripted-deadlock");
        other.setDaemon(true);
        other.start();
        lock(first, second, both);
    }

    private static void lock(Object outer, Object inner, CountDownLatch both) {
        synchronized (outer) {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (inner) {
                both.countDown();
            }
        }
    }

    @Override
    public AgentId id() {
        misbehave("id");
        return AgentId.of(id);
    }

    @Override
    public AgentInputs inputs() {
        misbehave("inputs");
        List<String> features = mode.equals("features") ? List.of("moon.phase") : List.of("close");
        return new AgentInputs(features, Set.of(), 5, 0, 1, true, budgetMillis);
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        misbehave("call");
        for (FeatureVector row : frame.rows()) {
            if (mode.equals("flood")) {
                for (int i = 0; i < 200_000; i++) {
                    sink.abstain(row.instrument(), "again");
                }
            }
            double probability = mode.equals("nan") ? Double.NaN : 0.51;
            sink.signal(new Signal(
                    AgentId.of(id),
                    row.instrument(),
                    frame.timeNanos(),
                    5,
                    Direction.LONG,
                    probability,
                    1,
                    100,
                    version));
        }
    }

    @Override
    public byte[] snapshot() {
        misbehave("snapshot");
        return (memory + version + ";").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void restore(byte[] snapshot) {
        misbehave("restore");
        memory = new String(snapshot, StandardCharsets.UTF_8);
    }
}
