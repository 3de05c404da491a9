package io.portcullis.benchmarks.server;

import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.orders.RecordedOrders;
import io.portcullis.transport.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A decision explained over HTTP: the state of then from the snapshot before it and the log behind that, the gate asked again, and the
 * smallest change that would have passed. The decisions are any of as many as lie between two snapshots of a busy server.
 */
public final class Explains implements Measurement {
    private static final long SEED = 20_261_130;
    /** At 1.1 kB of log an order, what the 64 MiB between two snapshots hold. */
    private static final int ORDERS = 58_000;

    private static final int WARM = 5;
    private static final int EXPLAINED = 40;
    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(2);

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "explain");
        try {
            RecordedOrders orders = RecordedOrders.record(folder.resolve("data"), ORDERS);
            orders.keep(RecordedOrders.Snapshots.AT_END);
            try (ServerProcess server = ServerProcess.start(ServerProcess.home(folder), orders.data())) {
                server.awaitReady();
                return List.of(Taken.latency("explain", explain(server), load1, Durability.PROCESS));
            }
        } finally {
            ServerProcess.delete(folder);
        }
    }

    private static Histogram explain(ServerProcess server) throws Exception {
        Histogram nanos = new Histogram(NANOS_MAX, 3);
        Random random = new Random(SEED);
        for (int i = 0; i < WARM + EXPLAINED; i++) {
            String order = "bench-" + (1 + random.nextInt(ORDERS));
            long start = System.nanoTime();
            String answer = server.get("/v1/explain?decision=" + order);
            long taken = System.nanoTime() - start;
            if (!answer.contains("\"orderId\":\"" + order + "\"") || !answer.contains("\"confirmed\":true")) {
                throw new WrongAnswerException(
                        "asked why " + order + " was decided as it was, the server says " + answer);
            }
            if (i >= WARM) {
                nanos.recordValue(taken);
            }
        }
        return nanos;
    }
}
