package io.portcullis.policy.pack;

import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.policy.CsvTable;
import io.portcullis.policy.Finding;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A pack's limits.csv, by scope. Immutable after reading, shared by threads.
 *
 * <p>The most specific scope wins: {@code instrument} over {@code sector} over {@code global}, and {@code account}
 * over {@code global}. An account and an instrument (or its sector) say different things about one order: then the
 * smaller of the two applies, since every limit is a ceiling.
 */
public final class LimitTable {
    /** The file's name in the pack. */
    public static final String FILE = "limits.csv";

    private static final List<String> HEADER = List.of("limit", "scope", "value", "unit");
    private static final LimitField[] FIELDS = LimitField.values();
    private static final double[] UNSET = unset();

    private final Map<String, double[]> byScope = new HashMap<>();

    /** The same by what comes after {@code sector:}, {@code instrument:} and {@code account:}: for each order, without building keys. */
    private final Map<String, double[]> bySector = new HashMap<>();

    private final Map<String, double[]> byInstrument = new HashMap<>();
    private final Map<String, double[]> byAccount = new HashMap<>();

    private LimitTable() {}

    /** Reads the table; rows that cannot stand are findings. */
    public static LimitTable read(String text, List<Finding> findings) {
        LimitTable table = new LimitTable();
        CsvTable csv = CsvTable.read(FILE, text, findings);
        if (csv.rows().isEmpty() || !csv.rows().get(0).cells().equals(HEADER)) {
            findings.add(Finding.at(FILE, 1, "the first line must be 'limit,scope,value,unit'"));
            return table;
        }
        for (CsvTable.Row row : csv.rows().subList(1, csv.rows().size())) {
            table.add(csv, row, findings);
        }
        return table;
    }

    /** Sets every limit that applies to an order, NaN where there is none. */
    public void resolve(String symbol, String sector, String account, Limits into) {
        double[] global = byScope.getOrDefault("global", UNSET);
        double[] ofSector = bySector.getOrDefault(sector, UNSET);
        double[] ofInstrument = byInstrument.getOrDefault(symbol, UNSET);
        double[] ofAccount = byAccount.getOrDefault(account, UNSET);
        for (int i = 0; i < FIELDS.length; i++) {
            double product = Double.isNaN(ofInstrument[i]) ? ofSector[i] : ofInstrument[i];
            FIELDS[i].set(into, combine(product, ofAccount[i], global[i]));
        }
    }

    /**
     * The largest value of a limit in any scope, to compare with the caps of the safety ring; empty when it is
     * never set.
     */
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
        return in("global", limit);
    }

    private static double combine(double product, double account, double global) {
        if (Double.isNaN(product)) {
            return Double.isNaN(account) ? global : account;
        }
        return Double.isNaN(account) ? product : Math.min(product, account);
    }

    private void add(CsvTable csv, CsvTable.Row row, List<Finding> findings) {
        if (row.cells().size() != HEADER.size()) {
            findings.add(Finding.at(FILE, row.line(), "a row has 4 cells: limit, scope, value and unit"));
            return;
        }
        Optional<LimitField> limit = LimitField.named(row.cell(0));
        if (limit.isEmpty()) {
            String known = String.join(
                    ", ", Arrays.stream(FIELDS).map(LimitField::kebab).toList());
            findings.add(csv.finding(row, 0, "there is no limit '" + row.cell(0) + "'; known are " + known));
            return;
        }
        if (!isScope(row.cell(1))) {
            findings.add(csv.finding(
                    row, 1, "scope must be global, sector:X, instrument:SYM or account:A, got '" + row.cell(1) + "'"));
            return;
        }
        Optional<Double> value = value(csv, row, limit.get(), findings);
        if (value.isPresent()) {
            double[] values = byScope.computeIfAbsent(row.cell(1), this::scope);
            if (!Double.isNaN(values[limit.get().ordinal()])) {
                findings.add(csv.finding(
                        row, 0, "limit " + row.cell(0) + " is set twice for scope " + row.cell(1) + "; keep one row"));
            }
            values[limit.get().ordinal()] = value.get();
        }
    }

    private static Optional<Double> value(CsvTable csv, CsvTable.Row row, LimitField limit, List<Finding> findings) {
        BigDecimal number;
        try {
            number = new BigDecimal(row.cell(2));
        } catch (NumberFormatException e) {
            findings.add(csv.finding(row, 2, "value must be a number, got '" + row.cell(2) + "'"));
            return Optional.empty();
        }
        if (number.signum() < 0 || number.precision() - number.scale() > 18 || number.scale() > 18) {
            findings.add(csv.finding(row, 2, "value must lie between 0 and 1e18, got '" + row.cell(2) + "'"));
            return Optional.empty();
        }
        Optional<Double> converted = limit.convert(number, row.cell(3));
        if (converted.isEmpty()) {
            findings.add(csv.finding(
                    row,
                    3,
                    "unit of " + limit.kebab() + " must be one of " + limit.units() + ", got '" + row.cell(3) + "'"));
        }
        return converted;
    }

    private double[] scope(String scope) {
        double[] values = unset();
        int colon = scope.indexOf(':');
        String name = scope.substring(colon + 1);
        switch (scope.substring(0, Math.max(0, colon))) {
            case "sector" -> bySector.put(name, values);
            case "instrument" -> byInstrument.put(name, values);
            case "account" -> byAccount.put(name, values);
            default -> {} // global
        }
        return values;
    }

    private static boolean isScope(String scope) {
        return scope.equals("global") || scope.matches("(sector|instrument|account):[ -~]{1,64}");
    }

    private static double[] unset() {
        double[] values = new double[FIELDS.length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
