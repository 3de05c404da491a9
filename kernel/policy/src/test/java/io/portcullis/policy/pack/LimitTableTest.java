package io.portcullis.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.policy.Finding;
import java.time.LocalDate;
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
        table.at(0).resolve(symbol, sector, account, limits);
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
        table.at(0).resolve("XOM", "Energy", "main", limits);
        table.at(0).resolve("CVX", "Energy", "main", limits);
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

    private static final String DATED = "limit,scope,value,unit,from,to\n";

    @Test
    void shouldPutRowsInForceAndOutOfForce() {
        List<Finding> findings = new ArrayList<>();
        LimitTable table = LimitTable.read(
                DATED + "gross-max,global,1.5,fraction,,2026-03-31\n"
                        + "gross-max,global,1.2,fraction,2026-04-01,2026-06-30\n"
                        + "gross-max,global,1.8,fraction,2026-07-01,\n"
                        + "gross-max,account:junior,1,fraction,2026-05-01,2026-05-31\n",
                findings);
        assertThat(findings).isEmpty();
        assertThat(table.days()).hasSize(5);
        assertThat(table.at(LocalDate.of(1999, 1, 1)).global(LimitField.GROSS_MAX))
                .contains(1.5);
        assertThat(table.at(LocalDate.of(2026, 3, 31)).global(LimitField.GROSS_MAX))
                .contains(1.5);
        assertThat(table.at(LocalDate.of(2026, 4, 1)).global(LimitField.GROSS_MAX))
                .contains(1.2);
        assertThat(table.at(LocalDate.of(2030, 1, 1)).global(LimitField.GROSS_MAX))
                .contains(1.8);
        assertThat(table.at(LocalDate.of(2026, 4, 30)).in("account:junior", LimitField.GROSS_MAX))
                .isEmpty();
        assertThat(table.at(LocalDate.of(2026, 5, 31)).in("account:junior", LimitField.GROSS_MAX))
                .contains(1.0);
        assertThat(table.loosest(LimitField.GROSS_MAX)).contains(1.8);
    }

    @Test
    void shouldTakeTheSmallestOfVenueAgentsAndInstrument() {
        LimitTable table = table("""
                order-quantity-max,global,1000,shares
                order-quantity-max,venue:dark,300,shares
                order-quantity-max,agent:trend,200,shares
                order-quantity-max,agent:value,5000,shares
                order-quantity-max,instrument:XOM,400,shares
                """);
        assertThat(quantityMax(table, "CVX", "lit")).isEqualTo(1000);
        assertThat(quantityMax(table, "CVX", "dark")).isEqualTo(300);
        assertThat(quantityMax(table, "XOM", "lit", "value")).isEqualTo(400);
        assertThat(quantityMax(table, "CVX", "lit", "value")).isEqualTo(5000);
        assertThat(quantityMax(table, "XOM", "dark", "value", "trend")).isEqualTo(200);
    }

    private static double quantityMax(LimitTable table, String symbol, String venue, String... agents) {
        GateFacts facts = new GateFacts();
        facts.instrument().setSymbol(symbol);
        facts.order().setVenue(venue);
        facts.agent()
                .setContributions(Arrays.stream(agents)
                        .map(agent -> new Opportunity.Contribution(AgentId.of(agent), 1, 0))
                        .toList());
        table.resolve(facts);
        return facts.limits().getOrderQuantityMax();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gross-max,global,2,fraction,2026-02-01,|limits.csv:3 (cell A3): limit gross-max of scope global overlaps with line 2: both would hold on 2026-02-01",
                "gross-max,global,2,fraction,2026-05-01,2026-04-01|limits.csv:3 (cell F3): 'to' lies before 'from'",
                "gross-max,global,2,fraction,01/02/2026,|limits.csv:3 (cell E3): a date looks like 2026-03-31, got '01/02/2026'",
                "gross-max,global,2,fraction,2026-02-30,|limits.csv:3 (cell E3): a date looks like",
                "gross-max,global,2,fraction|limits.csv:3: a row has 6 cells",
                "gross-max,accuont:x,2,fraction,,|limits.csv:3 (cell B3): scope must be global, sector:X, instrument:SYM, account:A, venue:V or agent:N, got 'accuont:x', did you mean 'account'?",
                "net-max,global,2,fracton,,|limits.csv:3 (cell D3): unit of net-max must be one of fraction, percent, bps, got 'fracton', did you mean 'fraction'?"
            })
    void shouldNameTheCellThatIsWrongInADatedTable(String row, String expected) {
        assertThat(findings(DATED + "gross-max,global,1,fraction,,2026-03-31\n" + row + "\n"))
                .singleElement()
                .asString()
                .startsWith(expected);
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
