package io.portcullis.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.facts.FactField;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Ring;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * GATE-FAILCLOSED, the rules' half: every number that the shipped pack may read is no number, every limit is unset, and what the
 * pack itself calls too old, unknown or used up is so. By Drools and by the compiled class; exits pass where only risk is at stake.
 */
class FailClosedTest {
    private static final PackCompiler COMPILER = new PackCompiler();
    private static CompiledPack pack;

    private final List<PackJudge> judges = new ArrayList<>();

    @BeforeAll
    static void compile() throws Exception {
        pack = COMPILER.await(PackContent.ofFolder(Path.of("..", "..", "rules", "portfolio")));
        assertThat(COMPILER.agree(pack).get().difference()).isEmpty();
    }

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    @AfterEach
    void close() {
        judges.forEach(PackJudge::close);
    }

    @Test
    void shouldDenyEveryNumberThatIsNone() {
        int inputs = 0;
        int denied = 0;
        for (PackJudge judge : judges(pack)) {
            assertThat(judge.judge(order()).verdict())
                    .as("the order itself is sound")
                    .isEqualTo(Verdict.ALLOW);
            for (FactField field : FactSchema.FIELDS) {
                boolean limit = field.name().startsWith("limits.");
                if (field.kind() != FactField.Kind.NUMBER || limit) {
                    continue; // the pack sets its limits itself, below
                }
                for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                    GateFacts facts = order();
                    field.writer().accept(facts, String.valueOf(none));
                    inputs++;
                    denied += isDenied(judge.judge(facts), ReasonCode.FACT_MISSING) ? 1 : 0;
                }
            }
        }
        say("numbers that are none", denied, inputs);
        assertThat(denied).isEqualTo(inputs);
    }

    @Test
    void shouldDenyWhenALimitThatARuleReadsIsNotSet() {
        RulePack whole = pack.pack();
        String table = whole.content().text(LimitTable.FILE);
        int inputs = 0;
        int denied = 0;
        for (String line :
                table.lines().filter(each -> each.contains(",global,")).toList()) {
            if (line.startsWith("drawdown") || line.startsWith("daily-loss")) {
                continue; // the watch rules' own, which then ask for REDUCE_ONLY
            }
            String unset = table.replace(line, line.replace(",global,", ",instrument:OTHER,"));
            LimitTable limits = LimitTable.read(unset, new ArrayList<>());
            RulePack without = new RulePack(
                    whole.content(), whole.hash(), whole.manifest(), limits, whole.restricted(), whole.rules());
            CompiledPack compiled = new CompiledPack(without, pack.base(Ring.GATE), pack.base(Ring.WATCH));
            inputs++;
            denied += isDenied(judge(compiled).judge(order()), ReasonCode.LIMIT_UNSET) ? 1 : 0;
        }
        say("limits that are unset", denied, inputs);
        assertThat(denied).isEqualTo(inputs).isGreaterThan(9);
    }

    @Test
    void shouldDenyByNameWhatIsTooOldUnknownOrUsedUpAndLetExitsOutWhereOnlyRiskIsAtStake() {
        refused("reference-age", false, facts -> facts.market().setAgeSeconds(4 * 86_400 + 1));
        refused("reference-age-live", true, facts -> {
            facts.session().setKind("LIVE");
            facts.session().setOpen(true);
            facts.market().setAgeSeconds(901);
        });
        refused("market-halted", false, facts -> facts.market().setHalted(true));
        refused("restricted-list", false, facts -> facts.instrument().setRestricted(true));
        refused("price-collar", false, facts -> facts.order().setCollarBps(501));
        refused("order-adv-unknown", true, facts -> facts.market().setAverageDailyVolume(0));
        refused("order-adv-unknown", true, facts -> facts.market().setAverageDailyVolume(-1));
        refused("tick-size", false, facts -> facts.order().setOnTick(false));
        refused("attribution", false, facts -> facts.order().setAttributed(false));
        refused("session-closed", false, facts -> {
            facts.session().setOpen(false);
            facts.order().setTimeInForce("IMMEDIATE_OR_CANCEL");
        });
        refused("sliced-quantity", true, facts -> facts.order().setSlicedQuantity(Double.MAX_VALUE));
        refused("sliced-notional", true, facts -> facts.order().setSlicedNotional(Double.MAX_VALUE));
        refused("sliced-adv", true, facts -> facts.market().setSlicedParticipation(Double.MAX_VALUE));
        refused("price-collar-window", true, facts -> facts.order().setCollarWindowBps(Double.MAX_VALUE));
        refused("beta-limit", true, facts -> facts.exposure().setBetaAfter(Double.MAX_VALUE));
        refused("beta-unknown", true, facts -> facts.exposure().setBetaUnknown(Double.MAX_VALUE));
        refused("drawdown-ramp", true, facts -> facts.exposure().setGrossRamped(Double.MAX_VALUE));
        refused("parent-quantity", false, facts -> facts.order().setChildrenQuantity(Double.MAX_VALUE));
        refused("children-of-one-order", true, facts -> facts.order().setChildren(Double.MAX_VALUE));
        refused("self-trade", true, facts -> facts.order().setCrossesOwn(true));
        refused("duplicate-order", true, facts -> facts.order().setRepeats(Double.MAX_VALUE));
        refused("message-rate", true, facts -> facts.counters().setMessagesThisSecond(Double.MAX_VALUE));
        refused("order-to-trade", true, facts -> facts.counters().setOrdersPerFill(Double.MAX_VALUE));
        refused("equity-exhausted", true, facts -> facts.account().setEquity(0));
        refused("equity-exhausted", true, facts -> facts.account().setEquity(-1));
        refused("not-tradable", true, facts -> facts.instrument().setTradable(false));
        refused("order-notional", true, facts -> facts.order().setNotional(Double.MAX_VALUE));
        refused("order-quantity", true, facts -> facts.order().setQuantity(Double.MAX_VALUE));
        refused("gross-limit", true, facts -> facts.exposure().setGrossAfter(Double.MAX_VALUE));
        refused("net-limit", true, facts -> facts.exposure().setNetAfter(Double.MAX_VALUE));
        refused("name-limit", true, facts -> facts.exposure().setNameAfter(Double.MAX_VALUE));
        refused("sector-limit", true, facts -> facts.exposure().setSectorAfter(Double.MAX_VALUE));
        refused("order-rate", true, facts -> facts.counters().setOrdersThisSecond(Double.MAX_VALUE));
    }

    private void refused(String rule, boolean exitsPass, Consumer<GateFacts> broken) {
        for (PackJudge judge : judges(pack)) {
            GateFacts entry = order();
            broken.accept(entry);
            assertThat(judge.judge(entry).verdict()).as(rule).isEqualTo(Verdict.DENY);
            assertThat(judge.judge(entry).reasons()).extracting(Reason::rule).contains(rule);
            GateFacts exit = order();
            exit.order().setReducing(true);
            broken.accept(exit);
            assertThat(judge.judge(exit).verdict())
                    .as("an exit under " + rule)
                    .isEqualTo(exitsPass ? Verdict.ALLOW : Verdict.DENY);
        }
    }

    private List<PackJudge> judges(CompiledPack compiled) {
        PackJudge classes = PackJudge.fastest(compiled);
        judges.add(classes);
        return List.of(judge(compiled), classes);
    }

    private PackJudge judge(CompiledPack compiled) {
        PackJudge judge = new PackJudge(compiled);
        judges.add(judge);
        return judge;
    }

    private static GateFacts order() {
        return TestPack.order();
    }

    private static boolean isDenied(Ruling ruling, ReasonCode code) {
        return ruling.verdict() == Verdict.DENY && ruling.reasons().stream().anyMatch(reason -> reason.code() == code);
    }

    private static void say(String what, int denied, int inputs) {
        System.out.printf("gate.failclosed: %s: %d of %d denied with the right code%n", what, denied, inputs);
    }
}
