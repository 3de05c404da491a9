package io.portcullis.agent.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FixedShareTest {
    private static final double[][] LOSSES = {{0, 1, 0.5}, {1, 0, 0.5}, {0, 1, 0.5}, {0, 1, 0.2}};

    @Test
    void shouldWeighThreeExpertsAsComputedByHand() {
        SortedMap<String, Double> hedge = uniform(3);
        SortedMap<String, Double> shared = uniform(3);
        for (double[] losses : LOSSES) {
            hedge = FixedShare.hedge(hedge, of(losses), 0.5);
            shared = FixedShare.share(FixedShare.hedge(shared, of(losses), 0.5), uniform(3), 0.05);
        }
        assertThat(hedge.get("0")).isEqualTo(0.4824933253540384, within(1e-15));
        assertThat(hedge.get("1")).isEqualTo(0.17749937490019455, within(1e-15));
        assertThat(hedge.get("2")).isEqualTo(0.3400072997457671, within(1e-15));
        assertThat(shared.get("0")).isEqualTo(0.4676700967, within(1e-10));
        assertThat(shared.get("1")).isEqualTo(0.1908837231, within(1e-10));
        assertThat(shared.get("2")).isEqualTo(0.3414461802, within(1e-10));
    }

    /** Losses that always hit the heaviest expert: the bound sqrt(T ln N / 2) holds exactly, without any tolerance. */
    @Test
    void shouldKeepToTheRegretBoundWhateverTheAdversaryDoes() {
        for (long seed = 0; seed < 20; seed++) {
            int experts = 2 + (int) (seed % 9);
            int rounds = 300;
            double rate = Math.sqrt(8 * Math.log(experts) / rounds);
            Random random = new Random(seed);
            SortedMap<String, Double> weights = uniform(experts);
            double mine = 0;
            double[] theirs = new double[experts];
            for (int t = 0; t < rounds; t++) {
                double[] losses = new double[experts];
                int heaviest = heaviest(weights);
                for (int i = 0; i < experts; i++) {
                    losses[i] = i == heaviest ? 1 : seed % 2 == 0 ? 0 : random.nextDouble();
                    mine += weights.get(Integer.toString(i)) * losses[i];
                    theirs[i] += losses[i];
                }
                weights = FixedShare.hedge(weights, of(losses), rate);
            }
            double best = Double.POSITIVE_INFINITY;
            for (double loss : theirs) {
                best = Math.min(best, loss);
            }
            assertThat(mine - best).as("seed " + seed).isLessThanOrEqualTo(Math.sqrt(rounds * Math.log(experts) / 2));
        }
    }

    @Test
    void shouldKeepToTheRegretBoundOfAPriorWhenTheHeaviestIsHit() {
        Adversary spite = (weights, random) -> {
            double[] losses = new double[weights.size()];
            losses[heaviest(weights)] = 1;
            return losses;
        };
        for (long seed = 0; seed < 20; seed++) {
            assertBoundOfAPrior(seed, spite);
        }
    }

    @Test
    void shouldKeepToTheRegretBoundOfAPriorWhenLossesAreRandom() {
        Adversary chance = (weights, random) -> random.doubles(weights.size()).toArray();
        for (long seed = 0; seed < 20; seed++) {
            assertBoundOfAPrior(seed, chance);
        }
    }

    @Test
    void shouldLeaveThoseThatSaidNothingWhatTheyHad() {
        SortedMap<String, Double> weights = new TreeMap<>(Map.of("a", 0.5, "b", 0.3, "c", 0.2));
        SortedMap<String, Double> next = FixedShare.hedge(weights, new TreeMap<>(Map.of("a", 2.0, "b", 0.0)), 1);
        assertThat(next.get("c")).isEqualTo(0.2);
        assertThat(next.get("a") + next.get("b")).isEqualTo(0.8, within(1e-15));
        assertThat(next.get("a") / next.get("b")).isEqualTo(0.5 / 0.3 * Math.exp(-2), within(1e-12));
    }

    /** Knows the weights when it deals out losses. */
    private interface Adversary {
        double[] losses(SortedMap<String, Double> weights, Random random);
    }

    /** Against each expert, hence against the best: ln(1 / prior) / rate + rate T / 8, without any tolerance. */
    private static void assertBoundOfAPrior(long seed, Adversary adversary) {
        int rounds = 300;
        double rate = 0.1;
        Random random = new Random(seed);
        SortedMap<String, Double> prior = prior(2 + (int) (seed % 9), random);
        SortedMap<String, Double> weights = prior;
        double mine = 0;
        double[] theirs = new double[prior.size()];
        for (int t = 0; t < rounds; t++) {
            double[] losses = adversary.losses(weights, random);
            for (int i = 0; i < losses.length; i++) {
                mine += weights.get(Integer.toString(i)) * losses[i];
                theirs[i] += losses[i];
            }
            weights = FixedShare.hedge(weights, of(losses), rate);
        }
        for (int i = 0; i < theirs.length; i++) {
            double bound = Math.log(1 / prior.get(Integer.toString(i))) / rate + rate * rounds / 8;
            assertThat(mine - theirs[i]).as("seed %d, expert %d", seed, i).isLessThanOrEqualTo(bound);
        }
    }

    /** Not uniform: the heaviest weighs up to a hundred times the lightest. */
    private static SortedMap<String, Double> prior(int experts, Random random) {
        double[] shares = new double[experts];
        for (int i = 0; i < experts; i++) {
            shares[i] = 0.01 + random.nextDouble();
        }
        return FixedShare.normalised(of(shares));
    }

    private static int heaviest(SortedMap<String, Double> weights) {
        return weights.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> Integer.parseInt(entry.getKey()))
                .orElseThrow();
    }

    private static SortedMap<String, Double> uniform(int experts) {
        SortedMap<String, Double> weights = new TreeMap<>();
        for (int i = 0; i < experts; i++) {
            weights.put(Integer.toString(i), 1.0 / experts);
        }
        return weights;
    }

    private static SortedMap<String, Double> of(double[] losses) {
        SortedMap<String, Double> map = new TreeMap<>();
        for (int i = 0; i < losses.length; i++) {
            map.put(Integer.toString(i), losses[i]);
        }
        return map;
    }
}
