package io.portcullis.engine.coordination;

import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.engine.sizing.VolatilitySizer;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.OpportunityId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.model.signal.Opportunity.Costs;
import io.portcullis.model.signal.Opportunity.Outcome;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;

/** Turns a pooled opinion into a costed opportunity, or says why not (step 4). */
public final class OpportunityBuilder {
    private static final Costs UNKNOWN = new Costs(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private final CostStack costs;
    private final VolatilitySizer sizer;
    private final double edgeMinBps;

    /** Builds with these costs, at the sizes that the sizer would take. */
    public OpportunityBuilder(EngineSettings settings, CostStack costs, VolatilitySizer sizer) {
        this.costs = costs;
        this.sizer = sizer;
        this.edgeMinBps = settings.number("coordination.edge.min.bps");
    }

    /**
     * One opportunity, {@link Outcome#KEPT} so far or dropped with its reason.
     *
     * @param sequence numbers the opportunities of a log
     * @param pooled the pooled opinion
     * @param instrument on what
     * @param state its market; null when the log has not defined it
     */
    public Opportunity build(
            long sequence,
            long timeNanos,
            LocalDate date,
            InstrumentId instrument,
            MetaWeighter.Pooled pooled,
            InstrumentState state,
            double equity) {
        Outcome early = obstacle(pooled, state);
        Costs stack = UNKNOWN;
        double netEdge = Double.NaN;
        Outcome outcome = early;
        if (early == Outcome.KEPT) {
            Quantity size = sizer.unscaled(state, equity);
            stack = costs.of(state, pooled.direction(), size, pooled.horizonDays(), date);
            netEdge = pooled.edgeBps() - stack.totalBps();
            outcome = netEdge > edgeMinBps ? Outcome.KEPT : Outcome.COST;
        }
        return new Opportunity(
                OpportunityId.of("O-" + sequence),
                timeNanos,
                instrument,
                pooled.direction(),
                pooled.horizonDays(),
                pooled.probability(),
                pooled.edgeBps(),
                stack,
                netEdge,
                1,
                pooled.contributions(),
                outcome);
    }

    private static Outcome obstacle(MetaWeighter.Pooled pooled, InstrumentState state) {
        if (state == null || !state.tradable() || state.halted() || state.restricted()) {
            return Outcome.NOT_TRADABLE;
        }
        if (state.lastRaw() == 0 || !(state.dailyVolatility() > 0) || state.averageDailyVolumeRaw() == 0) {
            return Outcome.NO_MARKET;
        }
        if (pooled.direction() == Direction.SHORT && !state.borrowListed()) {
            return Outcome.NO_BORROW;
        }
        return pooled.edgeBps() > 0 ? Outcome.KEPT : Outcome.NO_EDGE;
    }
}
