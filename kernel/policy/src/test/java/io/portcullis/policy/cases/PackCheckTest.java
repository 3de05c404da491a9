package io.portcullis.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Finding;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Starts from the shipped pack, spoils one thing, and looks whether the check names the place. */
class PackCheckTest {
    private static final PackCompiler COMPILER = new PackCompiler();
    private static final PackCheck CHECK = new PackCheck(COMPILER);
    private static final String GROSS = "cases/gross-limit.csv";

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    private static List<String> findings(String file, UnaryOperator<String> change) throws IOException {
        SortedMap<String, String> files = new TreeMap<>(
                PackContent.ofFolder(Path.of("../../rules/portfolio")).files());
        String before = files.getOrDefault(file, "");
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        files.put(file, after);
        return findings(PackContent.of(files));
    }

    private static List<String> without(String file) throws IOException {
        SortedMap<String, String> files = new TreeMap<>(
                PackContent.ofFolder(Path.of("../../rules/portfolio")).files());
        assertThat(files.remove(file)).isNotNull();
        return findings(PackContent.of(files));
    }

    private static List<String> findings(PackContent content) {
        PackCheck.Checked checked = CHECK.check(content);
        assertThat(checked.passed()).isEqualTo(checked.findings().isEmpty());
        return checked.findings().stream().map(Finding::toString).toList();
    }

    @Test
    void shouldPassWhenOnlyALimitIsEdited() throws IOException {
        assertThat(findings(
                        "limits.csv",
                        text -> text.replace("gross-max,global,1.50", "gross-max,global,1.20")
                                .replace("name-max,global,5,percent", "name-max,global,70,bps")
                                .replace("drawdown-kill,global,15", "drawdown-kill,global,12")))
                .isEmpty();
    }

    @Test
    void shouldFindTwoLimitsThatContradictEachOther() throws IOException {
        assertThat(findings("limits.csv", text -> text.replace("drawdown-kill,global,15", "drawdown-kill,global,5")))
                .isNotEmpty()
                .allMatch(each -> each.startsWith("cases/drawdown-"));
    }

    @Test
    void shouldFindARuleThatAComparisonWasTurnedAroundIn() throws IOException {
        assertThat(findings("gate/exposure.drl", text -> text.replace("$gross > $max", "$gross >= $max")))
                .contains("cases/gross-limit.csv:4: case 'on the limit': expected ALLOW, came DENY from [gross-limit]")
                .allMatch(each -> each.startsWith(GROSS));
        assertThat(findings("gate/exposure.drl", text -> text.replace("$gross > $max", "$gross < $max")))
                .contains("cases/gross-limit.csv:2: case 'beyond': expected DENY, came ALLOW from []");
    }

    @Test
    void shouldFindARuleThatRefusesExits() throws IOException {
        assertThat(findings(
                        "gate/order.drl",
                        text -> text.replaceFirst("Order\\(!reducing, \\$notional", "Order(\\$notional")))
                .contains(
                        "cases/order-notional.csv:6: case 'an exit beyond': expected ALLOW, came DENY from [order-notional]");
    }

    @Test
    void shouldFindALostRule() throws IOException {
        assertThat(without("gate/borrow.drl"))
                .contains("pack.yaml:33: rule 'borrow-not-listed' stands in no readable file of folder gate");
        assertThat(findings("pack.yaml", text -> text.replace("  - order-rate\n", "")))
                .containsExactly("gate/order.drl:37: rule 'order-rate' is missing in pack.yaml under gate");
    }

    @Test
    void shouldFindALostLimit() throws IOException {
        assertThat(findings("limits.csv", text -> text.replace("net-max,global", "net-max,sector:Energy")))
                .containsExactly("limits.csv: limit net-max needs a row with scope global: pack.yaml requires it");
        assertThat(findings("pack.yaml", text -> text.replace("  - net-max\n", "")))
                .containsExactly(
                        "gate/exposure.drl:20: rule 'net-limit' reads limit net-max, which pack.yaml does not require");
    }

    @Test
    void shouldFindMissingCases() throws IOException {
        assertThat(without(GROSS))
                .containsExactly("gate/exposure.drl:11: rule 'gross-limit' needs cases in cases/gross-limit.csv");
        assertThat(findings(GROSS, text -> text.replaceAll("(?m)^on the limit.*\n", "")))
                .containsExactly("cases/gross-limit.csv: rule 'gross-limit' has no case of kind boundary");
        assertThat(without("cases/base.csv")).singleElement().asString().startsWith("cases/base.csv: a pack needs");
        assertThat(findings("cases/base.csv", text -> text.replaceAll("(?m)^market.bid.*\n", "")))
                .containsExactly("cases/base.csv: the row for market.bid is missing");
    }

    @Test
    void shouldFindABoundaryCaseThatIsNotOnTheBoundary() throws IOException {
        assertThat(findings(GROSS, text -> text.replace("boundary,@gross-max,", "boundary,@gross-max-0.0001,")))
                .containsExactly(
                        "cases/gross-limit.csv: rule 'gross-limit' has no case of kind boundary",
                        "cases/gross-limit.csv:4: this case is not on a boundary: no comparison of gross-limit has equal sides");
    }

    /** A rule that compares no numbers has its boundary between two cases that differ in one fact. */
    @Test
    void shouldWantBothSidesOfAFlagRuleAndOfAWatchRule() throws IOException {
        assertThat(findings("cases/market-halted.csv", text -> text.replaceAll("(?m)^trading.*\n", "")))
                .containsExactly(
                        "cases/market-halted.csv: rule 'market-halted' has no case of kind boundary: a case that fires it"
                                + " and one that does not must differ in one fact that it reads",
                        "cases/market-halted.csv: rule 'market-halted' has no case of kind passes");
        assertThat(findings("cases/drawdown-kill.csv", text -> text.replaceAll("(?m)^just below.*\n", "")))
                .containsExactly("cases/drawdown-kill.csv: rule 'drawdown-kill' has no case of kind passes");
    }

    @Test
    void shouldShowHowFarTheCasesGo() throws IOException {
        PackCheck.Checked checked = CHECK.check(PackContent.ofFolder(Path.of("../../rules/portfolio")));
        assertThat(checked.coverage())
                .hasSize(checked.pack().orElseThrow().rules().size())
                .allSatisfy(rule -> assertThat(rule.missing()).as(rule.rule()).isEmpty());
        assertThat(checked.coverage())
                .filteredOn(rule -> rule.rule().equals("gross-limit"))
                .containsExactly(
                        new RuleCoverage("gross-limit", "cases/gross-limit.csv", 2, 3, 1, 2, List.of(), List.of()));
    }

    @Test
    void shouldRunEveryCaseUnderTheLimitsOfEachPeriod() throws IOException {
        assertThat(findings(
                        "limits.csv",
                        text -> text.replace("limit,scope,value,unit", "limit,scope,value,unit,from,to")
                                .replaceAll("(?m)^([a-z][^,]*,global,.*)$", "$1,,")
                                .replace(
                                        "gross-max,global,1.50,fraction,,",
                                        "gross-max,global,1.50,fraction,,2026-06-30\n"
                                                + "gross-max,global,1.20,fraction,2026-07-01,")))
                .isEmpty();
    }

    @Test
    void shouldRefuseUnitsThatAreMixedUp() throws IOException {
        assertThat(findings("limits.csv", text -> text.replace("gross-max,global,1.50", "gross-max,global,150")))
                .contains(
                        "limits.csv:3 (cell C3): gross-max of 150 fraction is out of range: at most 20 fraction can be"
                                + " meant; is the unit right?");
        assertThat(findings("gate/exposure.drl", text -> text.replace("$max : netMax", "$max : collarBps")))
                .contains(
                        "gate/exposure.drl:20: rule 'net-limit': exposure.netAfter counts fraction and is compared with"
                                + " collar-bps, which counts bps");
        assertThat(findings("gate/market.drl", text -> text.replace("\"LIVE\"", "\"LIFE\"")))
                .contains("gate/market.drl:44: rule 'reference-age-live': session.kind is never \"LIFE\", did you mean"
                        + " 'LIVE'? It is one of LIVE, DEMO, BACKTEST");
    }

    @Test
    void shouldFindWhatIsNotACase() throws IOException {
        assertThat(findings(GROSS, text -> text.replace("exposure.grossAfter", "exposure.gross")))
                .containsExactly(
                        "cases/gross-limit.csv:1 (cell C1): 'exposure.gross' is not a fact, did you mean 'exposure.grossAfter'?");
        assertThat(findings(GROSS, text -> text.replace("exposure.grossAfter", "limits.grossMax")))
                .singleElement()
                .asString()
                .startsWith("cases/gross-limit.csv:1 (cell C1): limits come from limits.csv");
        assertThat(findings(GROSS, text -> text.replace("@gross-max+0.0001", "@gros-max+0.0001")))
                .contains("cases/gross-limit.csv:2: there is no limit 'gros-max', did you mean 'gross-max'?");
        assertThat(findings(GROSS, text -> text.replace("@gross-max*10,true", "@gross-max*10,perhaps")))
                .contains("cases/gross-limit.csv:6: order.reducing must be true or false, got 'perhaps'");
        assertThat(findings(GROSS, text -> text.replace("beyond,fires", "beyond,burns")))
                .contains("cases/gross-limit.csv:2: kind must be fires, passes or boundary, got 'burns'");
        assertThat(findings("cases/no-such-rule.csv", text -> "case,kind,verdict,rules\n"))
                .containsExactly("cases/no-such-rule.csv: no rule has this id; a case file is named after its rule");
    }

    @Test
    void shouldRefuseATableUnderTheWrongName() throws IOException {
        assertThat(findings("gate/sector.csv", text -> "KIND,RULE\n"))
                .containsExactly(
                        "gate/sector.csv: a table of rules is called NAME.drl.csv; under this name it would judge nothing");
        assertThat(findings("gate/Evil.java", text -> "class Evil {}"))
                .singleElement()
                .asString()
                .startsWith("gate/Evil.java: a pack consists of");
    }

    @Test
    void shouldRefuseAManifestThatIsNone() throws IOException {
        assertThat(findings("pack.yaml", text -> "!!javax.script.ScriptEngineManager []"))
                .anyMatch(each -> each.startsWith("pack.yaml:1:"));
        assertThat(findings("pack.yaml", text -> text + "gate: []\n"))
                .anyMatch(each -> each.contains("not valid YAML"));
        assertThat(findings("pack.yaml", text -> text + "owner: me\n"))
                .containsExactly("pack.yaml:76: 'owner' is not a key of pack.yaml");
        assertThat(findings("pack.yaml", text -> text.replace("name: portfolio", "name: ../../etc")))
                .containsExactly("pack.yaml:2: name must be lower-case words with hyphens, got '../../etc'");
        assertThat(findings("pack.yaml", text -> text.replace("watch:\n", "watch:\n  - gross-limit\n")))
                .anyMatch(each -> each.endsWith("rule id 'gross-limit' is in gate and in watch"));
    }

    @Test
    void shouldSayThatAFolderIsMissing() {
        assertThat(CHECK.check(Path.of("no-such-pack")).findings())
                .containsExactly(Finding.in("pack", "pack folder no-such-pack does not exist"));
    }

    @Test
    void shouldSayWhatARuleFailedOnInACase() throws IOException {
        assertThat(findings("gate/order.drl", text -> text.replace("$volume <= 0", "1 / $volume < 0")))
                .anyMatch(
                        each -> each.startsWith("cases/order-adv-unknown.csv:2: case 'no volume': expected rules")
                                || each.endsWith(
                                        "[Rule \"order-adv-unknown\" in portcullis/pack/gate/of_order_drl/rules.drl]: a rule divided 1.0 by zero"));
    }

    /** Without the rules of a file that cannot be read: they would hide what has to be mended. */
    @Test
    void shouldNameOnlyTheLineThatBreaksAFile() throws IOException {
        assertThat(findings(
                        "gate/exposure.drl",
                        text -> text.replace(
                                "when\n    Order(!reducing)\n    Exposure($net",
                                "whne\n    Order(!reducing)\n    Exposure($net")))
                .containsExactly(
                        "gate/exposure.drl:21: expected 'when', got 'whne'; a rule has no attributes, annotations or parents");
    }
}
