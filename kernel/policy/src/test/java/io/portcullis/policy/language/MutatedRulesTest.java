package io.portcullis.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Finding;
import io.portcullis.testkit.CampaignLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rule files and tables that are changed by chance, by whole words of the grammar and of Java and by single characters. Each ends in
 * findings at its own file, or in rules whose compiled text consists of our own words only; nothing is thrown.
 */
class MutatedRulesTest {
    private static final long SEED = 20261130;
    private static final Path SHIPPED = Path.of("../../rules/portfolio");
    private static final String TABLE = """
            KIND,RULE,CONDITION,CONDITION,ACTION
            TYPE,,Instrument,Order,
            TEMPLATE,,"sector == ""{}""\","!reducing, $n : notional, $n > {}","verdict.deny($n, {});"
            ROW,energy-notional,Energy,500000,500000
            ROW,utilities-notional,Utilities,750000,750000
            """;
    private static final List<String> WORDS = List.of(
            "rule",
            "when",
            "then",
            "end",
            "Order",
            "Market",
            "Limits",
            "quantity",
            "buy",
            "reducing",
            "$q",
            "$max",
            "verdict",
            "deny",
            "reduceTo",
            "allow",
            "complete",
            "eval",
            "from",
            "new",
            "class",
            "getClass",
            "import",
            "function",
            "global",
            "not",
            "exists",
            "or",
            "and",
            "in",
            "matches",
            "this",
            "null",
            "true",
            "salience",
            "dialect",
            "System.exit(1)",
            "java.lang.Runtime",
            "Runtime.getRuntime().exec(\"id\")",
            "\\u0022",
            "\"",
            "'",
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            ";",
            ",",
            ".",
            ":",
            "&&",
            "||",
            "!",
            "==",
            "=",
            "+",
            "-",
            "*",
            "/",
            "%",
            "<",
            ">=",
            "//",
            "/*",
            "*/",
            "\n",
            "\r",
            "\t",
            "\u202E",
            "1e999",
            "0x1F",
            "NaN",
            "-1",
            "99999999999999999999",
            "{}",
            "ROW",
            "TEMPLATE",
            "ACTION",
            "#");

    /** Everything that compiled text may consist of. */
    private static final Pattern OWN = Pattern.compile(
            "function boolean rule_[a-z0-9_]+\\((GateFacts|WatchFacts) facts\\) \\{\n    return CONDITION;\n\\}\n"
                    + "rule \"[a-z0-9-]+\"\nwhen\n    \\$facts : (GateFacts|WatchFacts)\\(rule_[a-z0-9_]+\\(this\\)\\)\nthen\n"
                    + "(    verdict\\.(deny|reduceTo|warn|reduceOnly|kill)\\(\"[a-z0-9-]+\"(, (VALUE|\"[A-Za-z0-9:._-]+\"))*\\);\n)+end\n");

    private static final Pattern VALUE = Pattern.compile(
            "\\$?facts\\.[a-z]+\\(\\)\\.(get|is)[A-Z][A-Za-z]*\\(\\)"
                    + "|-?[0-9]+\\.[0-9]+(E-?[0-9]+)?|RuleFunctions\\.(finite|divide|abs|min|max)|\"[A-Za-z0-9 ._:&/,()+-]*\"|true|false");

    @Test
    void shouldTurnAnyChangeIntoFindingsOrOwnWords() {
        mutate(2_000);
    }

    @Test
    @Tag("campaign")
    void shouldTurnManyChangesIntoFindingsOrOwnWords() {
        int accepted = mutate(100_000);
        CampaignLog.record("rules.hostile.mutated", SEED, 100_000, accepted, true);
    }

    private static int mutate(int times) {
        Random random = new Random(SEED);
        List<Map.Entry<String, String>> files = new ArrayList<>(shipped().entrySet());
        int accepted = 0;
        for (int i = 0; i < times; i++) {
            Map.Entry<String, String> file = files.get(random.nextInt(files.size()));
            String text = file.getValue();
            for (int j = random.nextInt(3); j >= 0; j--) {
                text = changed(text, random);
            }
            List<Finding> findings = new ArrayList<>();
            List<Rule> rules = RuleLanguage.read(new TreeMap<>(Map.of(file.getKey(), text)), findings);
            assertThat(rules.isEmpty() && findings.isEmpty())
                    .as("seed %d change %d: neither rule nor finding", SEED, i)
                    .isFalse();
            assertThat(findings)
                    .as("seed %d change %d", SEED, i)
                    .allMatch(each -> each.file().equals(file.getKey()));
            for (Rule rule : rules) {
                accepted++;
                requireOwnWords(rule, i, text);
            }
        }
        assertThat(accepted).as("some changes leave a rule a rule").isPositive();
        return accepted;
    }

    private static void requireOwnWords(Rule rule, int change, String text) {
        String drl = rule.drl();
        int from = drl.indexOf("return ") + "return ".length();
        String condition = drl.substring(from, drl.indexOf(";\n", from));
        String rest = VALUE.matcher(condition).replaceAll("");
        assertThat(rest).as("seed %d change %d of:\n%s", SEED, change, text).matches("([-()!&|<>=+*, ]|\\.equals)*");
        int then = drl.indexOf("\nthen\n");
        String shape = drl.substring(0, from) + "CONDITION" + drl.substring(from + condition.length(), then)
                + Pattern.compile(
                                "(RuleFunctions\\.finite\\()?(\\$facts\\.[a-z]+\\(\\)\\.(get|is)[A-Z][A-Za-z]*\\(\\)|-?[0-9]+\\.[0-9]+(E-?[0-9]+)?)\\)?(?=[,)])")
                        .matcher(drl.substring(then))
                        .replaceAll("VALUE");
        assertThat(shape).as("seed %d change %d of:\n%s", SEED, change, text).matches(OWN);
    }

    private static String changed(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        int at = random.nextInt(text.length());
        switch (random.nextInt(6)) {
            case 0 ->
                changed.setCharAt(
                        at, (char) (random.nextInt(40) == 0 ? random.nextInt(0x3000) : 32 + random.nextInt(95)));
            case 1 -> changed.deleteCharAt(at);
            case 2 -> changed.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            case 3 -> changed.insert(wordEnd(text, at), " " + WORDS.get(random.nextInt(WORDS.size())) + " ");
            case 4 -> changed.replace(at, Math.max(at, wordEnd(text, at)), WORDS.get(random.nextInt(WORDS.size())));
            default -> {
                int end = Math.min(text.length(), at + random.nextInt(80));
                changed.insert(random.nextInt(text.length()), text, at, end);
            }
        }
        return changed.isEmpty() ? " " : changed.toString();
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static SortedMap<String, String> shipped() {
        SortedMap<String, String> files = new TreeMap<>(Map.of("gate/table.drl.csv", TABLE));
        try (Stream<Path> walk = Files.walk(SHIPPED)) {
            for (Path file :
                    walk.filter(each -> each.toString().endsWith(".drl")).toList()) {
                files.put(SHIPPED.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
