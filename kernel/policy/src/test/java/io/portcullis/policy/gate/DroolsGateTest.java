package io.portcullis.policy.gate;

import static io.portcullis.policy.TestPack.denyWhen;
import static io.portcullis.policy.TestPack.order;
import static io.portcullis.policy.TestPack.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.FactField;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.Ring;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ALLOW is said to a proven evaluation only; everything else is a DENY with the code of what was missing. */
class DroolsGateTest {
    private static final PackCompiler COMPILER = new PackCompiler();
    private static final String GROSS = """
            rule "gross"
            when
                Order(!reducing)
                Exposure($gross : grossAfter)
                Limits($max : grossMax, $gross > $max)
            then
                verdict.deny($gross, $max);
            end
            """;
    private static final String DRAWDOWN = """
            rule "stop"
            when
                Account($drawdown : drawdown)
                Limits($max : drawdownKill, $drawdown >= $max)
            then
                verdict.kill("venue:simulated", $drawdown, $max);
                verdict.reduceOnly("global", $drawdown, $max);
                verdict.warn($drawdown, $max);
            end
            """;

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    private static PackHash activate(PolicyGate gate, PackContent content) {
        gate.stage(content.hash(), "test", content.bytes());
        gate.activate(content.hash());
        return content.hash();
    }

    private static DroolsGate gateWith(TestPack pack) {
        DroolsGate gate = DroolsGate.eager(COMPILER);
        activate(gate, pack.content());
        return gate;
    }

    private static void assertDenied(Ruling ruling, ReasonCode code) {
        assertThat(ruling.verdict()).isEqualTo(Verdict.DENY);
        assertThat(ruling.reasons()).extracting(Reason::code).containsExactly(code);
    }

    @Test
    void shouldDenyWithoutAPack() {
        DroolsGate gate = DroolsGate.eager(COMPILER);
        assertThat(gate.activePack()).isEqualTo(PackHash.NONE);
        assertDenied(gate.judge(order()), ReasonCode.NO_PACK);
        assertThat(gate.watch(tick())).isEqualTo(WatchRuling.NONE);
        assertThat(gate.headroom(order())).isEmpty();
    }

    @Test
    void shouldNameTheRuleEnginesVersion() {
        assertThat(DroolsGate.eager(COMPILER).version()).isEqualTo("drools 10.2.0");
    }

    @Test
    void shouldAllowWhatNoRuleRefusesAndSayWhyItRefuses() {
        DroolsGate gate = gateWith(TestPack.gate(GROSS));
        GateFacts facts = order();
        assertThat(gate.judge(facts)).isEqualTo(new Ruling(Verdict.ALLOW, Double.POSITIVE_INFINITY, List.of()));
        facts.exposure().setGrossAfter(1.6);
        assertThat(gate.judge(facts))
                .isEqualTo(
                        new Ruling(Verdict.DENY, 0, List.of(new Reason(ReasonCode.POLICY_DENIED, "gross", 1.6, 1.5))));
        facts.order().setReducing(true);
        assertThat(gate.judge(facts).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldSortReasonsByRule() {
        DroolsGate gate = gateWith(TestPack.gate(
                denyWhen("zulu", "Order(buy)"), denyWhen("alpha", "Order(buy)"), denyWhen("mike", "Order(buy)")));
        assertThat(gate.judge(order()).reasons()).extracting(Reason::rule).containsExactly("alpha", "mike", "zulu");
    }

    @Test
    void shouldReduceToTheSmallestQuantityAndNotBeyondAWarning() {
        DroolsGate gate = gateWith(TestPack.gate(
                "rule \"a\" when Order(buy) then verdict.reduceTo(70); end",
                "rule \"b\" when Order(buy) then verdict.reduceTo(40); end",
                "rule \"c\" when Order($q : quantity) then verdict.reduceTo(1000); verdict.warn($q, 7); end"));
        Ruling ruling = gate.judge(order());
        assertThat(ruling.verdict()).isEqualTo(Verdict.REDUCE);
        assertThat(ruling.quantityMax()).isEqualTo(40);
        assertThat(ruling.reasons())
                .containsExactly(
                        new Reason(ReasonCode.POLICY_REDUCED, "a", 100, 70),
                        new Reason(ReasonCode.POLICY_REDUCED, "b", 100, 40),
                        new Reason(ReasonCode.POLICY_WARNED, "c", 100, 1000),
                        new Reason(ReasonCode.POLICY_WARNED, "c", 100, 7));
        GateFacts sale = order();
        sale.order().setBuy(false);
        assertThat(gate.judge(sale).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldDenyAReductionToNothing() {
        DroolsGate gate = gateWith(
                TestPack.gate("rule \"a\" when Instrument($free : borrowAvailable) then verdict.reduceTo($free); end"));
        assertDenied(gate.judge(order()), ReasonCode.POLICY_DENIED);
    }

    @Test
    void shouldDenyWhenAnyRuleDeniesWhateverOthersReduce() {
        DroolsGate gate = gateWith(TestPack.gate(
                "rule \"a\" when Order(buy) then verdict.reduceTo(70); end", denyWhen("b", "Order(buy)")));
        assertThat(gate.judge(order()).verdict()).isEqualTo(Verdict.DENY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldDenyEveryFactThatIsNoNumber(double value) {
        DroolsGate gate = gateWith(TestPack.gate(GROSS));
        for (FactField field : FactSchema.FIELDS) {
            if (field.kind() == FactField.Kind.NUMBER && !field.name().startsWith("limits.")) {
                GateFacts facts = order();
                field.writer().accept(facts, String.valueOf(value));
                assertThat(gate.judge(facts).reasons())
                        .as(field.name())
                        .containsExactly(Reason.of(ReasonCode.FACT_MISSING));
            }
        }
    }

    @Test
    void shouldDenyATextThatIsMissing() {
        DroolsGate gate = gateWith(TestPack.gate(GROSS));
        GateFacts facts = order();
        facts.instrument().setSector(null);
        assertDenied(gate.judge(facts), ReasonCode.FACT_MISSING);
        facts.instrument().setSector("Energy");
        facts.instrument().setSymbol(null);
        assertDenied(gate.judge(facts), ReasonCode.FACT_MISSING);
    }

    @Test
    void shouldTakeNegativeZeroForZero() {
        DroolsGate gate =
                gateWith(TestPack.gate(denyWhen("a", "Account(cash < 0)"), denyWhen("b", "Account(cash != 0)")));
        GateFacts facts = order();
        facts.account().setCash(-0.0);
        assertThat(gate.judge(facts).verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(Double.doubleToRawLongBits(facts.account().getCash())).isZero();
    }

    /** The check refuses such a pack, so the gate is given one that passed it by another door. */
    @Test
    void shouldDenyWhenARuleReadsALimitThatIsNotSet() throws Exception {
        CompiledPack whole = COMPILER.await(
                TestPack.gate(GROSS).file("watch/w.drl", DRAWDOWN).content());
        LimitTable onlyForXyz =
                LimitTable.read("limit,scope,value,unit\ngross-max,instrument:XYZ,2,fraction\n", new ArrayList<>());
        RulePack pack = whole.pack();
        RulePack unset =
                new RulePack(pack.content(), pack.hash(), pack.manifest(), onlyForXyz, pack.restricted(), pack.rules());
        try (PackJudge judge = new PackJudge(new CompiledPack(unset, whole.base(Ring.GATE), whole.base(Ring.WATCH)))) {
            GateFacts facts = order();
            assertThat(judge.judge(facts).verdict()).isEqualTo(Verdict.ALLOW);
            facts.instrument().setSymbol("ABC");
            assertDenied(judge.judge(facts), ReasonCode.LIMIT_UNSET);
            assertThat(judge.watch(tick()).actions())
                    .containsExactly(new WatchRuling.Action(
                            Scope.GLOBAL, TradingState.REDUCE_ONLY, Reason.of(ReasonCode.LIMIT_UNSET)));
        }
    }

    @Test
    void shouldNotActivateAPackThatLeavesARequiredLimitUnset() {
        String limits = "limit,scope,value,unit\ngross-max,instrument:XYZ,1,fraction\n";
        String manifest = "name: test\ndescription: d\ngate: [gross]\nwatch: []\nlimits: [gross-max]\n";
        PackContent content = TestPack.gate(GROSS)
                .file("limits.csv", limits)
                .file("pack.yaml", manifest)
                .content();
        DroolsGate gate = DroolsGate.eager(COMPILER);
        gate.stage(content.hash(), "test", content.bytes());
        assertThatIllegalStateException()
                .isThrownBy(() -> gate.activate(content.hash()))
                .withMessageContaining("limits.csv: limit gross-max needs a row with scope global");
    }

    @Test
    void shouldNotMissALimitThatNobodyReads() {
        DroolsGate gate = gateWith(TestPack.gate(GROSS));
        GateFacts facts = order();
        assertThat(gate.judge(facts).verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(facts.limits().getNetMax()).isNaN();
        assertThat(facts.limits().getGrossMax()).isEqualTo(1.5);
    }

    @Test
    void shouldDenyWhenARuleThrowsAndJudgeTheNextOrderInAFreshSession() {
        DroolsGate gate =
                gateWith(TestPack.gate(GROSS, denyWhen("ratio", "Account($e : equity, $c : cash, $e / $c > 100)")));
        GateFacts facts = order();
        facts.account().setCash(0);
        for (int i = 0; i < 3; i++) {
            assertDenied(gate.judge(facts), ReasonCode.EVALUATION_FAILED);
        }
        facts.account().setCash(5_000_000);
        assertThat(gate.judge(facts).verdict()).isEqualTo(Verdict.ALLOW);
        facts.account().setCash(1);
        assertDenied(gate.judge(facts), ReasonCode.POLICY_DENIED);
    }

    /** Whether a condition can be computed must not depend on what the rule asks of other facts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order(!buy) Account($e : equity, $c : cash, $e / $c > 100)",
                "Account($e : equity, $c : cash, $e / $c > 100) Order(!buy)",
                "Account(equity < 0) Exposure($n : netAfter, 1 / $n > 100)",
                "Market($b : bid, 1 / (ask - $b) > 100, ask < 0) Exposure($n : netAfter, 1 / $n > 100)",
                "Exposure($n : netAfter) Account(equity / $n > 1)"
            })
    void shouldDenyWhenAConditionCannotBeComputedWhateverTheOthersSay(String conditions) {
        DroolsGate gate = gateWith(TestPack.gate(denyWhen("ratio", conditions)));
        GateFacts facts = order();
        facts.account().setCash(0);
        facts.exposure().setNetAfter(0);
        facts.market().setBid(facts.market().getAsk() + 1);
        assertDenied(gate.judge(facts), ReasonCode.EVALUATION_FAILED);
    }

    /** Two facts are held against each other once everything that is asked of each alone holds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exposure($n : netAfter) Account(equity / $n > 1) Order(!buy)",
                "Exposure($n : netAfter) Account(equity < 0, equity / $n > 1)",
                "Order(!buy) Exposure($n : netAfter) Account($e : equity, $e / $n > 1)"
            })
    void shouldNotHoldFactsAgainstEachOtherThatTheRuleIsNotAbout(String conditions) {
        DroolsGate gate = gateWith(TestPack.gate(denyWhen("ratio", conditions)));
        GateFacts facts = order();
        facts.exposure().setNetAfter(0);
        assertThat(gate.judge(facts).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldCompareTextsAndFlagsOfTwoFacts() {
        DroolsGate gate = gateWith(TestPack.gate(
                denyWhen("same", "Order($a : account) Account(id == $a)"),
                denyWhen("other", "Order($a : account) Account(id != $a)"),
                denyWhen("flags", "Order($b : buy) Market(halted == $b)"),
                denyWhen("listed", "Order(side not in (\"SELL\", \"SHORT\"), quantity in (1, 100))")));
        GateFacts facts = order();
        facts.order().setAccount(new String("main"));
        facts.account().setId(new String("main"));
        facts.order().setSide("BUY");
        facts.order().setBuy(true);
        assertThat(gate.judge(facts).reasons()).extracting(Reason::rule).containsExactly("listed", "same");
        facts.account().setId("other");
        facts.order().setSide("SELL");
        facts.market().setHalted(true);
        assertThat(gate.judge(facts).reasons()).extracting(Reason::rule).containsExactly("flags", "other");
    }

    @Test
    void shouldDenyWhenAComputationOverflows() {
        DroolsGate gate = gateWith(TestPack.gate(denyWhen("big", "Account($e : equity, $e * $e - $e * $e > 1)")));
        GateFacts facts = order();
        facts.account().setEquity(1e200);
        assertDenied(gate.judge(facts), ReasonCode.EVALUATION_FAILED);
    }

    @Test
    void shouldVoidAnEvaluationThatReachesTheFiringBound() throws Exception {
        CompiledPack compiled = COMPILER.await(TestPack.gate(denyWhen("a", "Order(buy)"), denyWhen("b", "Order(buy)"))
                .content());
        try (RuleSession session = new RuleSession(compiled, Ring.GATE, new GateVerdicts(), 2, 2)) {
            GateFacts facts = order();
            assertThat(session.evaluate(facts)).contains(ReasonCode.FIRING_BOUND);
            facts.order().setBuy(false);
            assertThat(session.evaluate(facts)).isEmpty();
        }
    }

    @Test
    void shouldVoidAnEvaluationWhenTheRuleCountDiffersFromTheManifest() throws Exception {
        CompiledPack compiled =
                COMPILER.await(TestPack.gate(denyWhen("a", "Order(!buy)")).content());
        assertThat(compiled.rulesIn(Ring.GATE)).isEqualTo(1);
        assertThat(compiled.rulesIn(Ring.WATCH)).isZero();
        try (RuleSession session = new RuleSession(compiled, Ring.GATE, new GateVerdicts(), 2, 10)) {
            assertThat(session.evaluate(order())).contains(ReasonCode.MANIFEST_MISMATCH);
        }
    }

    /** The same through the judge: the base lost a rule that the pack still names. */
    @Test
    void shouldDenyWhenTheBaseLostARule() throws Exception {
        CompiledPack whole = COMPILER.await(TestPack.gate(denyWhen("a", "Order(!buy)"), denyWhen("b", "Order(buy)"))
                .content());
        CompiledPack less =
                COMPILER.await(TestPack.gate(denyWhen("a", "Order(!buy)")).content());
        try (PackJudge judge =
                new PackJudge(new CompiledPack(whole.pack(), less.base(Ring.GATE), less.base(Ring.WATCH)))) {
            assertDenied(judge.judge(order()), ReasonCode.MANIFEST_MISMATCH);
        }
    }

    @Test
    void shouldDenyWhenTheLastRuleDidNotFire() throws Exception {
        CompiledPack compiled =
                COMPILER.await(TestPack.gate(denyWhen("a", "Order(!buy)")).content());
        GateVerdicts verdicts = new GateVerdicts();
        try (RuleSession session = new RuleSession(compiled, Ring.GATE, verdicts)) {
            assertThat(session.evaluate(tick())).contains(ReasonCode.EVALUATION_INCOMPLETE);
            assertThat(session.evaluate(order())).isEmpty();
        }
    }

    /** The rule engine never forgets all of what it matched; a session that lived as long as the server would fill the heap. */
    @Test
    void shouldJudgeAlikeInSessionAfterSession() throws Exception {
        CompiledPack compiled =
                COMPILER.await(TestPack.gate(denyWhen("a", "Order(buy)")).content());
        GateVerdicts verdicts = new GateVerdicts();
        GateFacts facts = order();
        try (RuleSession session = new RuleSession(compiled, Ring.GATE, verdicts)) {
            for (int i = 0; i < 2 * RuleSession.EVALUATIONS_MAX + 1; i++) {
                facts.order().setBuy(i % 3 == 0);
                assertThat(session.evaluate(facts)).isEmpty();
                assertThat(verdicts.ruling(1).verdict()).isEqualTo(i % 3 == 0 ? Verdict.DENY : Verdict.ALLOW);
            }
            assertThat(session.sessions()).isEqualTo(3);
        }
    }

    /** An out-of-memory error or a stack overflow must halt the node and not look like a refusal. */
    @Test
    void shouldLetAnErrorPassThrough() throws Exception {
        CompiledPack compiled =
                COMPILER.await(TestPack.gate(denyWhen("a", "Order(buy)")).content());
        WatchVerdicts failing = new WatchVerdicts() {
            @Override
            public void complete() {
                throw new StackOverflowError("test");
            }
        };
        try (RuleSession session = new RuleSession(compiled, Ring.WATCH, failing)) {
            assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> session.evaluate(tick()));
        }
    }

    @Test
    void shouldDenyWhatThePackRestricts() {
        TestPack pack = TestPack.gate(denyWhen("restricted", "Instrument(restricted)"))
                .file("restricted.csv", "instrument,reason\nXYZ,we know too much\n");
        DroolsGate gate = gateWith(pack);
        GateFacts facts = order();
        assertDenied(gate.judge(facts), ReasonCode.POLICY_DENIED);
        assertThat(facts.instrument().isRestricted()).isTrue();
        GateFacts other = order();
        other.instrument().setSymbol("ABC");
        assertThat(gate.judge(other).verdict()).isEqualTo(Verdict.ALLOW);
        other.instrument().setRestricted(true);
        assertDenied(gate.judge(other), ReasonCode.POLICY_DENIED);
    }

    @Test
    void shouldKeepTheOldPackWhenTheNextOneCannotJudge() {
        DroolsGate gate = DroolsGate.eager(COMPILER);
        PackHash good = activate(gate, TestPack.gate(GROSS).content());
        PackContent bad = TestPack.gate(denyWhen("x", "Order(qty > 1)")).content();
        gate.stage(bad.hash(), "test", bad.bytes());
        assertThatIllegalStateException()
                .isThrownBy(() -> gate.activate(bad.hash()))
                .withMessageContaining("gate/rules.drl:3: 'qty' is not a field of Order");
        assertThatIllegalStateException()
                .isThrownBy(() -> gate.activate(new PackHash("a".repeat(32))))
                .withMessageContaining("was never staged");
        PackHash forged = new PackHash("b".repeat(32));
        gate.stage(
                forged,
                "test",
                TestPack.gate(denyWhen("y", "Order(buy)")).content().bytes());
        assertThatIllegalStateException()
                .isThrownBy(() -> gate.activate(forged))
                .withMessageContaining("staged with the content");
        gate.stage(forged, "test", new byte[] {1, 2, 3});
        assertThatIllegalStateException()
                .isThrownBy(() -> gate.activate(forged))
                .withMessageContaining("damaged");
        assertThat(gate.activePack()).isEqualTo(good);
        assertThat(gate.judge(order()).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldJudgeByTheNewPackAfterASwapAndByTheOldOneAfterARollback() {
        DroolsGate gate = DroolsGate.lazy(COMPILER);
        PackHash first = activate(gate, TestPack.gate(GROSS).content());
        assertThat(gate.judge(order()).verdict()).isEqualTo(Verdict.ALLOW);
        PackHash second = activate(
                gate, TestPack.gate(GROSS, denyWhen("all", "Order(buy)")).content());
        assertThat(gate.activePack()).isEqualTo(second);
        assertThat(gate.judge(order()).verdict()).isEqualTo(Verdict.DENY);
        gate.activate(first);
        assertThat(gate.activePack()).isEqualTo(first);
        assertThat(gate.judge(order()).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldCompileTheSamePackOnce() {
        PackContent content = TestPack.gate(denyWhen("once", "Order(buy)")).content();
        assertThat(COMPILER.submit(content)).isSameAs(COMPILER.submit(PackContent.ofBytes(content.bytes())));
    }

    @Test
    void shouldCompileNoRuleAnewWhenOnlyALimitIsEdited() throws Exception {
        String limits = "limit,scope,value,unit\ngross-max,global,2,fraction\n"
                + "order-notional-max,global,1,money\ndrawdown-kill,global,1,fraction\n";
        CompiledPack before = COMPILER.await(TestPack.gate(GROSS).content());
        CompiledPack after =
                COMPILER.await(TestPack.gate(GROSS).file("limits.csv", limits).content());
        assertThat(after.pack().hash()).isNotEqualTo(before.pack().hash());
        assertThat(after.base(Ring.GATE)).isSameAs(before.base(Ring.GATE));
        DroolsGate gate = DroolsGate.eager(COMPILER);
        GateFacts facts = order();
        facts.exposure().setGrossAfter(1.8);
        activate(gate, before.pack().content());
        assertThat(gate.judge(facts).verdict()).isEqualTo(Verdict.DENY);
        activate(gate, after.pack().content());
        assertThat(gate.judge(facts).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldActOnAWatchRuleWithEverythingItSays() {
        DroolsGate gate = gateWith(TestPack.watch(DRAWDOWN));
        WatchFacts facts = tick();
        assertThat(gate.watch(facts)).isEqualTo(WatchRuling.NONE);
        facts.account().setDrawdown(0.2);
        Reason reason = new Reason(ReasonCode.POLICY_DENIED, "stop", 0.2, 0.15);
        WatchRuling expected = new WatchRuling(
                List.of(new Reason(ReasonCode.POLICY_WARNED, "stop", 0.2, 0.15)),
                List.of(
                        new WatchRuling.Action(Scope.GLOBAL, TradingState.REDUCE_ONLY, reason),
                        new WatchRuling.Action(Scope.parse("venue:simulated"), TradingState.KILLED, reason)));
        assertThat(gate.watch(facts)).isEqualTo(expected);
        assertThat(gate.watch(facts)).isEqualTo(expected);
        facts.account().setDrawdown(0);
        assertThat(gate.watch(facts)).isEqualTo(WatchRuling.NONE);
    }

    @Test
    void shouldAskForReduceOnlyWhenTheWatchIsBlind() {
        DroolsGate gate = gateWith(TestPack.watch(DRAWDOWN));
        WatchFacts facts = tick();
        facts.account().setDrawdown(Double.NaN);
        assertThat(gate.watch(facts).actions())
                .containsExactly(new WatchRuling.Action(
                        Scope.GLOBAL, TradingState.REDUCE_ONLY, Reason.of(ReasonCode.FACT_MISSING)));
    }

    @Test
    void shouldTellHeadroomAndWhetherTheRuleApplies() {
        DroolsGate gate = gateWith(TestPack.gate(GROSS, denyWhen("other", "Order(!buy)")));
        GateFacts facts = order();
        facts.exposure().setGrossAfter(1.25);
        assertThat(gate.headroom(facts))
                .containsExactly(
                        new Headroom("gross", "exposure.grossAfter", "limits.grossMax", 1.25, 1.5, 0.25, true));
        facts.order().setReducing(true);
        assertThat(gate.headroom(facts)).singleElement().matches(each -> !each.applies());
    }
}
