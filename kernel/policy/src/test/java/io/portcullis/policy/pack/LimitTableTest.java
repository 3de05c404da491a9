package io.portcullis.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.policy.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTableTest {
    private static final String HEAD = "limit,scope,value,unit\n";

    private static LimitTable table(String rows) {
        List<Finding> findings = new ArrayList<>();
        LimitTable table = LimitTable.read(HEAD + rows, findings);
        assertThat(findings).isEmpty();
        return table;
    }

    private static List<String> findings(String text) {
        List<Finding> findings = new ArrayList<>();
        LimitTable.read(text, findings);
        return findings.stream().map(Finding::toString).toList();
    }

    private static Limits resolved(LimitTable table, String symbol, String sector, String account) {
        Limits limits = new Limits();
        table.resolve(symbol, sector, account, limits);
        return limits;
    }

    @Test
    void shouldKnowEveryLimitOfTheFacts() {
        List<String> schema = FactSchema.FIELDS.stream()
                .map(field -> field.name())
                .filter(name -> name.startsWith("limits."))
                .toList();
        assertThat(Arrays.stream(LimitField.values()).map(limit -> "limits." + limit.field()))
                .containsExactlyElementsOf(schema);
    }

    @ParameterizedTest
    @CsvSource({
        "gross-max,150,percent,1.5",
        "gross-max,15000,bps,1.5",
        "net-max,7,percent,0.07",
        "collar-bps,5,percent,500",
        "collar-bps,0.05,fraction,500",
        "borrow-fee-max-percent,1000,bps,10",
        "borrow-fee-max-percent,0.1,fraction,10",
        "reference-age-max-seconds,4,days,345600",
        "reference-age-max-seconds,15,minutes,900",
        "orderNotionalMax,1e6,money,1000000"
    })
    void shouldConvertUnitsExactly(String limit, String value, String unit, double expected) {
        LimitTable table = table(limit + ",global," + value + "," + unit + "\n");
        LimitField field = LimitField.named(limit).orElseThrow();
        assertThat(field.of(resolved(table, "A", "S", "main"))).isEqualTo(expected);
    }

    @Test
    void shouldTakeTheMostSpecificScope() {
        LimitTable table = table("""
                name-max,global,5,percent
                name-max,sector:Energy,4,percent
                name-max,instrument:XOM,6,percent
                """);
        assertThat(resolved(table, "AAPL", "Technology", "main").getNameMax()).isEqualTo(0.05);
        assertThat(resolved(table, "CVX", "Energy", "main").getNameMax()).isEqualTo(0.04);
        assertThat(resolved(table, "XOM", "Energy", "main").getNameMax()).isEqualTo(0.06);
    }

    @Test
    void shouldTakeTheSmallerOfAnAccountsAndAnInstrumentsLimit() {
        LimitTable table = table("""
                name-max,global,5,percent
                name-max,account:junior,3,percent
                name-max,account:senior,9,percent
                name-max,instrument:XOM,6,percent
                name-max,sector:Utilities,2,percent
                """);
        assertThat(resolved(table, "AAPL", "Technology", "junior").getNameMax()).isEqualTo(0.03);
        assertThat(resolved(table, "AAPL", "Technology", "senior").getNameMax()).isEqualTo(0.09);
        assertThat(resolved(table, "XOM", "Energy", "senior").getNameMax()).isEqualTo(0.06);
        assertThat(resolved(table, "XOM", "Energy", "junior").getNameMax()).isEqualTo(0.03);
        assertThat(resolved(table, "DUK", "Utilities", "junior").getNameMax()).isEqualTo(0.02);
    }

    @Test
    void shouldLeaveNoLimitOfAnEarlierOrderBehind() {
        LimitTable table = table("name-max,instrument:XOM,6,percent\n");
        Limits limits = new Limits();
        table.resolve("XOM", "Energy", "main", limits);
        table.resolve("CVX", "Energy", "main", limits);
        assertThat(limits.getNameMax()).isNaN();
    }

    @Test
    void shouldTellTheLoosestValueForTheSafetyCaps() {
        LimitTable table = table("gross-max,global,1.5,fraction\ngross-max,account:x,2,fraction\n");
        assertThat(table.loosest(LimitField.GROSS_MAX)).contains(2.0);
        assertThat(table.loosest(LimitField.NET_MAX)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gros-max,global,1,fraction|limits.csv:2 (cell A2): there is no limit 'gros-max'",
                "gross-max,everywhere,1,fraction|limits.csv:2 (cell B2): scope must be global",
                "gross-max,sector:,1,fraction|limits.csv:2 (cell B2): scope must be global",
                "gross-max,global,NaN,fraction|limits.csv:2 (cell C2): value must be a number",
                "gross-max,global,Infinity,fraction|limits.csv:2 (cell C2): value must be a number",
                "gross-max,global,-1,fraction|limits.csv:2 (cell C2): value must lie between",
                "gross-max,global,1e300,fraction|limits.csv:2 (cell C2): value must lie between",
                "gross-max,global,1,money|limits.csv:2 (cell D2): unit of gross-max must be one of fraction, percent, bps",
                "gross-max,global,1|limits.csv:2: a row has 4 cells"
            })
    void shouldNameTheCellThatIsWrong(String row, String expected) {
        assertThat(findings(HEAD + row + "\n")).singleElement().asString().startsWith(expected);
    }

    @Test
    void shouldRefuseALimitThatIsSetTwice() {
        assertThat(findings(HEAD + "# the first\ngross-max,global,1,fraction\n\ngrossMax,global,2,fraction"))
                .singleElement()
                .asString()
                .startsWith("limits.csv:5 (cell A5): limit grossMax is set twice");
    }

    @Test
    void shouldRefuseAMissingHeader() {
        assertThat(findings("gross-max,global,1,fraction\n"))
                .singleElement()
                .asString()
                .startsWith("limits.csv:1:");
        assertThat(findings("")).singleElement().asString().startsWith("limits.csv:1:");
    }
}
