package io.portcullis.benchmarks.server;

import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.orders.RecordedOrders;
import io.portcullis.transport.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * From the start of the process to the verdict on an order over HTTP, with a million orders in the log: with a snapshot at its end,
 * with the last snapshot as far back as the server lets it be under 500 orders a second, and with none at all, where every order is replayed. The folder is
 * what a server leaves that is killed; each start is killed too.
 */
public final class Restart implements Measurement {
    private static final long ORDERS = 1_000_000;
    private static final int STARTS = 3;
    private static final long KEEP_NANOS_MAX = TimeUnit.MINUTES.toNanos(1);
    private static final long LOOK_MILLIS = 50;
    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final Pattern REPLAYED = Pattern.compile("replayed ([\\d,]+) events");

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "restart");
        try {
            Path home = ServerProcess.preparedHome(folder);
            RecordedOrders orders = RecordedOrders.record(folder.resolve("data"), ORDERS);
            System.out.println("restart: " + orders);
            keepClasses(home, orders);
            List<Taken> all = new ArrayList<>();
            for (RecordedOrders.Snapshots kept : RecordedOrders.Snapshots.values()) {
                Histogram nanos = new Histogram(NANOS_MAX, 3);
                for (int i = 0; i < STARTS; i++) {
                    orders.keep(kept);
                    nanos.recordValue(start(home, orders, kept));
                }
                all.add(Taken.latency("restart." + kept.word(), nanos, load1, Durability.PROCESS));
            }
            return all;
        } finally {
            ServerProcess.delete(folder);
        }
    }

    /** The server that recorded the orders had kept the classes of its rules since they were activated; so does the first one here. */
    private static void keepClasses(Path home, RecordedOrders orders) throws Exception {
        orders.keep(RecordedOrders.Snapshots.AT_END);
        Path classes = orders.data().resolve("content/packs");
        long deadline = System.nanoTime() + KEEP_NANOS_MAX;
        try (ServerProcess server = ServerProcess.start(home, orders.data())) {
            server.awaitReady();
            while (!hasFiles(classes)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new WrongAnswerException(
                            "the server has not kept the classes of its rules: " + server.said());
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    private static long start(Path home, RecordedOrders orders, RecordedOrders.Snapshots kept) throws Exception {
        try (ServerProcess server = ServerProcess.start(home, orders.data())) {
            server.awaitReady();
            String verdict = server.post("/v1/orders", orders.oneMore());
            long nanos = System.nanoTime() - server.startedNanos();
            Matcher replayed = REPLAYED.matcher(server.said());
            if (!replayed.find()) {
                throw new WrongAnswerException("the server does not say what it replayed: " + server.said());
            }
            long events = Long.parseLong(replayed.group(1).replace(",", ""));
            orders.check(kept, events, verdict);
            return nanos;
        }
    }
}
