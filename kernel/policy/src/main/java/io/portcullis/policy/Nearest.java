package io.portcullis.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The valid name that somebody probably meant. */
public final class Nearest {
    private static final int LENGTH_MAX = 64;

    private Nearest() {}

    /** The nearest of some names; empty when none is near, or when the word is one of them. */
    public static Optional<String> of(String word, Collection<String> names) {
        if (word.isEmpty() || word.length() > LENGTH_MAX || names.contains(word)) {
            return Optional.empty();
        }
        int near = Math.max(1, word.length() / 3);
        return names.stream()
                .filter(name -> distance(word, name) <= near || isPartOf(word, name))
                .min(Comparator.comparingInt((String name) -> distance(word, name))
                        .thenComparing(name -> name));
    }

    /** {@code ", did you mean 'x'?"}, or nothing: to be put behind what is wrong. */
    public static String hint(String word, Collection<String> names) {
        return of(word, names).map(name -> ", did you mean '" + name + "'?").orElse("");
    }

    private static boolean isPartOf(String word, String name) {
        return word.length() >= 4 && name.toLowerCase(Locale.ROOT).startsWith(word.toLowerCase(Locale.ROOT));
    }

    /** Insertions, deletions, replacements and swaps of neighbours; upper and lower case are the same. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] cost) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
