package io.portcullis.agent.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which words are good and which are bad, and the tone of a text by them. Immutable. */
final class Lexicon {
    /** So many tokens behind a negation mean the opposite. */
    private static final int NEGATION_TOKENS = 3;

    private static final Set<String> NEGATIONS = Set.of(
            "not",
            "no",
            "never",
            "none",
            "neither",
            "nor",
            "without",
            "hardly",
            "barely",
            "cannot",
            "cant",
            "dont",
            "doesnt",
            "didnt",
            "isnt",
            "arent",
            "wasnt",
            "werent",
            "wont",
            "wouldnt",
            "shouldnt",
            "couldnt",
            "hasnt",
            "havent",
            "n't");

    /** Looked up only, never walked. */
    private final Map<String, Integer> signs = new HashMap<>();

    /** The list in the bundle. */
    static Lexicon own() {
        Lexicon lexicon = new Lexicon();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Lexicon.class.getResourceAsStream("lexicon.txt"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lexicon.read(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the word list of the agent sentiment cannot be read from its bundle", e);
        }
        return lexicon;
    }

    private void read(String line) {
        String[] words = line.split(" ");
        int sign = words[0].equals("+") ? 1 : words[0].equals("-") ? -1 : 0;
        for (int i = 1; i < words.length && sign != 0; i++) {
            Integer former = signs.put(words[i], sign);
            if (former != null) {
                throw new IllegalStateException("the word list has '" + words[i] + "' twice");
            }
        }
    }

    /** {@code (positive - negative) / (positive + negative + 1)}, inside (-1, 1). */
    double tone(List<String> tokens) {
        int positive = 0;
        int negative = 0;
        int negatedUntil = -1;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (NEGATIONS.contains(token) || token.endsWith("n't")) {
                negatedUntil = i + NEGATION_TOKENS;
                continue;
            }
            int sign = signs.getOrDefault(token, 0) * (i <= negatedUntil ? -1 : 1);
            positive += sign > 0 ? 1 : 0;
            negative += sign < 0 ? 1 : 0;
        }
        return (positive - negative) / (positive + negative + 1.0);
    }
}
