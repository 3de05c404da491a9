package io.portcullis.model.signal;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.OpportunityId;
import java.util.List;

/**
 * A merged, costed chance to trade, kept or dropped with its reason (step 4).
 *
 * @param id its identifier
 * @param timeNanos when it was built, nanoseconds since the epoch
 * @param instrument on what
 * @param direction which way
 * @param horizonDays over how many trading days
 * @param probability pooled probability
 * @param grossEdgeBps expected return before cost, basis points
 * @param costs what trading it costs, basis points
 * @param netEdgeBps gross edge less all costs
 * @param propensity the probability with which the selector chose it, inside (0, 1]; 1 when nothing was random
 * @param contributions each agent's part of the pooled logit; they sum to it
 * @param outcome whether it went on, and if not why
 */
public record Opportunity(
        OpportunityId id,
        long timeNanos,
        InstrumentId instrument,
        Direction direction,
        int horizonDays,
        double probability,
        double grossEdgeBps,
        Costs costs,
        double netEdgeBps,
        double propensity,
        List<Contribution> contributions,
        Outcome outcome) {

    /** Copies the contributions. */
    public Opportunity {
        contributions = List.copyOf(contributions);
    }

    /**
     * The cost stack, each in basis points of the traded value.
     *
     * @param halfSpreadBps half the quoted spread
     * @param feeBps venue and regulatory fees
     * @param impactBps square-root market impact
     * @param borrowBps borrow fee over the horizon; zero for longs
     */
    public record Costs(double halfSpreadBps, double feeBps, double impactBps, double borrowBps) {
        /** The sum. */
        public double totalBps() {
            return halfSpreadBps + feeBps + impactBps + borrowBps;
        }
    }

    /**
     * One agent's part in the pooled logit.
     *
     * @param agent whose
     * @param weight its weight among the agents present
     * @param logit weight times its own logit, signed by direction
     */
    public record Contribution(AgentId agent, double weight, double logit) {}

    /** What became of an opportunity. */
    public enum Outcome {
        /** It went on to sizing. */
        KEPT,
        /** The pooled direction was not clear enough. */
        NO_EDGE,
        /** Its net edge did not beat its costs. */
        COST,
        /** Better ones filled the K places. */
        NOT_SELECTED,
        /** Its instrument may not be traded now. */
        NOT_TRADABLE,
        /** No fresh price or volatility to size it with. */
        NO_MARKET,
        /** Short, and not on the borrow list. */
        NO_BORROW,
        /** The target differs too little from the position held. */
        NO_CHANGE
    }
}
