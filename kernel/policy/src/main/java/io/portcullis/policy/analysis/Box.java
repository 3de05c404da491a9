package io.portcullis.policy.analysis;

import io.portcullis.policy.language.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Facts that agree with one value or range for each of some terms. A term is a field, an expression, or the difference of two of these;
 * the algebra takes terms to be independent of each other. That makes a set of facts at most larger: what is empty here is empty.
 *
 * @param terms what is looked at and what it may be, by its words; a term that is missing may be anything
 */
record Box(SortedMap<String, Values> terms) {
    static final Box ALL = new Box(new TreeMap<>());

    Box {
        terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    }

    static Box of(String term, Values values) {
        return new Box(new TreeMap<>(Map.of(term, values)));
    }

    /** What lies in both; empty when nothing does. */
    Optional<Box> and(Box other) {
        SortedMap<String, Values> both = new TreeMap<>(terms);
        for (Map.Entry<String, Values> each : other.terms.entrySet()) {
            Values now = both.get(each.getKey());
            Values met = now == null ? each.getValue() : now.and(each.getValue());
            if (met.isEmpty()) {
                return Optional.empty();
            }
            both.put(each.getKey(), met);
        }
        return Optional.of(new Box(both));
    }

    /** What lies here and not there, in boxes that are apart from each other. */
    List<Box> minus(Box other) {
        List<Box> rest = new ArrayList<>();
        SortedMap<String, Values> kept = new TreeMap<>(terms);
        for (Map.Entry<String, Values> each : other.terms.entrySet()) {
            Values outside = each.getValue().complement();
            Values now = kept.get(each.getKey());
            Values left = now == null ? outside : now.and(outside);
            if (!left.isEmpty()) {
                SortedMap<String, Values> part = new TreeMap<>(kept);
                part.put(each.getKey(), left);
                rest.add(new Box(part));
            }
            Values met = now == null ? each.getValue() : now.and(each.getValue());
            if (met.isEmpty()) {
                return rest;
            }
            kept.put(each.getKey(), met);
        }
        return rest;
    }

    /** In words. */
    String words() {
        return terms.isEmpty()
                ? "anything"
                : terms.entrySet().stream()
                        .map(each -> words(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(" and "));
    }

    static String words(String term, Values values) {
        if (values instanceof Values.Flags flags) {
            return flags.canBeTrue() && flags.canBeFalse()
                    ? term + " is anything"
                    : (flags.canBeTrue() ? "" : "not ") + term;
        }
        if (values instanceof Values.Texts texts) {
            String list = texts.texts().isEmpty() ? "\"\"" : String.join(" or ", texts.texts());
            return term + (texts.others() ? " other than " : " is ") + list;
        }
        return ((Values.Numbers) values)
                .ranges().stream().map(range -> words(term, range)).collect(Collectors.joining(" or "));
    }

    private static String words(String term, Values.Range range) {
        if (range.from() == range.to()) {
            return term + " is " + Words.number(range.from());
        }
        String from = range.from() == -Double.MAX_VALUE ? "" : term + bound(range.from(), " >= ", " > ", -1);
        String to = range.to() == Double.MAX_VALUE ? "" : term + bound(range.to(), " <= ", " < ", 1);
        return from.isEmpty() && to.isEmpty()
                ? term + " is anything"
                : from + (from.isEmpty() || to.isEmpty() ? "" : ", ") + to;
    }

    /** The next double behind a short number is that number, excluded. */
    private static String bound(double value, String included, String excluded, int towards) {
        double neighbour = towards < 0 ? Math.nextDown(value) : Math.nextUp(value);
        boolean isExcluded =
                Words.number(neighbour).length() < Words.number(value).length();
        return isExcluded ? excluded + Words.number(neighbour) : included + Words.number(value);
    }
}
