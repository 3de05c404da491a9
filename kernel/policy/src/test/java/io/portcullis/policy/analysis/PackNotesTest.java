package io.portcullis.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Finding;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in rules that are inside the language and still not what anybody means. */
class PackNotesTest {
    private static final String HEAD = """
            KIND,RULE,CONDITION,CONDITION,ACTION
            TYPE,,Instrument,Order,
            TEMPLATE,,"sector == ""{}""\","!reducing, $n : notional, $n > {}","verdict.deny($n, {});"
            """;

    private static List<String> notes(PackContent content) {
        List<Finding> findings = new ArrayList<>();
        RulePack pack = RulePack.read(content, findings).orElseThrow(() -> new AssertionError(findings));
        return PackInspection.notes(pack).stream().map(Finding::toString).toList();
    }

    private static List<String> notes(String... rules) {
        return notes(TestPack.gate(rules).content());
    }

    @Test
    void shouldFindNothingInTheShippedPack() throws IOException {
        assertThat(notes(PackContent.ofFolder(Path.of("../../rules/portfolio"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order(quantity > 5, quantity < 3)",
                "Order(buy, !buy)",
                "Order(side == \"BUY\", side == \"SELL\")",
                "Order(side not in (\"BUY\", \"SELL\"))",
                "Order(quantity < 0)",
                "Order($q : quantity, $q > 5) Exposure($q <= 5)",
                "Exposure($g : grossAfter) Limits($m : grossMax, $g > $m, $g < 1.5)",
                "Order(type in (\"LIMIT\", \"MARKET\"), type == \"STOP\")",
                "Order(quantity == 5, quantity != 5)"
            })
    void shouldFindARuleThatCanNeverSpeak(String conditions) {
        assertThat(notes(TestPack.denyWhen("dead", conditions)))
                .singleElement()
                .asString()
                .startsWith("gate/rules.drl:1: rule 'dead' can never speak");
    }

    @Test
    void shouldFindARuleThatAlwaysSpeaks() {
        assertThat(notes(TestPack.denyWhen("all", "Order(buy || !buy)")))
                .containsExactly("gate/rules.drl:1: rule 'all' speaks to everything");
        assertThat(notes(TestPack.denyWhen("all", "Order(quantity > 5 || quantity <= 5)")))
                .hasSize(1);
        assertThat(notes(TestPack.denyWhen("nearly", "Order(quantity > 5 || quantity < 5)")))
                .isEmpty();
    }

    @Test
    void shouldFindARuleThatAnotherMakesNeedless() {
        assertThat(notes(
                        TestPack.denyWhen("wide", "Order(quantity > 5)"),
                        TestPack.denyWhen("narrow", "Order(buy, quantity > 7)")))
                .containsExactly("gate/rules.drl:8: rule 'narrow' adds nothing: wherever it speaks, rule 'wide'"
                        + " (gate/rules.drl:1) is at least as strict");
        assertThat(notes(
                        "rule \"wide\" when Order(quantity > 5) then verdict.reduceTo(5); end",
                        TestPack.denyWhen("narrow", "Order(buy, quantity > 7)")))
                .isEmpty();
        assertThat(notes(
                        TestPack.denyWhen("first", "Order(quantity > 5)"),
                        TestPack.denyWhen("second", "Order(!(quantity <= 5))")))
                .singleElement()
                .asString()
                .contains("rule 'second' adds nothing");
    }

    @Test
    void shouldFindOverlapsAndGapsOfATable() {
        String table = HEAD + "ROW,energy-notional,Energy,500000,500000\nROW,energy-again,Energy,750000,750000\n";
        assertThat(notes(TestPack.empty().file("gate/sector.drl.csv", table).content()))
                .anyMatch(each -> each.startsWith("gate/sector.drl.csv:5: rule 'energy-again' adds nothing"))
                .anyMatch(each -> each.contains("overlaps with row"));
        String gap =
                HEAD + "ROW,energy-notional,Energy,500000,500000\nROW,utilities-notional,Utilities,750000,750000\n";
        assertThat(notes(TestPack.empty().file("gate/sector.drl.csv", gap).content()))
                .containsExactly(
                        "gate/sector.drl.csv: no row says anything where instrument.sector other than Energy or Utilities");
    }

    @Test
    void shouldFindTheGapBetweenTwoBands() {
        String head = """
                KIND,RULE,CONDITION,CONDITION,ACTION
                TYPE,,Order,Order,
                TEMPLATE,,"quantity >= {}","quantity < {}","verdict.warn(1, {});"
                """;
        String table = head + "ROW,small,0,100,1\nROW,middle,100,500,1\nROW,large,600,1000,1\n";
        assertThat(notes(TestPack.empty().file("gate/bands.drl.csv", table).content()))
                .singleElement()
                .asString()
                .contains("order.quantity >= 500, order.quantity < 600")
                .contains("order.quantity >= 1000");
    }

    @Test
    void shouldFindALimitThatAnotherMakesNeedless() throws IOException {
        PackContent shipped = PackContent.ofFolder(Path.of("../../rules/portfolio"));
        var files = new java.util.TreeMap<>(shipped.files());
        files.computeIfPresent("limits.csv", (name, text) -> text.replace("name-max,global,5,", "name-max,global,40,"));
        assertThat(notes(PackContent.of(files)))
                .containsExactly("limits.csv:5: name-max lies above sector-max, which stops everything before it");
    }
}
