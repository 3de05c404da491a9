package io.portcullis.policy.pack;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.model.signal.Opportunity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The limits that are in force between two dates, by scope. Immutable once read, shared by threads.
 *
 * <p>An instrument's limit wins over its sector's. Where an instrument (or sector), an account, a venue and the agents behind an
 * order each have one, they say different things about it: then the smallest applies, since every limit is a ceiling. Where none of
 * these has one, the global one applies.
 */
public final class ScopedLimits {
    private static final LimitField[] FIELDS = LimitField.values();
    private static final double[] UNSET = unset();

    private final Map<String, double[]> byScope = new HashMap<>();

    /** The same by what comes after the colon: for each order, without building keys. */
    private final Map<String, double[]> bySector = new HashMap<>();

    private final Map<String, double[]> byInstrument = new HashMap<>();
    private final Map<String, double[]> byAccount = new HashMap<>();
    private final Map<String, double[]> byVenue = new HashMap<>();
    private final Map<String, double[]> byAgent = new HashMap<>();

    ScopedLimits() {}

    /** Sets every limit that applies to the order of these facts, NaN where there is none. Allocates nothing: it runs for each order. */
    public void resolve(GateFacts facts) {
        resolve(
                facts.instrument().getSymbol(),
                facts.instrument().getSector(),
                facts.order().getAccount(),
                of(facts.order().getVenue(), byVenue),
                facts.agent().getContributions(),
                facts.limits());
    }

    /** Sets every limit that applies to an instrument in an account, whatever the venue and the agents. */
    public void resolve(String symbol, String sector, String account, Limits into) {
        resolve(symbol, sector, account, UNSET, List.of(), into);
    }

    private void resolve(
            String symbol,
            String sectorName,
            String accountName,
            double[] venue,
            List<Opportunity.Contribution> contributions,
            Limits into) {
        double[] global = of(LimitTable.GLOBAL, byScope);
        double[] instrument = of(symbol, byInstrument);
        double[] sector = of(sectorName, bySector);
        double[] account = of(accountName, byAccount);
        for (int i = 0; i < FIELDS.length; i++) {
            double own = Double.isNaN(instrument[i]) ? sector[i] : instrument[i];
            own = smaller(smaller(own, account[i]), smaller(venue[i], ofAgents(contributions, i)));
            FIELDS[i].set(into, Double.isNaN(own) ? global[i] : own);
        }
    }

    private double ofAgents(List<Opportunity.Contribution> contributions, int limit) {
        double least = Double.NaN;
        if (!byAgent.isEmpty()) {
            for (int i = 0; i < contributions.size(); i++) {
                least = smaller(least, of(contributions.get(i).agent().value(), byAgent)[limit]);
            }
        }
        return least;
    }

    private static double[] of(String name, Map<String, double[]> scopes) {
        return scopes.getOrDefault(name, UNSET);
    }

    private static double smaller(double left, double right) {
        if (Double.isNaN(left)) {
            return right;
        }
        return Double.isNaN(right) ? left : Math.min(left, right);
    }

    /** The largest value of a limit in any scope; empty when it is never set. */
    public Optional<Double> loosest(LimitField limit) {
        return byScope.values().stream()
                .map(values -> values[limit.ordinal()])
                .filter(value -> !value.isNaN())
                .max(Double::compare);
    }

    /** The scopes that set a limit, sorted. */
    public SortedSet<String> scopes() {
        return new TreeSet<>(byScope.keySet());
    }

    /** The value of a limit in one scope alone; empty when that scope does not set it. */
    public Optional<Double> in(String scope, LimitField limit) {
        double value = byScope.getOrDefault(scope, UNSET)[limit.ordinal()];
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    /** The global value of a limit; empty when it is not set. */
    public Optional<Double> global(LimitField limit) {
        return in(LimitTable.GLOBAL, limit);
    }

    void set(String scope, LimitField limit, double value) {
        byScope.computeIfAbsent(scope, this::scope)[limit.ordinal()] = value;
    }

    private double[] scope(String scope) {
        double[] values = unset();
        int colon = scope.indexOf(':');
        String name = scope.substring(colon + 1);
        switch (scope.substring(0, Math.max(0, colon))) {
            case "sector" -> bySector.put(name, values);
            case "instrument" -> byInstrument.put(name, values);
            case "account" -> byAccount.put(name, values);
            case "venue" -> byVenue.put(name, values);
            case "agent" -> byAgent.put(name, values);
            default -> {} // global
        }
        return values;
    }

    private static double[] unset() {
        double[] values = new double[FIELDS.length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
