package io.portcullis.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Small orders over HTTP at a fixed rate, whether or not anybody answers: an open loop, which does not slow down with the server
 * it measures. It holds a number of connections open, as a trading desk does, and what is due while all of them wait for an answer
 * goes out with the next that is free. What may or may not have arrived is kept, with its key, to be sent again.
 */
final class OrderLoad implements AutoCloseable {
    private static final int INSTRUMENTS = 20;
    private static final int QUANTITY_MAX = 5;
    private static final Duration PRICES_MAX = Duration.ofSeconds(120);

    /** As many as the server answers orders at once. */
    private static final int CONNECTIONS = 64;

    private static final long DEAF_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final long periodNanos;
    private final String name;
    private final Random random;
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicLong> verdicts = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong doubtful = new AtomicLong();
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private final Queue<Due> due = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "order-load");
    private volatile Door door;
    private volatile boolean running = true;
    private volatile long sent;
    /** Until then nobody is there. */
    private volatile long deafUntilNanos = System.nanoTime();

    OrderLoad(long seed, int perSecond, Door door) {
        this.name = "load-" + seed + "-";
        this.random = new Random(seed);
        this.periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.door = door.another();
        thread.start();
    }

    /** An order whose time has come. */
    private record Due(String key, String body, boolean again) {}

    /** Where orders go from now on. */
    void sendTo(Door newDoor) {
        door = newDoor.another();
        deafUntilNanos = System.nanoTime();
    }

    private void run() {
        long next = System.nanoTime();
        while (running) {
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                next();
                next += periodNanos;
            }
        }
    }

    private void next() {
        String key = name + sent;
        String body = order(key);
        unanswered.put(key, body);
        sent++;
        due.add(new Due(key, body, false));
        sendDue();
    }

    private void sendDue() {
        while (!due.isEmpty() && connections.tryAcquire()) {
            Due order = due.poll();
            if (order == null) {
                connections.release();
            } else if (!order.again() && System.nanoTime() - deafUntilNanos < 0) {
                unanswered.remove(order.key());
                refused.incrementAndGet();
                connections.release();
            } else {
                send(order.key(), order.body(), order.again());
            }
        }
    }

    private void send(String key, String body, boolean again) {
        door.postLater("/v1/orders", body).whenComplete((response, failure) -> {
            connections.release();
            if (failure == null && response.statusCode() == HttpURLConnection.HTTP_OK) {
                answered(key, response);
            } else if (!again && (isRefused(failure) || isTurnedAway(response))) {
                unanswered.remove(key);
                refused.incrementAndGet();
                holdBack(failure);
            } else {
                doubtful.incrementAndGet();
            }
            sendDue();
        });
    }

    /** A server that starts, or has its hands full, says that nothing was recorded, and is held to it. */
    private static boolean isTurnedAway(HttpResponse<String> response) {
        return response != null && response.statusCode() == HttpURLConnection.HTTP_UNAVAILABLE;
    }

    /** To knock five hundred times a second where nobody is takes the processor from the server that starts on this machine. */
    private void holdBack(Throwable failure) {
        if (isRefused(failure)) {
            deafUntilNanos = System.nanoTime() + DEAF_NANOS;
        }
    }

    /** Nobody listened, so nobody has it. */
    private static boolean isRefused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ConnectException;
    }

    private void answered(String key, HttpResponse<String> response) {
        JsonNode answer = Door.json(response.body());
        if (unanswered.remove(key) != null) {
            answered.add(key);
            String verdict = answer.path("verdict").asText();
            for (JsonNode reason : answer.path("reasons")) {
                verdict += " " + reason.path("code").asText() + " "
                        + reason.path("rule").asText();
            }
            verdicts.computeIfAbsent(verdict.strip(), v -> new AtomicLong()).incrementAndGet();
        }
    }

    private String order(String key) {
        return order(
                key,
                String.format(Locale.ROOT, "GEN%03d", 1 + random.nextInt(INSTRUMENTS)),
                random.nextBoolean() ? "BUY" : "SELL",
                1 + random.nextInt(QUANTITY_MAX));
    }

    static String order(String key, String instrument, String side, int quantity) {
        return "{\"key\":\"" + key + "\",\"account\":\"main\",\"trader\":\"system-test\",\"instrument\":\"" + instrument
                + "\",\"side\":\"" + side + "\",\"quantity\":" + quantity + ",\"type\":\"MARKET\"}";
    }

    /** A first start has no prices before its first quotes. */
    static void awaitPrices(Door door) {
        String order = order("first", "GEN001", "BUY", 1);
        Awaitility.await()
                .atMost(PRICES_MAX)
                .until(() -> Door.json(door.post("/v1/decide", order))
                        .path("verdict")
                        .asText()
                        .equals("ALLOW"));
    }

    /** Sends what was never answered once more, under the same keys; it was taken once, perhaps, so only an answer ends the doubt. */
    void sendAgain() {
        due.clear();
        new TreeMap<>(unanswered).forEach((key, body) -> due.add(new Due(key, body, true)));
        sendDue();
    }

    long sent() {
        return sent;
    }

    long passed() {
        return verdicts.getOrDefault("ALLOW", new AtomicLong()).get();
    }

    int unanswered() {
        return unanswered.size();
    }

    /** The keys of the orders that somebody was told the verdict of: whatever happens next, the server has to know them. */
    Set<String> answered() {
        return Set.copyOf(answered);
    }

    /** Ends the loop; answers may still come. */
    void end() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return sent + " sent, " + refused + " that nobody took, " + doubtful + " in doubt, " + unanswered.size()
                + " unanswered, " + verdicts;
    }

    @Override
    public void close() {
        end();
    }
}
