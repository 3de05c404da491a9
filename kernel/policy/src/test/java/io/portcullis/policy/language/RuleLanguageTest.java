package io.portcullis.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.policy.Ring;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleLanguageTest {
    private static String rule(String conditions) {
        return "rule \"r\"\nwhen\n" + conditions + "\nthen\nverdict.deny();\nend\n";
    }

    @Test
    void shouldReadARuleWithAllThatTheLanguageHas() {
        List<Rule> rules = Languages.rules("gate/a.drl", """
                // a comment with umlauts: äöü
                rule "order-size-2"
                when
                    Order(!reducing, $q : quantity, side in ("BUY", "SELL"), type != "MARKET")
                    Instrument(sector not in ("Energy", "Utilities") || symbol == "XOM", $ok : tradable)
                    Market($r : reference, $r * $q / max(1, abs(-$r)) >= 1e6 - 0.5, halted == false)
                    Session(open == $ok && (day > 1 && day < 2 || !(kind == "DEMO")))
                    Limits($max : orderQuantityMax, $q > $max)
                then
                    verdict.warn($q, -1.5);
                    verdict.reduceTo($max);
                    verdict.deny($q, $max); /* both
                    lines */
                end
                """);
        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(rule.id()).isEqualTo("order-size-2");
            assertThat(rule.line()).isEqualTo(2);
            assertThat(rule.ring()).isEqualTo(Ring.GATE);
            assertThat(rule.reads())
                    .containsExactly(
                            "instrument.sector",
                            "instrument.symbol",
                            "instrument.tradable",
                            "limits.orderQuantityMax",
                            "market.halted",
                            "market.reference",
                            "order.quantity",
                            "order.reducing",
                            "order.side",
                            "order.type",
                            "session.day",
                            "session.kind",
                            "session.open");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Order(qty > 1)|gate/a.drl:3: 'qty' is not a field of Order; it has account, attributed,",
                "Ordr(quantity > 1)|gate/a.drl:3: expected a fact, one of Order, Instrument, Account,",
                "Trigger(up)|gate/a.drl:3: expected a fact, one of Order, Instrument, Account,",
                "Order(quantity > \"abc\")|gate/a.drl:3: '>' compares a number with a text",
                "Order(side > \"abc\")|gate/a.drl:3: '>' compares numbers; use == or != for a text",
                "Order(quantity)|gate/a.drl:3: a condition must be true or false, not a number",
                "Order(quantity + 1)|gate/a.drl:3: a condition must be true or false, not a number",
                "Order(true)|gate/a.drl:3: a condition must depend on a fact",
                "Order(1 < 2)|gate/a.drl:3: a comparison must read a field of a fact",
                "Order(quantity > 1 quantity < 3)|gate/a.drl:3: expected ',' or ')', got 'quantity'",
                "Order(quantity > 5 && < 9)|gate/a.drl:3: expected a value, got '<'",
                "Order(quantity > 1) Order(buy)|gate/a.drl:3: Order stands twice in this rule",
                "Order($q > 1)|gate/a.drl:3: variable $q is not bound before",
                "Order($q : quantity, $q : price)|gate/a.drl:3: variable $q is bound twice",
                "Order(quantity > 1f)|gate/a.drl:3: a number consists of digits",
                "Order(quantity > 1e999)|gate/a.drl:3: the number 1e999 is too large",
                "Order(quantity > NaN)|gate/a.drl:3: 'NaN' is not a field of Order",
                "Order(min(quantity) > 1)|gate/a.drl:3: min takes 2 number(s), got 1",
                "Order(buy == (quantity > 1))|gate/a.drl:3: '==' compares a flag or a text with a field",
                "Order(side in (\"BUY\", 1))|gate/a.drl:3: the list of 'in' must consist of literals",
                "Order(buy in (true))|gate/a.drl:3: 'in' looks for a number or a text",
                "Order(!quantity > 1)|gate/a.drl:3: what follows ! must be true or false"
            })
    void shouldSayWhatIsWrongAndWhere(String conditions, String expected) {
        assertThat(Languages.findings("gate/a.drl", rule(conditions)))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @Test
    void shouldNameTheLineOfEachBrokenRule() {
        String text = rule("Order(a > 1)") + rule("Order(buy)") + rule("Order(b > 1)");
        assertThat(Languages.findings("gate/a.drl", text))
                .hasSize(2)
                .allMatch(each -> each.contains("is not a field of Order"))
                .anyMatch(each -> each.startsWith("gate/a.drl:3:"))
                .anyMatch(each -> each.startsWith("gate/a.drl:15:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Gross", "gross_limit", "gross--limit", "-gross", "gross limit", "", "portcullis.complete", "1st"
            })
    void shouldRefuseABadlyFormedId(String id) {
        assertThat(Languages.findings("gate/a.drl", rule("Order(buy)").replace("\"r\"", '"' + id + '"')))
                .singleElement()
                .asString()
                .startsWith("gate/a.drl:1: a rule's id must be lower-case words with hyphens");
    }

    @Test
    void shouldRefuseAnIdThatIsTaken() {
        assertThat(Languages.findings("gate/a.drl", rule("Order(buy)") + rule("Order(!buy)")))
                .containsExactly("gate/a.drl:7: rule id 'r' is taken by gate/a.drl:1");
    }

    @Test
    void shouldRefuseWatchVerdictsAtTheGateAndGateVerdictsInTheWatch() {
        String gate = rule("Order(buy)").replace("deny()", "kill(\"global\", 1, 1)");
        assertThat(Languages.findings("gate/a.drl", gate))
                .singleElement()
                .asString()
                .contains("there are deny(value, limit)");
        String watch = rule("Account(equity < 1)");
        assertThat(Languages.findings("watch/a.drl", watch))
                .singleElement()
                .asString()
                .contains("there are warn(value, limit)");
        assertThat(Languages.rules("watch/a.drl", watch.replace("deny()", "kill(\"venue:sim\", 1, 1)")))
                .hasSize(1);
        assertThat(Languages.findings("watch/a.drl", watch.replace("deny()", "kill(\"moon\", 1, 1)")))
                .singleElement()
                .asString()
                .contains("scope must be");
    }

    @Test
    void shouldRefuseAFileWithoutRules() {
        assertThat(Languages.findings("gate/a.drl", "// nothing yet\n"))
                .containsExactly("gate/a.drl: there is no rule in this file; delete it or write one");
    }

    @Test
    void shouldEvaluateLikeJava() {
        Rule rule = Languages.rules("gate/a.drl", rule("Order($q : quantity, $q * 2 - 1 > 5 || !buy)"))
                .get(0);
        GateFacts facts = new GateFacts();
        facts.order().setBuy(true);
        facts.order().setQuantity(3);
        assertThat(rule.holds(FieldReader.of(facts))).isFalse();
        facts.order().setQuantity(3.1);
        assertThat(rule.holds(FieldReader.of(facts))).isTrue();
        facts.order().setQuantity(0);
        facts.order().setBuy(false);
        assertThat(rule.holds(FieldReader.of(facts))).isTrue();
    }

    @Test
    void shouldKnowTheWatchFactsUnderTheNamesOfTheGate() {
        WatchSchema.FIELDS.stream()
                .filter(field -> !field.name().startsWith("trigger."))
                .forEach(field ->
                        assertThat(FactSchema.BY_NAME.get(field.name()).kind()).isEqualTo(field.kind()));
        assertThat(WatchSchema.FIELDS.stream()
                        .map(WatchSchema.Field::name)
                        .filter(name -> !name.startsWith("trigger.")))
                .containsExactlyElementsOf(FactSchema.FIELDS.stream()
                        .map(field -> field.name())
                        .filter(name -> name.matches("(account|session|counters|limits)\\..*"))
                        .toList());
    }
}
