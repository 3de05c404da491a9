package io.portcullis.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.facts.FactField;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Ring;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.pack.PackContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The goal is that the language means the same to its own evaluator, which proves cases and headroom, to Drools and to the
 * class that the rules become. Method: random rules over the whole grammar against random facts that often hit the
 * numbers in the rules.
 */
class RandomRulesTest {
    private static final int RULES = 120;
    private static final int ORDERS = 1500;
    private static final double[] NUMBERS = {0, 1, 2, 5, 0.5, 100};
    private static final String[] TEXTS = {"BUY", "SELL", "Energy", "LIVE"};
    private static final String[] TYPES = {"Order", "Instrument", "Account", "Exposure", "Market", "Session"};

    private final Random random = new Random(42);

    @Test
    void shouldMeanTheSameToDroolsToTheClassAndToTheLanguage() throws Exception {
        TestPack pack = TestPack.empty();
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < RULES; i++) {
            rules.append(rule(i));
        }
        PackContent content = pack.file("gate/random.drl", rules.toString()).content();
        try (PackCompiler compiler = new PackCompiler();
                PackJudge judge = new PackJudge(compiler.await(content));
                PackJudge classes = classes(compiler, content)) {
            int fired = 0;
            int failed = 0;
            for (int i = 0; i < ORDERS; i++) {
                GateFacts facts = facts();
                Ruling ruling = judge.judge(facts);
                assertThat(classes.judge(facts)).as("order " + i).isEqualTo(ruling);
                List<String> expected = expected(judge.pack().rules(Ring.GATE), facts);
                if (expected.contains("throws")) {
                    assertThat(ruling.verdict()).as("order " + i).isEqualTo(Verdict.DENY);
                    failed++;
                } else {
                    assertThat(ruling.reasons().stream().map(Reason::rule).toList())
                            .as("order " + i)
                            .containsExactlyElementsOf(expected);
                    fired += expected.size();
                }
            }
            assertThat(fired).isGreaterThan(RULES * ORDERS / 20);
            assertThat(failed).isLessThan(ORDERS / 2);
        }
    }

    private static PackJudge classes(PackCompiler compiler, PackContent content) throws Exception {
        CompiledPack pack = compiler.await(content);
        assertThat(compiler.agree(pack).get().difference()).isEmpty();
        assertThat(pack.program().left()).isEmpty();
        return PackJudge.fastest(pack);
    }

    private static List<String> expected(List<Rule> rules, GateFacts facts) {
        List<String> expected = new ArrayList<>();
        for (Rule rule : rules) {
            try {
                if (rule.holds(FieldReader.of(facts))) {
                    expected.add(rule.id());
                }
            } catch (ArithmeticException e) {
                return List.of("throws");
            }
        }
        return expected;
    }

    private GateFacts facts() {
        GateFacts facts = TestPack.order();
        for (FactField field : FactSchema.FIELDS) {
            if (!field.name().startsWith("limits.") && random.nextInt(3) > 0) {
                field.writer()
                        .accept(
                                facts,
                                switch (field.kind()) {
                                    case NUMBER ->
                                        String.valueOf(NUMBERS[random.nextInt(NUMBERS.length)]
                                                * (random.nextInt(5) == 0 ? -1 : 1));
                                    case FLAG -> String.valueOf(random.nextBoolean());
                                    case TEXT -> TEXTS[random.nextInt(TEXTS.length)];
                                });
            }
        }
        return facts;
    }

    private String rule(int number) {
        StringBuilder text = new StringBuilder("rule \"r-" + number + "\"\nwhen\n");
        List<String> types = new ArrayList<>(List.of(TYPES));
        List<String> variables = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String type = types.remove(random.nextInt(types.size()));
            String variable = "$v" + i;
            text.append("    ").append(type).append('(').append(variable).append(" : ");
            text.append(field(type, FactField.Kind.NUMBER));
            variables.add(variable);
            for (int k = random.nextInt(3); k > 0; k--) {
                text.append(", ").append(condition(type, variables, 3));
            }
            text.append(")\n");
        }
        return text.append("then\n    verdict.deny(")
                .append(variables.get(0))
                .append(", 1);\nend\n")
                .toString();
    }

    private String condition(String type, List<String> variables, int depth) {
        switch (depth == 0 ? 3 + random.nextInt(3) : random.nextInt(8)) {
            case 0:
                return "(" + condition(type, variables, depth - 1) + " && " + condition(type, variables, depth - 1)
                        + ")";
            case 1:
                return condition(type, variables, depth - 1) + " || " + condition(type, variables, depth - 1);
            case 2:
                return "!(" + condition(type, variables, depth - 1) + ")";
            case 3:
                String flag = field(type, FactField.Kind.FLAG);
                return flag.isEmpty()
                        ? comparison(type, variables)
                        : flag + pick("", " == true", " != false", " == false");
            case 4:
                String word = field(type, FactField.Kind.TEXT);
                return word.isEmpty()
                        ? comparison(type, variables)
                        : word + pick(" == \"BUY\"", " != \"LIVE\"", " in (\"BUY\", \"Energy\")", " not in (\"SELL\")");
            case 5:
                return field(type, FactField.Kind.NUMBER) + pick(" in (1, 5, 100)", " not in (0, 2)");
            default:
                return comparison(type, variables);
        }
    }

    private String comparison(String type, List<String> variables) {
        String left =
                field(type, FactField.Kind.NUMBER) + (random.nextInt(3) == 0 ? " + " + number(type, variables, 2) : "");
        return left + pick(" < ", " <= ", " > ", " >= ", " == ", " != ") + number(type, variables, 2);
    }

    private String number(String type, List<String> variables, int depth) {
        switch (random.nextInt(depth == 0 ? 3 : 9)) {
            case 0:
                return field(type, FactField.Kind.NUMBER);
            case 1:
                return variables.get(random.nextInt(variables.size()));
            case 3:
                return "(" + number(type, variables, depth - 1) + pick(" + ", " - ", " * ")
                        + number(type, variables, depth - 1) + ")";
            case 4:
                return pick("min", "max") + "(" + number(type, variables, depth - 1) + ", "
                        + number(type, variables, depth - 1) + ")";
            case 5:
                return "abs(" + number(type, variables, depth - 1) + ")";
            case 6:
                return "-" + variables.get(random.nextInt(variables.size()));
            case 7:
                return number(type, variables, depth - 1) + " / " + pick("2", "0.5");
            default:
                return String.valueOf(NUMBERS[random.nextInt(NUMBERS.length)]);
        }
    }

    private String field(String type, FactField.Kind kind) {
        List<String> fields = FactSchema.FIELDS.stream()
                .filter(field ->
                        field.kind() == kind && field.name().startsWith(type.toLowerCase(java.util.Locale.ROOT) + "."))
                .map(field -> field.name().substring(type.length() + 1))
                .toList();
        return fields.isEmpty() ? "" : fields.get(random.nextInt(fields.size()));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
