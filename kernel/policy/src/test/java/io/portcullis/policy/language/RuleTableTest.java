package io.portcullis.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTableTest {
    private static final String HEAD = """
            KIND,RULE,CONDITION,CONDITION,CONDITION,ACTION
            TYPE,,Instrument,Order,Order,
            TEMPLATE,,"sector == ""{}""\","!reducing, $n : notional, $n > {}","buy == {}","verdict.deny($n, {});"
            """;

    @Test
    void shouldMakeOneRuleOfEachRow() {
        List<Rule> rules = Languages.rules("gate/sector.drl.csv", HEAD + """
                        # by sector
                        ROW,energy-notional,Energy,500000,,500000
                        ROW,any-buy-notional,,750000,true,750000
                        """);
        assertThat(rules).extracting(Rule::id).containsExactly("energy-notional", "any-buy-notional");
        assertThat(rules).extracting(Rule::line).containsExactly(5, 6);
        assertThat(rules).extracting(Rule::file).containsOnly("gate/sector.drl.csv");
        assertThat(rules.get(0).patterns()).extracting(FactPattern::type).containsExactly("Instrument", "Order");
        assertThat(rules.get(1).patterns()).extracting(FactPattern::type).containsExactly("Order");
        assertThat(rules.get(1).patterns().get(0).constraints()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Energy\"\") || eval(true) || (symbol == \"\"x",
                "Energy\"\" || symbol == \"\"",
                "Ener\\u0022gy",
                "x) then System.exit(1); end rule \"\"y\"\" when Order(buy",
                "a;b",
                "$n",
                "a=b"
            })
    void shouldRefuseCodeInATextCell(String cell) {
        String row = "ROW,energy-notional,\"" + cell + "\",500000,,500000\n";
        assertThat(Languages.findings("gate/sector.drl.csv", HEAD + row))
                .singleElement()
                .asString()
                .startsWith("gate/sector.drl.csv:4 (cell C4): the cell must be words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1) || eval(true", "1 || buy", "price", "$n", "1e6", "NaN", "0x10", "1;", "1,000"})
    void shouldRefuseCodeInANumberCell(String cell) {
        String row = "ROW,energy-notional,Energy,\"" + cell + "\",,500000\n";
        assertThat(Languages.findings("gate/sector.drl.csv", HEAD + row))
                .singleElement()
                .asString()
                .startsWith("gate/sector.drl.csv:4 (cell D4): the cell must be a number, true or false");
    }

    @Test
    void shouldRefuseCodeInARuleName() {
        String row = "ROW,\"a\"\" when eval(true) then end rule \"\"b\",Energy,1,,1\n";
        assertThat(Languages.findings("gate/sector.drl.csv", HEAD + row))
                .singleElement()
                .asString()
                .startsWith("gate/sector.drl.csv:4 (cell B4): a rule's id must be lower-case words");
    }

    @Test
    void shouldNameTheCellThatALanguageErrorComesFrom() {
        String head = HEAD.replace("sector ==", "sektor ==").replace("buy == {}", "buy > {}");
        assertThat(Languages.findings("gate/sector.drl.csv", head + "ROW,a,Energy,1,,1\nROW,b,,1,true,1\n"))
                .hasSize(2)
                .anyMatch(each ->
                        each.startsWith("gate/sector.drl.csv:4 (cell C4): 'sektor' is not a field of Instrument"))
                .anyMatch(each -> each.startsWith("gate/sector.drl.csv:5 (cell E5): '>' compares a number with a flag")
                        || each.startsWith("gate/sector.drl.csv:5 (cell E5): '>' compares a flag")
                        || each.startsWith("gate/sector.drl.csv:5 (cell E5): '>' compares numbers"));
    }

    @Test
    void shouldRefuseCodeInATemplateLikeInAnyRule() {
        String head = HEAD.replace("verdict.deny($n, {});", "System.exit({});");
        assertThat(Languages.findings("gate/sector.drl.csv", head + "ROW,a,Energy,1,,1\n"))
                .singleElement()
                .asString()
                .startsWith("gate/sector.drl.csv:4 (cell F4): after 'then' only verdicts are called");
    }

    @Test
    void shouldRefuseATableWithoutRowsOrHead() {
        assertThat(Languages.findings("gate/a.drl.csv", HEAD))
                .singleElement()
                .asString()
                .contains("has no ROW");
        assertThat(Languages.findings("gate/a.drl.csv", ""))
                .singleElement()
                .asString()
                .contains("a table begins with");
        assertThat(Languages.findings("gate/a.drl.csv", "RuleTable x\nCONDITION,ACTION\n"))
                .singleElement()
                .asString()
                .contains("a table begins with");
    }

    @Test
    void shouldRefuseARowThatDoesNothing() {
        assertThat(Languages.findings("gate/a.drl.csv", HEAD + "ROW,a,Energy,1,,\n"))
                .singleElement()
                .asString()
                .contains("must call 1 to 4 verdicts");
        assertThat(Languages.findings("gate/a.drl.csv", HEAD + "ROW,a,,,,1\n")).isNotEmpty();
    }
}
