package io.portcullis.engine.coordination;

import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.engine.market.Instruments;
import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.engine.sizing.Rebalancer;
import io.portcullis.engine.sizing.TargetBook;
import io.portcullis.engine.sizing.VolatilitySizer;
import io.portcullis.model.fee.FeeSchedule;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.OrderIntent;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.model.signal.Opportunity.Outcome;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steps 4 and 5 at one instant: from everything the agents said to the intents that would make the book right. */
public final class Coordinator {
    private final Instruments instruments;
    private final Portfolio portfolio;
    private final MetaWeighter weighter;
    private final OpportunityBuilder builder;
    private final TopKSelector selector;
    private final TargetBook targets;
    private final Rebalancer rebalancer;

    /** Coordinates over these books. */
    public Coordinator(EngineSettings settings, Instruments instruments, Portfolio portfolio, FeeSchedule fees) {
        this.instruments = instruments;
        this.portfolio = portfolio;
        VolatilitySizer sizer = new VolatilitySizer(settings);
        weighter = new MetaWeighter(settings::weight);
        builder = new OpportunityBuilder(settings, new CostStack(settings, fees), sizer);
        selector = new TopKSelector(
                (int) settings.number("coordination.top.k"), (int) settings.number("coordination.sector.k"));
        targets = new TargetBook(settings, sizer);
        rebalancer = new Rebalancer(settings);
    }

    /**
     * What an instant came to.
     *
     * @param opportunities all that were built, with their outcomes
     * @param intents with the opportunity behind each; exits before entries; the opportunity of an exit is null when nobody
     *     speaks for the position any more
     */
    public record Plan(List<Opportunity> opportunities, List<PlannedIntent> intents) {}

    /**
     * An intent and where it came from.
     *
     * @param intent the intent
     * @param opportunity the opportunity; null for the exit of a position that nobody speaks for
     */
    public record PlannedIntent(OrderIntent intent, Opportunity opportunity) {}

    /** Coordinates one instant's signals. */
    public Plan plan(Map<InstrumentId, List<Signal>> signals, long firstSequence, long timeNanos, LocalDate date) {
        double equity = portfolio.equityRaw() / (double) Money.ONE;
        List<Opportunity> built = new ArrayList<>();
        long sequence = firstSequence;
        for (Map.Entry<InstrumentId, List<Signal>> entry : signals.entrySet()) {
            MetaWeighter.Pooled pooled = weighter.pool(entry.getValue());
            if (pooled != null) {
                InstrumentState state = instruments.find(entry.getKey());
                built.add(builder.build(sequence++, timeNanos, date, entry.getKey(), pooled, state, equity));
            }
        }
        List<Opportunity> kept =
                built.stream().filter(o -> o.outcome() == Outcome.KEPT).toList();
        Set<InstrumentId> chosen =
                selector.select(kept, id -> instruments.find(id).sector());
        List<Opportunity> settled = new ArrayList<>(built.size());
        Map<Opportunity, InstrumentState> selected = new LinkedHashMap<>();
        for (Opportunity opportunity : built) {
            boolean lost = opportunity.outcome() == Outcome.KEPT && !chosen.contains(opportunity.instrument());
            Opportunity outcome = lost ? withOutcome(opportunity, Outcome.NOT_SELECTED) : opportunity;
            settled.add(outcome);
            if (outcome.outcome() == Outcome.KEPT) {
                selected.put(outcome, instruments.find(outcome.instrument()));
            }
        }
        return new Plan(settled, intents(settled, targets.weights(selected), equity));
    }

    private List<PlannedIntent> intents(List<Opportunity> settled, Map<Opportunity, Double> weights, double equity) {
        Map<InstrumentId, Opportunity> behind = new HashMap<>();
        settled.forEach(opportunity -> behind.put(opportunity.instrument(), opportunity));
        List<PlannedIntent> exits = new ArrayList<>();
        List<PlannedIntent> entries = new ArrayList<>();
        for (Position position : portfolio.positions()) {
            Opportunity opportunity = behind.get(position.instrument());
            double weight = opportunity == null ? 0 : weights.getOrDefault(opportunity, 0.0);
            OrderIntent intent = rebalancer.intent(
                    opportunity == null ? null : opportunity.id(),
                    weight,
                    equity,
                    position,
                    instruments.find(position.instrument()));
            if (intent != null) {
                boolean exit = intent.side().sign() * position.quantityRaw() < 0;
                (exit ? exits : entries).add(new PlannedIntent(intent, opportunity));
            }
        }
        exits.addAll(entries);
        return exits;
    }

    /** The order that closes what of a position no order closes yet; null when there is nothing to close, or no price to close it at. */
    public OrderIntent exit(Position position) {
        return rebalancer.exit(position, instruments.find(position.instrument()));
    }

    private static Opportunity withOutcome(Opportunity o, Outcome outcome) {
        return new Opportunity(
                o.id(),
                o.timeNanos(),
                o.instrument(),
                o.direction(),
                o.horizonDays(),
                o.probability(),
                o.grossEdgeBps(),
                o.costs(),
                o.netEdgeBps(),
                o.propensity(),
                o.contributions(),
                outcome);
    }
}
