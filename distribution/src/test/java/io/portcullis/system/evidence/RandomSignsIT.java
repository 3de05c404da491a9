package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.spi.Agent;
import io.portcullis.testkit.CampaignLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever knows nothing earns nothing before costs and loses the costs; on markets whose names have no momentum of their own. */
class RandomSignsIT {
    private static final LocalDate FROM = LocalDate.of(2014, 1, 2);
    private static final int HISTORY_DAYS = 90;
    private static final int HOLD_DAYS = 3;
    private static final double STANDARD_ERRORS = 2;

    @TempDir
    private Path folder;

    /** Mean and its standard error over runs. */
    private record Estimate(double mean, double error) {
        static Estimate of(List<Double> values) {
            double mean = values.stream().mapToDouble(each -> each).average().orElseThrow();
            double squares = values.stream()
                    .mapToDouble(each -> (each - mean) * (each - mean))
                    .sum();
            return new Estimate(mean, Math.sqrt(squares / (values.size() - 1) / values.size()));
        }

        double inErrors() {
            return mean / error;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,.0f +- %,.0f", mean, error);
        }
    }

    /** P&L before and after costs, and the costs, per seed. */
    private static final class Results {
        final List<Double> before = new ArrayList<>();
        final List<Double> after = new ArrayList<>();
        final List<Double> costs = new ArrayList<>();

        void add(EvidenceChecker.Result result) {
            assertThat(result.findings().lines()).isEmpty();
            before.add(result.pnl() + result.costs());
            after.add(result.pnl());
            costs.add(result.costs());
        }
    }

    /** Whom to ask, once the market is there. */
    private interface Asked {
        Agent about(RawData data, long seed);
    }

    private Results run(int seeds, LocalDate to, Asked asked) throws IOException, InterruptedException {
        Results results = new Results();
        for (long seed = 1; seed <= seeds; seed++) {
            Runs.Market generated = new Runs.Market(
                    PluginParts.generated(Map.of("instruments", "28", "sectors", "7", "momentum", "0")),
                    "",
                    FROM,
                    to,
                    100 + seed);
            Path descriptor =
                    MarketExport.write(generated, HISTORY_DAYS, to.minusDays(60), folder.resolve("market-" + seed));
            RawData data = EvidenceChecker.data(descriptor, FROM, to);
            Path out = folder.resolve("run-" + seed);
            Runs.Market market = new Runs.Market(PluginParts.datasets(), descriptor.toString(), FROM, to, seed);
            Runs.run(market, List.of(asked.about(data, seed)), out);
            results.add(EvidenceChecker.check(data, Runs.limits(), out, Runs.CAPITAL));
        }
        return results;
    }

    @Test
    @Tag("campaign")
    void shouldEarnMinusCostsOnRandomSigns() throws IOException, InterruptedException {
        judge(16, LocalDate.of(2014, 6, 18));
    }

    @Test
    @Tag("campaign")
    void shouldEarnMinusCostsOnRandomSignsOverYears() throws IOException, InterruptedException {
        int seeds = 60;
        Estimate before = judge(seeds, LocalDate.of(2016, 6, 15));
        CampaignLog.record("backtest.randomSigns.standardErrorsFromCosts", 1, seeds, before.inErrors(), true);
    }

    /** What was earned before costs, when that is as it must be. */
    private Estimate judge(int seeds, LocalDate to) throws IOException, InterruptedException {
        Results results = run(seeds, to, (data, seed) -> new RandomSigns("random", seed, HOLD_DAYS));
        Estimate before = Estimate.of(results.before);
        Estimate after = Estimate.of(results.after);
        Estimate costs = Estimate.of(results.costs);
        double excess = (after.mean() + costs.mean()) / after.error();
        System.out.printf(
                Locale.ROOT,
                "random signs, %d seeds: before costs %s (%.2f s.e. from 0), costs %s, after costs %s (%.2f s.e. from -costs)%n",
                seeds,
                before,
                before.inErrors(),
                costs,
                after,
                excess);
        assertThat(Math.abs(before.inErrors())).isLessThanOrEqualTo(STANDARD_ERRORS);
        assertThat(Math.abs(excess)).isLessThanOrEqualTo(STANDARD_ERRORS);
        assertThat(after.inErrors())
                .as("costs must show, or this proves nothing")
                .isLessThan(-STANDARD_ERRORS);
        return before;
    }

    /** The test above can fail: knowledge of three days ahead is many standard errors away. */
    @Test
    void shouldEarnFarMoreThanChanceOnKnowledgeOfTheFuture() throws IOException, InterruptedException {
        Results results = run(4, LocalDate.of(2014, 3, 19), (data, seed) -> new Clairvoyant(data));
        Estimate before = Estimate.of(results.before);
        System.out.println("clairvoyant, 4 seeds: before costs " + before);
        assertThat(before.inErrors()).isGreaterThan(5);
    }
}
