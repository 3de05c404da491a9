package io.portcullis.host.console;

import io.portcullis.host.server.AgentView;
import io.portcullis.signals.agent.CallScore;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** One agent as a console shows it. What cannot be told before its calls close is NaN, or has no points. */
public final class AgentRow {
    private final AgentView agent;

    AgentRow(AgentView agent) {
        this.agent = agent;
    }

    /** WARMING_UP, ACTIVE or QUARANTINED. */
    public String getState() {
        return agent.status().state().name();
    }

    /** Opinions so far. */
    public long getSignals() {
        return agent.status().signals();
    }

    /** How often it abstained. */
    public long getAbstentions() {
        return agent.status().abstained();
    }

    /** Opinions among all answers, a fraction. */
    public double getCoverage() {
        return agent.status().coverage();
    }

    /** Calls that threw, hung or broke the contract. */
    public long getErrors() {
        return agent.status().failures();
    }

    /** What went wrong last; empty when nothing did. */
    public String getLastError() {
        return agent.status().lastFailure();
    }

    /** Mean time of a call. */
    public double getMeanMillis() {
        return agent.status().meanMillis();
    }

    /** What 99 of 100 calls did not exceed. */
    public double getP99Millis() {
        return agent.status().p99Micros() / 1e3;
    }

    /** All calls together. */
    public double getTotalSeconds() {
        return agent.status().totalMicros() / 1e6;
    }

    /** Opinions whose horizon is over. */
    public long getClosed() {
        return agent.score() == null ? 0 : agent.score().calls();
    }

    /** As many independent ones. */
    public double getEffective() {
        return figure(CallScore::effectiveCalls);
    }

    /** Share of them that beat the market and the costs. */
    public double getHitRate() {
        return figure(CallScore::hitRate);
    }

    /** Lower end of its 95 % interval. */
    public double getHitRateLow() {
        return figure(CallScore::hitRateLow);
    }

    /** Upper end. */
    public double getHitRateHigh() {
        return figure(CallScore::hitRateHigh);
    }

    /** Mean gain over mean loss. */
    public double getPayoffRatio() {
        return figure(CallScore::payoffRatio);
    }

    /** Mean result, basis points. */
    public double getExpectancyBps() {
        return figure(CallScore::expectancyBps);
    }

    /** Correlation of what it said with what happened. */
    public double getInformationCoefficient() {
        return figure(CallScore::informationCoefficient);
    }

    /** Rows of: said, came true, effective calls. */
    public double[][] getCalibration() {
        return points(CallScore::calibration, said ->
                new double[] {said.probability(), said.cameTrue(), said.effectiveCalls()});
    }

    /** Rows of: coverage, hit rate; its surest calls first. */
    public double[][] getRiskCoverage() {
        return points(CallScore::riskCoverage, covered -> new double[] {covered.coverage(), covered.hitRate()});
    }

    private double figure(ToDoubleFunction<CallScore> figure) {
        return agent.score() == null ? Double.NaN : figure.applyAsDouble(agent.score());
    }

    private <T> double[][] points(Function<CallScore, List<T>> curve, Function<T, double[]> point) {
        return agent.score() == null
                ? new double[0][]
                : curve.apply(agent.score()).stream().map(point).toArray(double[][]::new);
    }
}
