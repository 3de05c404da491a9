package io.portcullis.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

    private final String name;
    private final Random random;
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicLong> verdicts = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong doubtful = new AtomicLong();
    private final Queue<Due> due = new ArrayDeque<>();
    private final NioEventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("order-load", true));
    private final EventLoop loop = group.next();
    private final Future<?> clock;
    private OrderWires wires;
    private int free = CONNECTIONS;
    private volatile long sent;
    /** Until then nobody is there. */
    private long deafUntilNanos = System.nanoTime();

    OrderLoad(long seed, int perSecond, Door door) {
        this.name = "load-" + seed + "-";
        this.random = new Random(seed);
        this.wires = new OrderWires(loop, door);
        this.clock =
                loop.scheduleAtFixedRate(this::next, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
    }

    /** An order whose time has come. */
    private record Due(String key, String body, boolean again) {}

    /** Where orders go from now on. */
    void sendTo(Door newDoor) {
        loop.execute(() -> {
            wires = new OrderWires(loop, newDoor);
            deafUntilNanos = System.nanoTime();
        });
    }

    /** Called once for each order, however late: the clock goes on where it stopped. */
    private void next() {
        String key = name + sent;
        String body = order(key);
        unanswered.put(key, body);
        sent++;
        due.add(new Due(key, body, false));
        sendDue();
    }

    private void sendDue() {
        while (free > 0 && !due.isEmpty()) {
            Due order = due.poll();
            if (!order.again() && System.nanoTime() - deafUntilNanos < 0) {
                unanswered.remove(order.key());
                refused.incrementAndGet();
            } else {
                free--;
                wires.send(order.body(), new Sent(order));
            }
        }
    }

    /** An order on its way. */
    private final class Sent implements OrderWires.Outcome {
        private final Due order;

        Sent(Due order) {
            this.order = order;
        }

        @Override
        public void answered(int status, String body) {
            if (status == HttpURLConnection.HTTP_OK) {
                take(order.key(), body);
            } else if (!order.again() && status == HttpURLConnection.HTTP_UNAVAILABLE) {
                // a server that starts, or has its hands full, says that nothing was recorded, and is held to it
                notTaken();
            } else {
                doubtful.incrementAndGet();
            }
            over();
        }

        @Override
        public void nobodyThere() {
            if (order.again()) {
                doubtful.incrementAndGet();
            } else {
                notTaken();
                holdBack();
            }
            over();
        }

        @Override
        public void broken() {
            doubtful.incrementAndGet();
            over();
        }

        private void notTaken() {
            unanswered.remove(order.key());
            refused.incrementAndGet();
        }

        private void over() {
            free++;
            loop.execute(OrderLoad.this::sendDue); // not from within: a thousand refusals would be a thousand frames
        }
    }

    /** To knock five hundred times a second where nobody is takes the processor from the server that starts on this machine. */
    private void holdBack() {
        deafUntilNanos = System.nanoTime() + DEAF_NANOS;
    }

    private void take(String key, String body) {
        JsonNode answer = Door.json(body);
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
        loop.execute(() -> {
            due.clear();
            new TreeMap<>(unanswered).forEach((key, body) -> due.add(new Due(key, body, true)));
            sendDue();
        });
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

    /** Ends the stream of new orders; answers may still come. */
    void end() {
        clock.cancel(false);
    }

    @Override
    public String toString() {
        return sent + " sent, " + refused + " that nobody took, " + doubtful + " in doubt, " + unanswered.size()
                + " unanswered, " + verdicts;
    }

    @Override
    public void close() {
        end();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
