package io.portcullis.engine.gate.facts;

import io.portcullis.model.signal.Opportunity;
import java.util.List;

/**
 * The opinion behind the order; present is false for orders of people and systems.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Agent {
    private boolean present;
    private double probability;
    private double netEdgeBps;
    private double agents;
    private List<Opportunity.Contribution> contributions = List.of();

    @Meaning("True for the engine's own orders.")
    public boolean isPresent() {
        return present;
    }

    /** Sets present; see the getter. */
    public void setPresent(boolean value) {
        present = value;
    }

    @Meaning(value = "Pooled probability; 0 when absent.", unit = Unit.FRACTION, min = 0)
    public double getProbability() {
        return probability;
    }

    /** Sets probability; see the getter. */
    public void setProbability(double value) {
        probability = value;
    }

    @Meaning(value = "Expected return after costs, basis points; 0 when absent.", unit = Unit.BPS)
    public double getNetEdgeBps() {
        return netEdgeBps;
    }

    /** Sets netEdgeBps; see the getter. */
    public void setNetEdgeBps(double value) {
        netEdgeBps = value;
    }

    @Meaning(value = "How many agents took part; 0 when absent.", unit = Unit.COUNT, min = 0)
    public double getAgents() {
        return agents;
    }

    /** Sets agents; see the getter. */
    public void setAgents(double value) {
        agents = value;
    }

    /** The agents' parts in the opinion, empty when absent: they say which rows of limits.csv apply. No field of rules. */
    public List<Opportunity.Contribution> getContributions() {
        return contributions;
    }

    /** Sets contributions; see the getter. The list must not change afterwards. */
    public void setContributions(List<Opportunity.Contribution> value) {
        contributions = value;
    }
}
