package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.testkit.CampaignLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed (-9) at random moments while orders come in, also while it starts and while its rules and plugins change,
 * and started again on the same data folder. The venue, a process of its own that nobody kills, has the last word on what happened.
 */
class CrashIT {
    private static final String NAME = "crash";
    /** A build shares its two cores with a cold server, the venue and the load; a campaign has them to itself. */
    private static final int ORDERS_PER_SECOND_IN_BUILD = 200;

    private static final int ORDERS_PER_SECOND = 500;
    private static final int KILLS_PER_ROUND = 25;
    private static final double MEDIAN_SECONDS_MAX = 6;
    private static final double SECONDS_MAX = 15;

    @TempDir
    private Path folder;

    private final List<Double> seconds = new ArrayList<>();
    private final Map<CrashOccasion, Integer> kills = new EnumMap<>(CrashOccasion.class);

    @Test
    void shouldLoseAndDoubleNothingWhenKilledFiveTimes() throws Exception {
        crash(5, 5, ORDERS_PER_SECOND_IN_BUILD, 20261122);
    }

    @Test
    @Tag("campaign")
    void shouldLoseAndDoubleNothingWhenKilledAHundredTimes() throws Exception {
        int kills = Integer.getInteger("portcullis.crashes", 100);
        crash(kills, KILLS_PER_ROUND, ORDERS_PER_SECOND, System.nanoTime());
    }

    private void crash(int times, int perRound, int ordersPerSecond, long seed) throws Exception {
        Machine machine = new Machine();
        Report.line(NAME, "seed %d, %d kills, %d orders/s, %s", seed, times, ordersPerSecond, machine);
        for (int done = 0; done < times; done += perRound) {
            long roundSeed = seed + done;
            try (CrashRound round = new CrashRound(folder.resolve("from-kill-" + done), roundSeed)) {
                round.run(Math.min(perRound, times - done), ordersPerSecond);
                seconds.addAll(round.seconds());
                round.kills().forEach((occasion, count) -> kills.merge(occasion, count, Integer::sum));
            }
        }
        judgeKills(seed, times);
        judgeTimes(seed, machine);
    }

    private void judgeKills(long seed, int times) {
        Report.line(NAME, "kills by occasion: %s", kills);
        for (CrashOccasion occasion : CrashOccasion.values()) {
            int count = kills.getOrDefault(occasion, 0);
            String figure = NAME + ".kills." + occasion.name().toLowerCase(Locale.ROOT);
            CampaignLog.record(figure, seed, times, count, count > 0);
            assertThat(count).as("kills on occasion %s", occasion).isPositive();
        }
    }

    private void judgeTimes(long seed, Machine machine) {
        double[] all = seconds.stream().mapToDouble(each -> each).toArray();
        double median = Report.percentile(all, 0.5);
        double max = Report.percentile(all, 1);
        boolean judged = machine.isOurs();
        boolean pass = median <= MEDIAN_SECONDS_MAX && max <= SECONDS_MAX;
        Report.line(
                NAME,
                "exec to verdict: median %.2f s (<= %.0f), max %.2f s (<= %.0f); %s: %s",
                median,
                MEDIAN_SECONDS_MAX,
                max,
                SECONDS_MAX,
                machine,
                pass ? "met" : judged ? "MISSED" : "missed, not judged");
        CampaignLog.record(NAME + ".seconds.median", seed, all.length, median, median <= MEDIAN_SECONDS_MAX);
        CampaignLog.record(NAME + ".seconds.max", seed, all.length, max, max <= SECONDS_MAX);
        assertThat(pass || !judged || max <= Report.GROSSLY * SECONDS_MAX)
                .as("times from exec to a verdict")
                .isTrue();
    }
}
