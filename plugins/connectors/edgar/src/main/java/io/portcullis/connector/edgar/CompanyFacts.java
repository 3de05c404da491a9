package io.portcullis.connector.edgar;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads company facts: the annual reports in them, each with the figures of its own year as it first gave them. */
final class CompanyFacts {
    private static final int YEAR_DAYS_MIN = 350;
    private static final int YEAR_DAYS_MAX = 380;
    /** Shares on the cover are counted some weeks after the year's end. */
    private static final int COVER_DAYS = 120;

    private CompanyFacts() {}

    /**
     * One annual report.
     *
     * @param accession its number
     * @param end last day of its year
     * @param filed when it was filed
     * @param items figures by the names of US-GAAP
     */
    record Annual(String accession, LocalDate end, LocalDate filed, SortedMap<String, Double> items) {}

    /** A figure on its way into a report. */
    private record Fact(String name, String accession, LocalDate start, LocalDate end, LocalDate filed, double value) {
        /** A level of one day, or a flow of a whole year. */
        boolean isAnnual() {
            long days = start == null ? YEAR_DAYS_MIN : ChronoUnit.DAYS.between(start, end);
            return days >= YEAR_DAYS_MIN && days <= YEAR_DAYS_MAX;
        }
    }

    /** The 10-K reports, oldest first. */
    static List<Annual> annuals(byte[] bytes) throws MalformedException {
        Map<?, ?> facts = Json.map(Json.object(bytes), "facts");
        List<Fact> all = new ArrayList<>();
        collect(Json.map(facts, "us-gaap"), all);
        SortedMap<String, LocalDate> ends = ends(all);
        SortedMap<String, Annual> reports = new TreeMap<>();
        for (Fact fact : all) {
            if (fact.isAnnual() && fact.end().equals(ends.get(fact.accession()))) {
                report(reports, fact, fact.end()).items().putIfAbsent(fact.name(), fact.value());
            }
        }
        List<Fact> cover = new ArrayList<>();
        collect(Json.map(facts, "dei"), cover);
        for (Fact fact : cover) {
            LocalDate end = ends.get(fact.accession());
            if (end != null && !fact.end().isBefore(end) && !fact.end().isAfter(end.plusDays(COVER_DAYS))) {
                report(reports, fact, end).items().putIfAbsent(fact.name(), fact.value());
            }
        }
        List<Annual> annuals = new ArrayList<>(reports.values());
        annuals.sort((a, b) -> a.filed().equals(b.filed())
                ? a.accession().compareTo(b.accession())
                : a.filed().compareTo(b.filed()));
        return annuals;
    }

    /** The last day of each report's year: where its latest flow ends; where it has none, of its latest level. */
    private static SortedMap<String, LocalDate> ends(List<Fact> facts) {
        SortedMap<String, LocalDate> flows = new TreeMap<>();
        SortedMap<String, LocalDate> levels = new TreeMap<>();
        for (Fact fact : facts) {
            if (fact.isAnnual()) {
                (fact.start() != null ? flows : levels)
                        .merge(fact.accession(), fact.end(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        levels.forEach(flows::putIfAbsent);
        return flows;
    }

    private static Annual report(SortedMap<String, Annual> reports, Fact fact, LocalDate end) {
        return reports.computeIfAbsent(
                fact.accession(), accession -> new Annual(accession, end, fact.filed(), new TreeMap<>()));
    }

    private static void collect(Map<?, ?> taxonomy, List<Fact> into) throws MalformedException {
        for (Object name : taxonomy.keySet()) {
            Map<?, ?> units = Json.map(Json.map(taxonomy, (String) name), "units");
            for (String unit : List.of("USD", "shares")) {
                for (Object value : Json.list(units, unit)) {
                    Fact fact = fact((String) name, value);
                    if (fact != null) {
                        into.add(fact);
                    }
                }
            }
        }
    }

    private static Fact fact(String name, Object value) throws MalformedException {
        if (!(value instanceof Map<?, ?> fact) || !"10-K".equals(fact.get("form"))) {
            return null;
        }
        if (!(fact.get("val") instanceof Double number) || !(fact.get("accn") instanceof String accession)) {
            throw new MalformedException("'" + name + "': a fact needs val and accn");
        }
        return new Fact(
                name,
                accession,
                date(name, fact, "start"),
                required(name, fact, "end"),
                required(name, fact, "filed"),
                number);
    }

    private static LocalDate required(String name, Map<?, ?> fact, String field) throws MalformedException {
        LocalDate date = date(name, fact, field);
        if (date == null) {
            throw new MalformedException("'" + name + "': a fact needs " + field);
        }
        return date;
    }

    private static LocalDate date(String name, Map<?, ?> fact, String field) throws MalformedException {
        Object text = fact.get(field);
        try {
            return text == null ? null : LocalDate.parse(String.valueOf(text));
        } catch (DateTimeParseException e) {
            throw new MalformedException("'" + name + "': " + field + " must be a date, got '" + text + "'");
        }
    }
}
