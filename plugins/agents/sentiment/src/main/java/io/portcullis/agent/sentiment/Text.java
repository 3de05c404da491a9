package io.portcullis.agent.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text as its words.
 *
 * @param tokens lower-case words in their order; at most 1,000
 * @param tickers how many tickers (a dollar sign and a word) it names, at least one
 */
record Text(List<String> tokens, int tickers) {
    private static final int TOKENS_MAX = 1_000;
    /** Words are counted in so many boxes. */
    static final int BOXES = 1 << 18;

    static Text of(String content) {
        List<String> tokens = new ArrayList<>();
        int tickers = 0;
        StringBuilder word = new StringBuilder();
        boolean dollar = false;
        String text = content.toLowerCase(Locale.ROOT) + " ";
        for (int i = 0; i < text.length() && tokens.size() < TOKENS_MAX; i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z' || c == '\'' && word.length() > 0) {
                word.append(c);
                continue;
            }
            if (word.length() > 0) {
                // A ticker is a name, not a word: $low and $win say nothing.
                if (dollar) {
                    tickers++;
                } else {
                    tokens.add(word.toString());
                }
                word.setLength(0);
                dollar = false;
            }
            dollar = c == '$' || dollar && c == ' ';
        }
        return new Text(List.copyOf(tokens), Math.max(1, tickers));
    }

    /** How often each box is hit, as ascending boxes and their counts. */
    Terms terms() {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (String token : tokens) {
            counts.merge((token.hashCode() * 0x9E3779B1) >>> (32 - 18), 1, Integer::sum);
        }
        int[] boxes = new int[counts.size()];
        int[] times = new int[counts.size()];
        int at = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            boxes[at] = entry.getKey();
            times[at++] = entry.getValue();
        }
        return new Terms(boxes, times);
    }

    /** Never written to after construction. */
    record Terms(int[] boxes, int[] counts) {}
}
