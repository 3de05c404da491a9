package io.portcullis.policy.gate;

import static io.portcullis.policy.TestPack.denyWhen;
import static io.portcullis.policy.TestPack.order;
import static io.portcullis.policy.TestPack.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Ring;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.program.Programs;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pack's classes may judge only where they say what Drools says, prove as much, and cost nothing. */
class CompiledGateTest {
    private static final PackCompiler COMPILER = new PackCompiler();
    private static final String ALL = denyWhen("all", "Order(quantity > 0)");
    private static final String NONE = denyWhen("none", "Order(quantity < 0)");
    private static final Duration WAIT = Duration.ofSeconds(20);

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    private static CompiledPack agreed(TestPack pack) throws Exception {
        CompiledPack compiled = COMPILER.await(pack.content());
        Agreement agreement = COMPILER.agree(compiled).get();
        assertThat(agreement.difference()).isEmpty();
        assertThat(compiled.program()).isNotNull();
        return compiled;
    }

    private static CompiledPack shipped() throws Exception {
        return COMPILER.await(PackContent.ofFolder(Path.of("../../rules/portfolio")));
    }

    /** Both judge; they must say the same, and that is returned. */
    private static Ruling both(CompiledPack pack, GateFacts facts) {
        GateFacts twin = new GateFacts();
        FactsCopy.copy(facts, twin);
        try (PackJudge classes = PackJudge.fastest(pack);
                PackJudge drools = new PackJudge(pack)) {
            Ruling ruling = classes.judge(facts);
            assertThat(drools.judge(twin)).isEqualTo(ruling);
            assertThat(classes.failure().isEmpty()).isEqualTo(drools.failure().isEmpty());
            return ruling;
        }
    }

    /** The pack with a class in the place of its own. */
    private static PackProgram forged(CompiledPack pack, int rules, GateProgram program) throws Exception {
        PackProgram real = PackProgram.of(pack.pack());
        return new PackProgram(new Programs.Compiled<>(program, rules, new byte[0], Map.of()), real.watch(), null);
    }

    private static Ruling judgedBy(CompiledPack pack, int rules, GateProgram program) throws Exception {
        try (PackJudge judge = new PackJudge(pack, forged(pack, rules, program))) {
            return judge.judge(order());
        }
    }

    private static void assertDenied(Ruling ruling, ReasonCode code) {
        assertThat(ruling.verdict()).isEqualTo(Verdict.DENY);
        assertThat(ruling.reasons()).extracting(Reason::code).containsExactly(code);
    }

    @Test
    void shouldCompileEveryRuleThatIsShippedAndAgreeOnFactsThatMakeEachOfThemSpeak() throws Exception {
        CompiledPack pack = shipped();
        Agreement agreement = COMPILER.agree(pack).get();
        assertThat(agreement.difference()).isEmpty();
        assertThat(agreement.onDrools()).isEmpty();
        assertThat(agreement.silent()).isEmpty();
        assertThat(agreement.orders()).isEqualTo(Agreement.ORDERS);
        assertThat(pack.program().gate().rules())
                .isEqualTo(pack.pack().rules(Ring.GATE).size());
        assertThat(pack.judgedBy()).endsWith("watch rules compiled");
        System.out.println("[compiled-gate] shipped pack: " + agreement);
    }

    @Test
    void shouldAllocateNothingForAnOrderThatPassesAndNothingInTheClassForOneThatDoesNot() throws Exception {
        CompiledPack pack = shipped();
        COMPILER.agree(pack).get();
        GateProgram program = pack.program().gate().program();
        GateVerdicts verdicts = new GateVerdicts();
        GateFacts denied = order();
        denied.order().setQuantity(1e9);
        denied.market().setHalted(true);
        GateFacts passing = order();
        try (PackJudge judge = PackJudge.fastest(pack)) {
            assertThat(judge.judge(passing).verdict()).isEqualTo(Verdict.ALLOW);
            assertThat(judge.judge(denied).reasons()).hasSizeGreaterThan(1);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++) {
                judge.judge(passing);
                verdicts.begin();
                program.judge(denied, verdicts);
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            // the two readings themselves, and what the JIT needs once; far below one byte a decision
            assertThat(bytes).isLessThan(4_096);
            assertThat(verdicts.count()).isGreaterThan(1);
        }
    }

    @Test
    void shouldLeaveARuleThatIsTooLongOnDroolsSayWhyAndAskBoth() throws Exception {
        String sizes = IntStream.range(1, 190).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String condition = "quantity in (" + sizes + ")";
        String conditions = String.join(", ", condition, condition, condition);
        CompiledPack pack = agreed(
                TestPack.gate(denyWhen("long", "Order(" + conditions + ")"), denyWhen("short", "Market(halted)")));
        assertThat(pack.program().left()).containsOnlyKeys("long");
        assertThat(pack.judgedBy()).startsWith("1 gate and 0 watch rules compiled, on Drools {long=its ");
        GateFacts facts = order();
        facts.market().setHalted(true);
        assertThat(both(pack, facts).reasons()).extracting(Reason::rule).containsExactly("long", "short");
        facts.order().setQuantity(1_000);
        assertThat(both(pack, facts).reasons()).extracting(Reason::rule).containsExactly("short");
        facts.market().setHalted(false);
        assertThat(both(pack, facts).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order(!buy) Account($e : equity, $c : cash, $e / $c > 100)",
                "Account(equity < 0) Exposure($n : netAfter, 1 / $n > 100)",
                "Market($b : bid, 1 / (ask - $b) > 100, ask < 0) Exposure($n : netAfter, 1 / $n > 100)",
                "Exposure($n : netAfter) Account(equity / $n > 1)",
                "Account($e : equity, $e * 1e300 * 1e300 > 1)"
            })
    void shouldDenyWhatCannotBeComputedAndNameTheRule(String conditions) throws Exception {
        CompiledPack pack = agreed(TestPack.gate(
                denyWhen("first", "Market(halted)"),
                denyWhen("ratio", conditions),
                denyWhen("too", "Market(halted, ageSeconds > 1)")));
        GateFacts facts = order();
        facts.account().setCash(0);
        facts.exposure().setNetAfter(0);
        facts.market().setBid(facts.market().getAsk() + 1);
        assertDenied(both(pack, facts), ReasonCode.EVALUATION_FAILED);
        try (PackJudge classes = PackJudge.fastest(pack)) {
            classes.judge(facts);
            assertThat(classes.failure()).startsWith("rule ratio: a rule ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exposure($n : netAfter) Account(equity / $n > 1) Order(!buy)",
                "Exposure($n : netAfter) Account(equity < 0, equity / $n > 1)"
            })
    void shouldNotComputeWhatTheRuleIsNotAbout(String conditions) throws Exception {
        CompiledPack pack = agreed(TestPack.gate(denyWhen("ratio", conditions), denyWhen("other", "Order(!buy)")));
        GateFacts facts = order();
        facts.exposure().setNetAfter(0);
        assertThat(both(pack, facts).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldReduceWarnAndActAsDroolsDoes() throws Exception {
        String reduce = """
                rule "%s" when Order($q : quantity, $q > %s) then verdict.reduceTo(%s); verdict.warn($q, -1); end
                """;
        String kill = """
                rule "stop" when Account($d : drawdown, $d > 0.1)
                then verdict.kill("venue:simulated", $d, 0.1); verdict.reduceOnly("global", $d, 0.1); end
                """;
        CompiledPack pack = agreed(TestPack.watch(kill)
                .file("gate/rules.drl", reduce.formatted("half", "60", "50") + reduce.formatted("third", "80", "40")));
        Ruling ruling = both(pack, order());
        assertThat(ruling.verdict()).isEqualTo(Verdict.REDUCE);
        assertThat(ruling.quantityMax()).isEqualTo(40);
        try (PackJudge classes = PackJudge.fastest(pack);
                PackJudge drools = new PackJudge(pack)) {
            WatchFacts facts = tick();
            assertThat(classes.watch(facts)).isEqualTo(drools.watch(facts));
            facts.account().setDrawdown(0.2);
            assertThat(classes.watch(facts)).isEqualTo(drools.watch(facts));
            assertThat(classes.watch(facts).actions()).hasSize(2);
        }
    }

    @Test
    void shouldRefuseNumbersThatAreNoneAndTakeNegativeZeroForZero() throws Exception {
        CompiledPack pack = agreed(TestPack.gate(denyWhen("zero", "Exposure(netAfter < 0 || netAfter > 0)")));
        GateFacts facts = order();
        facts.exposure().setNetAfter(-0.0);
        assertThat(both(pack, facts).verdict()).isEqualTo(Verdict.ALLOW);
        facts.exposure().setNetAfter(Double.NaN);
        assertDenied(both(pack, facts), ReasonCode.FACT_MISSING);
    }

    @Test
    void shouldDenyWithoutProof() throws Exception {
        CompiledPack pack = COMPILER.await(TestPack.gate(NONE).content());
        assertThat(judgedBy(pack, 1, (facts, verdict) -> verdict.complete()).verdict())
                .isEqualTo(Verdict.ALLOW);
        assertDenied(judgedBy(pack, 1, (facts, verdict) -> {}), ReasonCode.EVALUATION_INCOMPLETE);
        assertDenied(judgedBy(pack, 0, (facts, verdict) -> verdict.complete()), ReasonCode.MANIFEST_MISMATCH);
        assertDenied(
                judgedBy(pack, 1, (facts, verdict) -> {
                    throw new IllegalStateException("torn");
                }),
                ReasonCode.EVALUATION_FAILED);
        assertDenied(
                judgedBy(pack, 1, (facts, verdict) -> {
                    verdict.warn("none", 1, 1);
                    verdict.warn("none", 2, 1);
                    verdict.complete();
                }),
                ReasonCode.FIRING_BOUND);
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> judgedBy(pack, 1, (facts, verdict) -> {
                    throw new StackOverflowError();
                }));
    }

    @Test
    void shouldNotLetAClassJudgeThatDiffersFromDroolsSomewhere() throws Exception {
        CompiledPack pack = COMPILER.await(
                TestPack.gate(denyWhen("edge", "Order(quantity >= 1000)")).content());
        Agreement agreement = Agreement.compare(
                pack,
                forged(pack, 1, (facts, verdict) -> {
                    if (facts.order().getQuantity() > 1000) {
                        verdict.deny("edge");
                    }
                    verdict.complete();
                }),
                System.nanoTime());
        assertThat(agreement.reached()).isFalse();
        assertThat(agreement.difference())
                .contains("differ from Drools on order ")
                .contains("edge");
        assertThat(pack.program()).isNull();
        assertThat(pack.judgedBy()).startsWith("Drools: the compiled rules differ");
    }

    @Test
    void shouldFallBackToDroolsWhenASampledDecisionDiffers() throws Exception {
        PackContent content = TestPack.gate(ALL).content();
        ConcurrentLinkedQueue<SecondOpinion.Difference> alarms = new ConcurrentLinkedQueue<>();
        try (SecondOpinion opinion = new SecondOpinion(10, alarms::add)) {
            DroolsGate gate = activated(content, opinion);
            CompiledPack pack = COMPILER.await(content);
            COMPILER.agree(pack).get();
            for (int i = 0; i < 20; i++) {
                assertThat(gate.judge(order()).verdict()).isEqualTo(Verdict.DENY);
            }
            await().atMost(WAIT).until(() -> opinion.compared() == 2);
            assertThat(opinion.differing()).isZero();

            pack.trust(forged(pack, 1, (facts, verdict) -> verdict.complete()));
            for (int i = 0; i < 9; i++) {
                assertThat(gate.judge(order()).verdict()).isEqualTo(Verdict.ALLOW);
            }
            assertThat(alarms).isEmpty();
            gate.judge(order());
            await().atMost(WAIT).until(() -> !alarms.isEmpty());
            assertThat(gate.judge(order()).verdict()).isEqualTo(Verdict.DENY);
            assertThat(gate.judgedBy()).startsWith("Drools: on order o-1 Drools says ");
            assertThat(alarms).extracting(SecondOpinion.Difference::pack).containsExactly(content.hash());
            gate.close();
        }
    }

    @Test
    void shouldStayOnDroolsOnceTheLogSaysSo() throws Exception {
        PackContent content = TestPack.gate(ALL, NONE).content();
        DroolsGate gate = activated(content, null);
        CompiledPack pack = COMPILER.await(content);
        COMPILER.agree(pack).get();
        assertThat(gate.judgedBy()).startsWith("2 gate");
        gate.fallBack(content.hash());
        assertThat(gate.judgedBy()).startsWith("Drools: its classes and Drools");
        gate.activate(content.hash());
        assertThat(COMPILER.agree(pack).get().reached()).isTrue();
        assertThat(pack.program()).isNull();
        assertDenied(gate.judge(order()), ReasonCode.POLICY_DENIED);
        gate.close();
    }

    private static DroolsGate activated(PackContent content, SecondOpinion opinion) {
        DroolsGate gate = DroolsGate.lazy(COMPILER);
        gate.judgeCompiled(opinion);
        gate.stage(content.hash(), "test", content.bytes());
        gate.activate(content.hash());
        return gate;
    }

    @Test
    void shouldSplitManyRulesIntoMethodsThatTheJvmCompiles() throws Exception {
        List<String> rules = IntStream.range(0, 120)
                .mapToObj(i -> denyWhen(
                        "r-" + i,
                        "Instrument(sector == \"S" + i % 40 + "\") Order(!reducing, $n : notional, $n > " + i + ")"))
                .toList();
        CompiledPack pack = agreed(TestPack.gate(rules.toArray(String[]::new)));
        GateFacts facts = order();
        facts.instrument().setSector("S7");
        facts.order().setNotional(100);
        assertThat(both(pack, facts).reasons()).extracting(Reason::rule).containsExactly("r-47", "r-7", "r-87");
        int longest = MethodLengths.longest(pack.program().gate().code());
        assertThat(longest).isBetween(500, 8_000);
    }
}
