package io.portcullis.engine.gate.facts;

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

    /** True for the engine's own orders. */
    public boolean isPresent() {
        return present;
    }

    /** Sets present; see the getter. */
    public void setPresent(boolean value) {
        present = value;
    }

    /** Pooled probability; 0 when absent. */
    public double getProbability() {
        return probability;
    }

    /** Sets probability; see the getter. */
    public void setProbability(double value) {
        probability = value;
    }

    /** Expected return after costs, basis points; 0 when absent. */
    public double getNetEdgeBps() {
        return netEdgeBps;
    }

    /** Sets netEdgeBps; see the getter. */
    public void setNetEdgeBps(double value) {
        netEdgeBps = value;
    }

    /** How many agents took part; 0 when absent. */
    public double getAgents() {
        return agents;
    }

    /** Sets agents; see the getter. */
    public void setAgents(double value) {
        agents = value;
    }
}
