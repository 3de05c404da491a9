package io.portcullis.benchmarks.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.testkit.CampaignLog;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * RULES-HOTSWAP: packs are swapped under 500 orders a second on the real log, engine and channel. The audit of the log throws when an order
 * was dropped, wrongly answered, or judged by another pack than the one that was active at its place. Times are judged in the
 * campaign, where the test has the machine to itself.
 */
class PackSwapsTest {
    private static final String NAME = "rules.hotswap";
    private static final double PAUSE_MILLIS_MAX = 1;
    private static final double FIRST_MILLIS_MAX = 1;
    private static final double NANOS_PER_MILLI = 1e6;

    @Test
    void shouldJudgeEveryOrderByExactlyOnePackOverFiftySwaps() throws Exception {
        swap(50, 25, 1_000);
    }

    @Test
    @Tag("campaign")
    void shouldJudgeEveryOrderByExactlyOnePackOverAThousandSwaps() throws Exception {
        PackSwaps.Run run = swap(1_000, PackSwaps.RULE_EVERY, PackSwaps.WARM_ORDERS);
        double pause = millis(run.pause(), 99);
        double longest = millis(run.pause(), 100);
        double work = millis(run.work(), 100);
        double first = millis(run.first(), 99);
        record(".pause.p99.millis", run, pause, pause <= PAUSE_MILLIS_MAX);
        record(".pause.max.millis", run, longest, longest <= PAUSE_MILLIS_MAX);
        record(".pause.cpu.max.millis", run, work, work <= PAUSE_MILLIS_MAX);
        record(".first-hundred.p99.millis", run, first, first <= FIRST_MILLIS_MAX);
    }

    private static PackSwaps.Run swap(int swaps, int ruleEvery, int warmOrders) throws Exception {
        PackSwaps.Run run = PackSwaps.run(swaps, ruleEvery, warmOrders);
        System.out.printf(
                Locale.ROOT,
                "[hotswap] %d swaps under %,d orders: pause p50 %.3f, p99 %.3f, max %.3f ms, of that on a processor at most %.3f ms;"
                        + " first hundred orders after each: p50 %.3f, p99 %.3f, max %.3f ms%n",
                run.swaps(),
                run.orders(),
                millis(run.pause(), 50),
                millis(run.pause(), 99),
                millis(run.pause(), 100),
                millis(run.work(), 100),
                millis(run.first(), 50),
                millis(run.first(), 99),
                millis(run.first(), 100));
        assertThat(run.pause().getTotalCount()).isEqualTo(swaps);
        assertThat(run.first().getTotalCount()).isEqualTo(100L * swaps);
        record(".swaps", run, swaps, true);
        return run;
    }

    private static void record(String figure, PackSwaps.Run run, double value, boolean pass) {
        CampaignLog.record(NAME + figure, 20_261_122, run.orders(), value, pass);
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
