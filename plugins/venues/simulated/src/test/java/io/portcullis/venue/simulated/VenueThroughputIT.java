package io.portcullis.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many orders a second the process takes, every one forced to disk before it is answered. */
@Tag("campaign")
class VenueThroughputIT {
    private static final int ORDERS = 20_000;
    private static final int WARM_UP = 5_000;
    private static final int ONE_BY_ONE = 500;
    private static final double ORDERS_PER_SECOND_MIN = 1_000;

    @TempDir
    private Path folder;

    @Test
    void shouldTakeAThousandOrdersASecond() throws Exception {
        try (RunningProcess process = new RunningProcess(0, folder.resolve("venue.journal"));
                RemoteClient client = new RemoteClient(process.port)) {
            client.awaitLinks(true);
            burst(client, "warm-", 0, WARM_UP);
            long start = System.nanoTime();
            burst(client, "o-", WARM_UP, ORDERS);
            double perSecond = ORDERS / ((System.nanoTime() - start) / 1e9);
            record("venue.tcp.ordersPerSecond", ORDERS, perSecond, perSecond >= ORDERS_PER_SECOND_MIN);
            record("venue.tcp.acceptMillisMedian", ONE_BY_ONE, acceptMillisMedian(client), true);
            assertThat(perSecond).isGreaterThan(ORDERS_PER_SECOND_MIN);
        }
    }

    /** Orders that wait at their limit, so that each has exactly one report. */
    private static void burst(RemoteClient client, String prefix, int before, int count) {
        for (int i = 0; i < count; i++) {
            client.buy(prefix + i, "90");
        }
        RemoteClient.await().until(() -> client.count() == before + count);
    }

    private static double acceptMillisMedian(RemoteClient client) throws InterruptedException {
        double[] millis = new double[ONE_BY_ONE];
        for (int i = 0; i < ONE_BY_ONE; i++) {
            int wanted = client.count() + 1;
            long start = System.nanoTime();
            client.buy("single-" + i, "90");
            while (client.count() < wanted) {
                Thread.onSpinWait();
            }
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[ONE_BY_ONE / 2];
    }

    private static void record(String name, int n, double figure, boolean pass) throws IOException {
        String line = String.format(Locale.ROOT, "%s 1 %d %.2f %s%n", name, n, figure, pass ? "PASS" : "FAIL");
        Path target = Path.of("target");
        Files.createDirectories(target);
        Files.writeString(target.resolve("campaign.csv"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
