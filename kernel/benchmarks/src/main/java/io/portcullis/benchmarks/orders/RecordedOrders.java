package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.Pack;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.transport.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server's data folder with many orders in its log, each gated, sent, accepted and filled, or refused, and snapshots at two places.
 * The log, the snapshots, the send journal and the kept rule pack are as the server writes them.
 */
public final class RecordedOrders {
    private static final long SEED = 20_261_122;
    private static final int INSTRUMENTS = 50;
    private static final int ORDERS_PER_PRICE = 100_000;
    private static final int UNDER_WAY_MAX = 256;

    /** Under 500 orders a second the server takes a snapshot at least this often: one order later there would be a newer one. */
    private static final long ORDERS_BEHIND_MAX = 25_000;

    private static final Pattern ORDER = Pattern.compile("\"orderId\":\"bench-(\\d+)\"");

    private final Path data;
    private final long orders;
    private final Path farBack;
    private final Path atEnd;
    private final long eventsAfterFarBack;
    private final long events;
    private long asked;

    /** Which snapshots a start finds. */
    public enum Snapshots {
        /** One behind the last event. */
        AT_END,
        /** One as far back as the server lets it be. */
        FAR_BACK,
        /** None: everything is replayed. */
        NONE;

        /** In a figure's name. */
        public String word() {
            return "snapshot-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private RecordedOrders(Path data, long orders, TradingNode.Kept farBack, TradingNode.Kept atEnd)
            throws IOException {
        this.data = data;
        this.orders = orders;
        this.farBack = aside(farBack.file());
        this.atEnd = aside(atEnd.file());
        this.eventsAfterFarBack = atEnd.events() - farBack.events();
        this.events = atEnd.events();
    }

    /** Out of the snapshots' folder, until a start is to find it. */
    private static Path aside(Path snapshot) throws IOException {
        Path folder = Files.createDirectories(snapshot.getParent().resolveSibling("kept-snapshots"));
        return Files.move(snapshot, folder.resolve(snapshot.getFileName()));
    }

    /** Sends so many orders through a node on this folder and looks whether all were answered as they had to be. */
    public static RecordedOrders record(Path data, long orders) throws Exception {
        Market market = new Market(INSTRUMENTS, SEED);
        OrderStream stream = new OrderStream(market, SEED);
        PackContent pack = Pack.content();
        Files.createDirectories(data);
        try (PackCompiler compiler = new PackCompiler()) {
            compiler.submit(pack).get();
            try (TradingNode node = new TradingNode(data, Durability.PROCESS, compiler)) {
                node.open(market);
                send(node, market, stream, 0, Math.max(1, orders - ORDERS_BEHIND_MAX));
                TradingNode.Kept farBack = node.snapshot();
                send(node, market, stream, node.answered(), orders);
                TradingNode.Kept atEnd = node.snapshot();
                node.stop();
                new Audit(node, new OrderStream(market, SEED), market.listings()).run(orders);
                keepPack(data.resolve("content"), pack);
                return new RecordedOrders(data, orders, farBack, atEnd);
            }
        }
    }

    private static void send(TradingNode node, Market market, OrderStream stream, long from, long to) {
        for (long i = from; i < to; i++) {
            if (i > 0 && i % ORDERS_PER_PRICE == 0) {
                node.prices(market);
            }
            while (i - node.answered() >= UNDER_WAY_MAX) {
                node.requireAlive();
                Thread.yield();
            }
            node.post(stream.next().request());
        }
        node.await(to);
    }

    /** As the server keeps it: by its hash, and which one judged last. */
    private static void keepPack(Path folder, PackContent pack) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(pack.hash().hex()), pack.bytes());
        Files.writeString(folder.resolve("ACTIVE"), pack.hash().hex(), StandardCharsets.US_ASCII);
    }

    /** The data folder. */
    public Path data() {
        return data;
    }

    /** Leaves these snapshots and no others, whatever a start has added. */
    public void keep(Snapshots kept) throws IOException {
        Path folder = data.resolve("snapshots");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        if (kept != Snapshots.NONE) {
            Path snapshot = kept == Snapshots.AT_END ? atEnd : farBack;
            Files.copy(snapshot, folder.resolve(snapshot.getFileName()));
        }
    }

    /** A new order, as a document for the server. */
    public String oneMore() {
        return "{\"key\":\"after-" + ++asked + "\",\"account\":\"main\",\"trader\":\"tess\","
                + "\"instrument\":\"S0000\",\"side\":\"BUY\",\"quantity\":1,\"type\":\"MARKET\"}";
    }

    /**
     * Whether the server that answered is the one that was recorded.
     *
     * @param kept what it found
     * @param replayed how many events it says that it replayed
     * @param answer to {@link #oneMore}
     */
    public void check(Snapshots kept, long replayed, String answer) throws WrongAnswerException {
        long least = switch (kept) {
            case AT_END -> 0;
            case FAR_BACK -> eventsAfterFarBack;
            case NONE -> events;
        };
        if (replayed < least) {
            throw new WrongAnswerException("the log has " + least + " events to replay, the server says " + replayed);
        }
        Matcher order = ORDER.matcher(answer);
        boolean next = order.find() && Long.parseLong(order.group(1)) == orders + asked;
        if (!next || !answer.contains("STALE_REFERENCE")) {
            throw new WrongAnswerException("order " + (orders + asked)
                    + " meets prices of another year and must be denied for it, the answer was " + answer);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d orders in %,d events, %,d of them behind the snapshot that is far back; snapshots of %,d and %,d bytes",
                orders,
                events,
                eventsAfterFarBack,
                farBack.toFile().length(),
                atEnd.toFile().length());
    }
}
