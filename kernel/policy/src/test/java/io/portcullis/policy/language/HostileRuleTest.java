package io.portcullis.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A DRL file is Java code: every way that we know to run some, or to make a file mean something else than it says,
 * must end in a finding with the file's name, and with no rule at all.
 */
class HostileRuleTest {
    private static final String GOOD = "rule \"good\" when Order(buy) then verdict.deny(); end\n";

    private static String when(String condition) {
        return "rule \"x\" when " + condition + " then verdict.deny(); end\n";
    }

    private static String then(String consequence) {
        return "rule \"x\" when Order($q : quantity, $s : side) then " + consequence + " end\n";
    }

    private static String head(String attribute) {
        return "rule \"x\" " + attribute + " when Order(buy) then verdict.deny(); end\n";
    }

    static Stream<String> attacks() {
        List<String> files = List.of(
                // Around the rules.
                "import java.lang.Runtime;\n" + GOOD,
                "import static java.lang.System.exit;\n" + GOOD,
                "import function java.lang.System.exit;\n" + GOOD,
                "import accumulate java.lang.Object evil;\n" + GOOD,
                "package java.lang;\n" + GOOD,
                "global java.lang.Runtime runtime;\n" + GOOD,
                "function void evil() { System.exit(1); }\n" + GOOD,
                "declare Evil name : String end\n" + GOOD,
                "declare enum Evil A(1); x : int end\n" + GOOD,
                "declare trait Evil end\n" + GOOD,
                "query evil() Order() end\n" + GOOD,
                "unit Evil;\n" + GOOD,
                "dialect \"mvel\"\n" + GOOD,
                "expander evil.dsl\n" + GOOD,
                "template header a\n" + GOOD,
                "salience 100\n" + GOOD,
                "declare window W Order() over window:length(2) end\n" + GOOD,
                ";" + GOOD,
                GOOD + ";",
                // The head of a rule.
                head("salience 100"),
                head("salience (System.exit(1))"),
                head("enabled (Runtime.getRuntime() != null)"),
                head("enabled false"),
                head("no-loop true"),
                head("lock-on-active"),
                head("auto-focus true"),
                head("agenda-group \"evil\""),
                head("ruleflow-group \"evil\""),
                head("activation-group \"one\""),
                head("date-effective \"1-Jan-2100\""),
                head("date-expires \"1-Jan-2000\""),
                head("duration 1000"),
                head("timer (int: 1s)"),
                head("calendars \"x\""),
                head("dialect \"mvel\""),
                head("@Evil(1)"),
                head("extends \"good\""),
                head("@Propagation(IMMEDIATE)"),
                // Conditions.
                when("eval(System.exit(1) == null)"),
                when("eval(true)"),
                when("Order(eval(buy))"),
                when("Order() from System.getProperties()"),
                when("Order() from entry-point \"evil\""),
                when("Order() over window:length(1)"),
                when("not Order(buy)"),
                when("exists Order(buy)"),
                when("forall(Order(buy))"),
                when("Order(buy) or Order(!buy)"),
                when("(Order(buy) and Account(equity > 1))"),
                when("accumulate(Order($q : quantity); $s : sum($q); $s > 1)"),
                when("Number(this > 1) from accumulate(Order($q : quantity), sum($q))"),
                when("$l : java.util.ArrayList() from collect(Order())"),
                when("?evil()"),
                when("Order(buy;)"),
                when("Order(\"x\"; )"),
                when("$o : Order(buy)"),
                when("$o := Order(buy)"),
                when("Order($q := quantity)"),
                when("java.lang.Runtime()"),
                when("java.lang.Object()"),
                when("Object()"),
                when("/order[buy]"),
                when("Order(/quantity)"),
                when("Order(class.classLoader != null)"),
                when("Order(class != null)"),
                when("Order(this.class.classLoader.parent != null)"),
                when("Order(this != null)"),
                when("Order(getClass() != null)"),
                when("Order(side.getClass().forName(\"java.lang.System\") != null)"),
                when("Order(side.length > 1)"),
                when("Order(side.bytes != null)"),
                when("Order(Class.forName(\"java.lang.Runtime\") != null)"),
                when("Order(java.lang.System.exit(1) == 0)"),
                when("Order(System.exit(1))"),
                when("Order(new java.io.File(\"x\").delete())"),
                when("Order(new String(\"x\") == side)"),
                when("Order(quantity == (quantity = 5))"),
                when("Order(setQuantity(1) == null)"),
                when("Order(quantity++ > 1)"),
                when("Order(quantity > (int) 5)"),
                when("Order(side matches \"(a+)+b\")"),
                when("Order(side contains \"B\")"),
                when("Order(side memberOf $l)"),
                when("Order(side soundslike \"by\")"),
                when("Order(side str[startsWith] \"B\")"),
                when("Order(side instanceof String)"),
                when("Order(side == null)"),
                when("Order(side == 'BUY')"),
                when("Order(quantity > 1 ? true : false)"),
                when("Order(quantity & 1 == 1)"),
                when("Order(quantity % 2 == 1)"),
                when("Order(buy #Order)"),
                when("Order(quantity > 0x7FF)"),
                when("Order(quantity > Double.NaN)"),
                when("Order(quantity > 0.0/0.0)"),
                when("Order(Math.random() > 0.5)"),
                when("Order(pow(quantity, 2) > 1)"),
                when("Order(quantity > $unknown)"),
                when("Order({buy})"),
                when("Order(buy) {evil: verdict}"),
                when("Order(buy) do[evil]"),
                when("Order(@watch(*) buy)"),
                when("Order(buy) if (buy) do[x]"),
                when("Order(" + "(".repeat(200) + "buy" + ")".repeat(200) + ")"),
                when("Order(" + "!".repeat(5000) + "buy)"),
                when("Order(quantity > " + "-".repeat(5000) + "1)"),
                when("Order(buy" + " || buy".repeat(7000) + ")"),
                when("Order(buy" + " && !buy".repeat(7000) + ")"),
                when("Order(quantity > 1" + " + 1".repeat(12000) + ")"),
                when("Order(quantity > " + "min(1, ".repeat(5000) + "1" + ")".repeat(5000) + ")"),
                when("Order(side in (" + "\"a\", ".repeat(9000) + "\"b\"))"),
                when("Order(" + "buy, ".repeat(12000) + "buy)"),
                when(""),
                // Consequences.
                then("System.exit(1);"),
                then("Runtime.getRuntime().exec(\"x\");"),
                then("java.lang.System.exit(1);"),
                then("verdict.deny(); System.exit(1);"),
                then("verdict.getClass().getClassLoader();"),
                then("verdict.deny().toString();"),
                then("verdict.deny(1, 2, 3);"),
                then("verdict.deny(1);"),
                then("verdict.deny($q);"),
                then("verdict.deny($s, $q);"),
                then("verdict.deny($q + 1, $q);"),
                then("verdict.deny(Math.abs(1), 2);"),
                then("verdict.deny(System.exit(1), 2);"),
                then("verdict.deny(Double.NaN, 1);"),
                then("verdict.deny(1e999, 1);"),
                then("verdict.deny(null, null);"),
                then("verdict.allow();"),
                then("verdict.complete();"),
                then("verdict.begin();"),
                then("verdict = null;"),
                then("verdict.deny()"),
                then("verdict.deny();;"),
                then(";"),
                then(""),
                then("{ verdict.deny(); }"),
                then("if ($q > 1) verdict.deny();"),
                then("while (true) {}"),
                then("for (;;) verdict.deny();"),
                then("new Thread();"),
                then("drools.halt();"),
                then("kcontext.getKieRuntime();"),
                then("insert(new Object());"),
                then("delete($q);"),
                then("update($q);"),
                then("modify($q) { setQuantity(1) };"),
                then("return;"),
                then("throw new Error();"),
                then("verdict.deny(); end rule \"y\" when then System.exit(1);"),
                then("verdict.deny(); then[evil] System.exit(1);"),
                "rule \"x\" when Order(buy) then verdict.deny();",
                "rule x when Order(buy) then verdict.deny(); end",
                "rule \"x\\\" when Order(buy) then verdict.deny(); end",
                "rule \"x\" when then verdict.deny(); end",
                "rule \"portcullis.complete\" when Order() then verdict.deny(); end",
                // Characters.
                "\\u0069mport java.lang.Runtime;\n" + GOOD,
                then("\\u0053ystem.exit(1);"),
                when("Order(side == \"a\\\") || eval(true) //\")"),
                "// \\u000a System.exit(1);\n" + GOOD,
                "// harmless \u202E evil\n" + GOOD,
                "// zero\u200Bwidth\n" + GOOD,
                GOOD.replace("Order", "Оrder"),
                GOOD + "\u0000",
                "/* never closed " + GOOD,
                GOOD.replace("buy", "buy /* ) then System.exit(1); end */ == 1"),
                when("Order(side == \"BUY\n\")"),
                when("Order(side == \"\" + verdict)"),
                "<xml>" + GOOD,
                "PK\u0003\u0004" + GOOD);
        return Stream.concat(files.stream(), Stream.of(GOOD.repeat(2), "x".repeat(Lexer.CHARACTERS_MAX + 1)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void shouldRefuse(String text) {
        assertThat(Languages.findings("gate/evil.drl", text))
                .isNotEmpty()
                .allMatch(each -> each.startsWith("gate/evil.drl"));
    }

    @Test
    void shouldAcceptTheRuleThatTheAttacksStartFrom() {
        assertThat(Languages.rules("gate/good.drl", GOOD)).hasSize(1);
        assertThat(Languages.rules("gate/good.drl", then("verdict.deny($q, 2);")))
                .hasSize(1);
        assertThat(attacks().count()).isGreaterThan(150);
    }

    /** The comment's text is gone before either parser looks. */
    @Test
    void shouldNotTakeCodeOutOfAComment() {
        String text = "/* import java.lang.Runtime; */\n// rule \"evil\" when eval(true)\n" + GOOD;
        assertThat(Languages.rules("gate/good.drl", text))
                .singleElement()
                .extracting(Rule::id)
                .isEqualTo("good");
    }

    /** What is compiled is made of our own words only, however the officer's file was laid out. */
    @Test
    void shouldCompileNothingButItsOwnText() {
        Rule rule = Languages.rules(
                        "gate/a.drl",
                        "rule \"a\" when Order($x:quantity,/**/$x>1.50) Instrument(symbol==\"System.exit(1)\") then verdict.deny($x,2); end")
                .get(0);
        assertThat(Arrays.asList(rule.drl().split("\n")))
                .containsExactly(
                        "function boolean rule_a(GateFacts facts) {",
                        "    return (facts.order().getQuantity() > 1.5)"
                                + " && facts.instrument().getSymbol().equals(\"System.exit(1)\");",
                        "}",
                        "rule \"a\"",
                        "when",
                        "    $facts : GateFacts(rule_a(this))",
                        "then",
                        "    verdict.deny(\"a\", $facts.order().getQuantity(), 2.0);",
                        "end");
    }
}
