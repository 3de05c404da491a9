package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.Pack;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.transport.Durability;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A trading node on a data folder of its own and a stream of orders for it; what it did is audited when a run is over. */
final class Rig implements AutoCloseable {
    private static final long SEED = 20_261_122;
    private static final int INSTRUMENTS = 50;

    /** Orders are 2 ms of engine time apart, and a rule refuses prices older than 15 minutes. */
    private static final int ORDERS_PER_PRICE = 100_000;

    /** The engine knows the orders of two trading days, so this is what bounds its memory, however long it runs. */
    private static final int ORDERS_PER_DAY = 250_000;

    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long WARM_NANOS_MAX = TimeUnit.SECONDS.toNanos(40);
    private static final long COMPILED_MILLIS_IDLE = 20;

    private final Path data;
    private final PackCompiler compiler = new PackCompiler();
    private final Market market = new Market(INSTRUMENTS, SEED);
    private final OrderStream stream = new OrderStream(market, SEED);
    private final TradingNode node;
    private long sent;

    Rig(Durability durability) throws Exception {
        data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-data");
        // As in a server that has run for a moment: Drools and the class of the rules have agreed, and the class
        // judges.
        compiler.awaitAgreement(compiler.await(Pack.content()));
        node = new TradingNode(data, durability, compiler);
        node.open(market);
    }

    TradingNode node() {
        return node;
    }

    /** Where packs are compiled, on a thread of its own. */
    PackCompiler compiler() {
        return compiler;
    }

    /** How many orders were sent. */
    long sent() {
        return sent;
    }

    /** The next order; it has to be sent. */
    OrderStream.Question next() {
        if (++sent % ORDERS_PER_PRICE == 0) {
            node.prices(market);
        }
        if (sent % ORDERS_PER_DAY == 0) {
            node.nextDay();
        }
        return stream.next();
    }

    /**
     * Orders one after the other until the compilers have been idle for a second, at least so many of them: what is compiled then is
     * what will be measured, and a compiler takes one of two processors.
     */
    void warm(long ordersMin) {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        long first = sent;
        long begun = System.nanoTime();
        long compiledMillis;
        do {
            compiledMillis = compilers.getTotalCompilationTime();
            long round = System.nanoTime();
            while (System.nanoTime() - round < ROUND_NANOS) {
                node.send(next().request());
            }
        } while (System.nanoTime() - begun < WARM_NANOS_MAX
                && (sent - first < ordersMin
                        || compilers.getTotalCompilationTime() - compiledMillis > COMPILED_MILLIS_IDLE));
    }

    /** Ends the node and looks whether everything was answered as it had to be, from the log as it was recorded. */
    void audit() throws WrongAnswerException {
        node.stop();
        new Audit(node, new OrderStream(market, SEED), market.listings()).run(sent);
    }

    /** Ends the node, whose orders were not all meant to arrive, and looks whether each was filled or held back. */
    void auditHeldBack() throws WrongAnswerException {
        node.stop();
        HeldBackAudit.run(node, sent);
    }

    @Override
    public void close() throws IOException {
        node.close();
        compiler.close();
        List<Path> files;
        try (Stream<Path> found = Files.walk(data)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
