package io.portcullis.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.scene.GeneratedPack;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.pack.PackContent;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateComparisonTest {
    private static final int FEW = GateOrders.COUNT / 8;

    /** Denies every third order with a number; wrong about one order from its n-th judgement of it on. */
    private static final class Fake implements Contender {
        private final String name;
        private final double limit;
        private final int wrongOrder;
        private int judgedWrong;
        private int order;

        Fake(String name, double limit, int wrongOrder) {
            this.name = name;
            this.limit = limit;
            this.wrongOrder = wrongOrder;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void show(int next) {
            order = next;
        }

        @Override
        public Verdict judge() {
            // The first look, when reasons are compared, is honest: only the timed passes are wrong.
            boolean wrong = order == wrongOrder && ++judgedWrong > 1;
            return (order % 3 == 0) == wrong ? Verdict.ALLOW : Verdict.DENY;
        }

        @Override
        public List<Reason> reasons() {
            return order % 3 == 0 ? List.of(new Reason(ReasonCode.POLICY_DENIED, "third", order, limit)) : List.of();
        }
    }

    private static List<Taken> compare(Contender... contenders) throws WrongAnswerException {
        return GateComparison.compare("gate", List.of(contenders), List.of(), 12, 1, 2, 0.5);
    }

    @Test
    void shouldGiveNoFigureWhenAReasonDiffersInItsNumbers() {
        assertThatThrownBy(() -> compare(new Fake("java", 1, -1), new Fake("peer", 2, -1)))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageContaining("peer answers order 0");
    }

    @Test
    void shouldGiveNoFigureWhenAVerdictIsWrongOnlyWhileTimed() {
        assertThatThrownBy(() -> compare(new Fake("java", 1, -1), new Fake("peer", 1, 5)))
                .isInstanceOf(WrongAnswerException.class)
                .hasMessageContaining("order 5")
                .hasMessageContaining("while timed");
    }

    @Test
    void shouldHearTheSameFromOurGateBareDroolsAndJavaOnTheShippedPack() throws Exception {
        try (GateOrders orders = new GateOrders(7);
                CompiledRing compiled = new CompiledRing(orders, orders.compiled());
                BareDrools bare = new BareDrools(orders)) {
            HandWritten java = new HandWritten(orders);
            List<Contender> peers = List.of(java, bare, new CelRules(orders), new EasyRules(orders, 0));
            List<Contender> ours = List.of(
                    new RulesClass(orders, orders.compiled()), compiled, new PolicyRing(orders), new WholeGate(orders));
            Answers answers = Answers.of(java, GateOrders.COUNT);

            List<Taken> taken = GateComparison.compare("gate", peers, ours, GateOrders.COUNT, 0, 1, 0.5);

            assertThat(answers.denied()).isBetween(GateOrders.COUNT / 5, GateOrders.COUNT * 4 / 5);
            assertThat(answers.reasonsByRule()).hasSizeGreaterThanOrEqualTo(18);
            assertThat(taken)
                    .extracting(each -> each.figure().name())
                    .contains(
                            "gate.java",
                            "gate.drools",
                            "gate.cel",
                            "gate.easy-rules",
                            "gate.policy",
                            "gate.engine",
                            "gate.policy.bytes",
                            "gate.class");
            assertThat(taken)
                    .filteredOn(each -> each.figure().name().equals("gate.class.bytes"))
                    .allMatch(each -> each.figure().value() < 1);
        }
    }

    @Test
    void shouldMakeEveryRuleOfTheGeneratedPackSpeakAndHearTheSameFromAll() throws Exception {
        PackContent pack = GeneratedPack.content();
        try (GateOrders orders = new GateOrders(GateComparison.SEED, pack);
                CompiledRing compiled = new CompiledRing(orders, orders.compiled());
                BareDrools bare = new BareDrools(orders)) {
            Contender java = new HandWrittenSectors(orders, 1);
            Answers all = Answers.of(java, GateOrders.COUNT);
            Answers answers = Answers.of(java, FEW);

            GateComparison.requireAllSpeak(pack, all);
            assertThat(all.reasonsByRule()).hasSizeGreaterThanOrEqualTo(54);
            RulesClass rules = new RulesClass(orders, orders.compiled());
            List<Contender> others = List.of(
                    bare,
                    new CelRules(orders),
                    new EasyRules(orders, 1),
                    rules,
                    compiled,
                    new PolicyRing(orders),
                    new WholeGate(orders));
            for (Contender each : others) {
                answers.check(each);
            }
        }
    }
}
