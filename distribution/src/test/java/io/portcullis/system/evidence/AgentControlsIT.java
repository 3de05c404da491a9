package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.host.evaluation.AgentRun;
import io.portcullis.model.id.AgentId;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.evaluation.CallSeries;
import io.portcullis.signals.evaluation.Controls;
import io.portcullis.signals.evaluation.Protocol;
import io.portcullis.signals.evaluation.WalkForward;
import io.portcullis.spi.Agent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped agents on a market whose names have no memory: whoever finds skill there has found his own mistake. */
class AgentControlsIT {
    private static final long SEED = 20261130;
    private static final int DRAWS = 200;
    private static final double COST_BPS = 10;
    private static final LocalDate FROM = LocalDate.of(2014, 1, 2);
    private static final LocalDate TO = LocalDate.of(2015, 6, 30);
    private static final BadRecordSink NOBODY = new BadRecordSink() {
        @Override
        public void bad(String source, long line, String reason, String content) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void notice(String source, String message) {
            // the generator has nothing to say
        }
    };

    private static SortedMap<AgentId, CallSeries> calls;
    private static List<AgentStatus> statuses;
    private static int firstDay;
    private static int lastDay;

    @BeforeAll
    static void askAllOfThem() throws Exception {
        StreamRequest request = new StreamRequest("", FROM, TO, 300, SEED, new TreeMap<>());
        Map<String, String> market = Map.of("instruments", "28", "sectors", "7", "momentum", "0");
        try (MarketStream stream = PluginParts.generated(market).open(request, NOBODY);
                AgentRun run = new AgentRun(PluginParts.twelve(), FROM, SEED, batch -> {})) {
            run.run(stream, day -> {});
            calls = run.calls();
            statuses = run.status();
            firstDay = run.firstDay();
            lastDay = run.lastDay();
        }
    }

    @Test
    void shouldFindNoSkillInRandomSignsAndShuffledLabels() {
        assertThat(calls).hasSizeGreaterThanOrEqualTo(3);
        calls.forEach((agent, series) -> {
            Controls controls = Controls.of(series, DRAWS, SEED);
            System.out.printf("%s, %,d calls: %s%n", agent, series.size(), controls);
            for (Controls.Spread spread : List.of(controls.signs(), controls.labels())) {
                assertThat(Math.abs(spread.mean())).as(agent + " " + spread).isLessThan(Controls.ERRORS_MAX);
                assertThat(spread.deviation()).as(agent + " " + spread).isBetween(0.8, 1.2);
                assertThat(spread.beyondTwo()).as(agent + " " + spread).isBetween(0.0, 0.12);
            }
        });
    }

    /** Nothing can be known there, so what is earned is minus the costs, give or take three errors over blocks of months. */
    @Test
    void shouldEarnNothingBeforeCostsWhereNothingCanBeKnown() {
        Protocol protocol = Protocol.folds(firstDay, lastDay, 4);
        for (AgentStatus status : statuses) {
            CallSeries series = calls.get(status.agent());
            if (series != null) {
                WalkForward walk = WalkForward.of(series, status.inputs().horizonDays(), protocol);
                double errors = walk.all().expectancyBps().errorsAbove(-COST_BPS);
                System.out.printf(
                        "%s: %.1f bps a call, %.2f errors from minus costs%n",
                        status.agent(), walk.all().expectancyBps().mean(), errors);
                assertThat(Math.abs(errors)).as(status.agent().value()).isLessThan(3);
            }
        }
    }

    /** The weights of the design: 116 together, as effective as 9.28 equal ones, entropy of 10.197. */
    @Test
    void shouldWeighAsTheDesignSays() {
        double sum = 0;
        double squares = 0;
        double entropy = 0;
        for (Agent agent : PluginParts.twelve()) {
            double weight = agent.inputs().priorWeight();
            sum += weight;
            squares += weight * weight;
            entropy -= weight / 116 * Math.log(weight / 116);
        }
        assertThat(sum).isEqualTo(116);
        assertThat(sum * sum / squares).isEqualTo(9.28, within(0.005));
        assertThat(Math.exp(entropy)).isEqualTo(10.197, within(0.0005));
    }
}
