package io.portcullis.host.server;

import io.portcullis.model.id.AgentId;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One agent as people see it: what it did, and what became of its calls.
 *
 * @param status what the runner counted
 * @param score of the calls that have closed; null while none has
 */
public record AgentView(AgentStatus status, CallScore score) {
    /** The hit rate that the design asks for. */
    public static final double HIT_RATE_WANTED = 0.6;

    /** Each agent with its score, in the order of their names. */
    public static List<AgentView> of(List<AgentStatus> statuses, SortedMap<AgentId, CallScore> scores) {
        List<AgentView> views = new ArrayList<>();
        statuses.forEach(status -> views.add(new AgentView(status, scores.get(status.agent()))));
        return views;
    }

    /** Its name. */
    public String name() {
        return status.agent().value();
    }

    /** As summary.json and HTTP have it; what cannot be told is left out. Shares are fractions, times milliseconds. */
    public Map<String, Object> values() {
        Map<String, Object> agent = new LinkedHashMap<>();
        agent.put("agent", name());
        agent.put("state", status.state().name());
        agent.put("signals", status.signals());
        agent.put("abstentions", status.abstentions());
        agent.put("coverage", status.coverage());
        agent.put("voting", status.inputs().voting());
        agent.put("horizonDays", status.inputs().horizonDays());
        agent.putAll(work());
        if (score != null) {
            agent.put("outcomes", outcomes());
        }
        if (status.dataAsOfNanos() != Long.MIN_VALUE) {
            agent.put(
                    "dataAsOf", Instant.ofEpochSecond(0, status.dataAsOfNanos()).toString());
        }
        if (!status.proposedWeights().isEmpty()) {
            SortedMap<String, Double> proposed = new TreeMap<>();
            status.proposedWeights().forEach((other, weight) -> proposed.put(other.value(), weight));
            agent.put("proposedWeights", proposed);
        }
        return agent;
    }

    /** What it cost, whatever its calls came to. */
    public Map<String, Object> work() {
        Map<String, Object> work = new LinkedHashMap<>();
        work.put("calls", status.calls());
        work.put("failures", status.failures());
        work.put("overruns", status.overruns());
        work.put("meanMillis", status.meanMillis());
        work.put("p99Millis", status.p99Micros() / 1e3);
        work.put("longestMillis", status.longestMicros() / 1e3);
        work.put("totalSeconds", status.totalMicros() / 1e6);
        if (!status.lastFailure().isEmpty()) {
            work.put("lastFailure", status.lastFailure());
        }
        return work;
    }

    private Map<String, Object> outcomes() {
        Map<String, Object> outcomes = new LinkedHashMap<>();
        outcomes.put("closed", score.calls());
        outcomes.put("effective", score.effectiveCalls());
        outcomes.put("hitRate", score.hitRate());
        outcomes.put("hitRateLow", score.hitRateLow());
        outcomes.put("hitRateHigh", score.hitRateHigh());
        outcomes.put("expectancyBps", score.expectancyBps());
        if (!Double.isNaN(score.payoffRatio())) {
            outcomes.put("payoffRatio", score.payoffRatio());
        }
        if (!Double.isNaN(score.informationCoefficient())) {
            outcomes.put("informationCoefficient", score.informationCoefficient());
        }
        outcomes.put("calibrationError", score.calibrationError());
        outcomes.put("riskCoverageArea", score.riskCoverageArea());
        outcomes.put("coverageAbove60Percent", score.coverageAbove(HIT_RATE_WANTED));
        outcomes.put(
                "calibration",
                score.calibration().stream()
                        .map(said -> List.of(said.probability(), said.cameTrue(), said.effectiveCalls()))
                        .toList());
        outcomes.put(
                "riskCoverage",
                score.riskCoverage().stream()
                        .map(covered -> List.of(covered.coverage(), covered.hitRate()))
                        .toList());
        return outcomes;
    }
}
