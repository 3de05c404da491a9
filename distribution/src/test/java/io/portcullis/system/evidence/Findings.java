package io.portcullis.system.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a check found, by rule; of each rule the first rows are kept in words and all are counted. */
final class Findings {
    private static final int WORDS_PER_RULE = 5;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();

    void add(String rule, String file, long row, String what) {
        if (counts.merge(rule, 1, Integer::sum) <= WORDS_PER_RULE) {
            lines.add(rule + " " + file + ":" + row + " " + what);
        }
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    int count(String rule) {
        return counts.getOrDefault(rule, 0);
    }

    Map<String, Integer> counts() {
        return counts;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public String toString() {
        return counts + "\n" + String.join("\n", lines);
    }
}
