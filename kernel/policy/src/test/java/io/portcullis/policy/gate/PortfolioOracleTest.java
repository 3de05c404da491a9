package io.portcullis.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.testkit.CampaignLog;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * GATE-ORACLE. The goal is that Drools, and the class that the rules become, say exactly what a person would have written in Java
 * who knows the limits and not the rules. Method: random orders around every boundary, through one reused session, the shipped
 * rules and one that reduces, with a limits table of several scopes; verdict, reduced quantity, and which rules spoke with what
 * code must be equal three ways. A pack that was linked from kept classes must give the same rulings to the last digit.
 */
class PortfolioOracleTest {
    private static final int ORDERS = 100_000;
    private static final int ORDERS_OF_LINKED = 30_000;
    private static final int ORDERS_OF_A_CAMPAIGN = 10_000_000;
    private static final long SEED = 20_100_104;
    private static final String REDUCE = """
            rule "half-lot"
            when
                Order(!reducing, $quantity : quantity)
                Limits($max : orderQuantityMax, $quantity > $max / 2)
            then
                verdict.reduceTo(%s);
            end
            """.formatted(ReferencePortfolio.REDUCED_TO);
    private static final Set<String> RESTRICTED = Set.of("BAD");
    private static final String[] SYMBOLS = {"AAPL", "XOM", "DUK", "BAD"};
    private static final String[] SECTORS = {"Technology", "Energy", "Utilities", "none"};
    private static final String[] TIMES_IN_FORCE = {"DAY", "DAY", "AT_THE_OPENING", "IMMEDIATE_OR_CANCEL"};
    private static final String[] KINDS = {"LIVE", "DEMO", "BACKTEST"};

    private final Random random = new Random(SEED);

    @Test
    void shouldAgreeWithTheHandWrittenGate() throws Exception {
        agree(ORDERS);
    }

    @Test
    @Tag("campaign")
    void shouldAgreeWithTheHandWrittenGateTenMillionTimes() throws Exception {
        agree(ORDERS_OF_A_CAMPAIGN);
        CampaignLog.record("gate.oracle.differences", SEED, ORDERS_OF_A_CAMPAIGN, 0, true);
    }

    /** Any difference ends it, with the number of the order. */
    private void agree(int orders) throws Exception {
        MemoryKept kept = new MemoryKept();
        try (PackCompiler compiler = kept.compiler();
                PackCompiler restarted = kept.compiler()) {
            CompiledPack pack = kept.publish(compiler, pack());
            assertThat(compiler.agree(pack).get().difference()).isEmpty();
            try (PackJudge drools = new PackJudge(pack);
                    PackJudge linked = new PackJudge(restarted.await(pack()));
                    PackJudge classes = PackJudge.fastest(pack)) {
                assertThat(restarted.builds()).isZero();
                agree(orders, drools, linked, classes);
            }
        }
    }

    private void agree(int orders, PackJudge drools, PackJudge linked, PackJudge classes) {
        ReferencePortfolio reference = new ReferencePortfolio(RESTRICTED);
        GateFacts[] reused = {new GateFacts(), new GateFacts()};
        GateFacts twin = new GateFacts();
        EnumMap<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (int i = 0; i < orders; i++) {
            // Mostly one instance, sometimes another: the session must not hold on to either.
            GateFacts facts = reused[random.nextInt(20) == 0 ? 1 : 0];
            randomise(facts, drools);
            FactsCopy.copy(facts, twin);
            Ruling ruling = drools.judge(facts);
            Ruling compiled = classes.judge(twin);
            if (!compiled.equals(ruling)) {
                throw new AssertionError("order " + i + ": Drools " + ruling + ", compiled " + compiled);
            }
            if (i < ORDERS_OF_LINKED && !linked.judge(facts).equals(ruling)) {
                throw new AssertionError("order " + i + ": the linked pack does not say " + ruling);
            }
            compare(i, ruling, reference.spoken(facts), facts.order().getQuantity());
            verdicts.merge(ruling.verdict(), 1, Integer::sum);
        }
        // No verdict may be so rare that agreeing on it proves nothing.
        assertThat(verdicts.get(Verdict.DENY)).isBetween(orders / 5, orders * 4 / 5);
        assertThat(verdicts.get(Verdict.REDUCE)).isGreaterThan(orders / 50);
        assertThat(verdicts.get(Verdict.ALLOW)).isGreaterThan(orders / 10);
    }

    private static void compare(int order, Ruling ruling, SortedMap<String, ReasonCode> expected, double quantity) {
        SortedMap<String, ReasonCode> came = new TreeMap<>();
        ruling.reasons().forEach(reason -> came.put(reason.rule(), reason.code()));
        Verdict verdict = expected.containsValue(ReasonCode.POLICY_DENIED)
                ? Verdict.DENY
                : expected.containsValue(ReasonCode.POLICY_REDUCED) ? Verdict.REDUCE : Verdict.ALLOW;
        boolean quantityDiffers = verdict == Verdict.REDUCE && ruling.quantityMax() != ReferencePortfolio.REDUCED_TO;
        if (!came.equals(expected) || ruling.verdict() != verdict || quantityDiffers) {
            throw new AssertionError("order " + order + " of " + quantity + ": the oracle says " + verdict + " "
                    + expected + ", the rules say " + ruling);
        }
    }

    private static PackContent pack() throws Exception {
        SortedMap<String, String> files = new TreeMap<>(
                PackContent.ofFolder(Path.of("../../rules/portfolio")).files());
        files.put(
                "limits.csv",
                files.get("limits.csv") + "name-max,instrument:XOM,2,percent\nsector-max,sector:Energy,20,percent\n"
                        + "gross-max,account:junior,1,fraction\n");
        files.put("restricted.csv", "instrument,reason\nBAD,test\n");
        files.put("gate/reduce.drl", REDUCE);
        files.put("pack.yaml", files.get("pack.yaml").replace("gate:\n", "gate:\n  - half-lot\n"));
        return PackContent.of(files);
    }

    private void randomise(GateFacts facts, PackJudge judge) {
        GateFacts base = TestPack.order();
        facts.instrument().setSymbol(SYMBOLS[random.nextInt(20) == 0 ? 3 : random.nextInt(3)]);
        facts.instrument().setSector(SECTORS[random.nextInt(4)]);
        facts.order().setAccount(random.nextBoolean() ? "main" : "junior");
        facts.order().setOrderId("o");
        facts.session().setKind(KINDS[random.nextInt(3)]);
        judge.pack()
                .limits()
                .at(0)
                .resolve(
                        facts.instrument().getSymbol(),
                        facts.instrument().getSector(),
                        facts.order().getAccount(),
                        facts.limits());
        facts.order().setBuy(random.nextBoolean());
        facts.order().setReducing(rare());
        facts.order().setShortSale(!facts.order().isBuy() && random.nextBoolean());
        facts.order().setQuantity(near(facts.limits().getOrderQuantityMax()) / (rare() ? 2 : 1));
        facts.order().setNotional(near(facts.limits().getOrderNotionalMax()));
        facts.order().setCollarBps(near(facts.limits().getCollarBps()));
        facts.order().setOnTick(!rare());
        boolean part = rare();
        facts.order().setParentQuantity(part ? 10_000 : 0);
        facts.order().setChildrenQuantity(part ? near(10_000) : 0);
        facts.order().setChildren(part ? near(facts.limits().getChildrenMax()) : 0);
        facts.order().setSlicedQuantity(seldom(facts.limits().getOrderQuantityMax()));
        facts.order().setSlicedNotional(seldom(facts.limits().getOrderNotionalMax()));
        facts.market().setSlicedParticipation(seldom(facts.limits().getOrderAdvMax()));
        facts.order().setCollarWindowBps(seldom(facts.limits().getCollarWindowBps()));
        facts.exposure().setBetaAfter(seldom(facts.limits().getBetaMax()));
        facts.exposure().setBetaUnknown(seldom(facts.limits().getBetaUnknownMax()));
        facts.exposure().setGrossRamped(seldom(facts.limits().getGrossMax()));
        facts.order().setAttributed(!rare());
        facts.order().setCrossesOwn(rare());
        facts.order().setRepeats(rare() ? near(facts.limits().getRepeatsMax()) : 0);
        facts.order().setTimeInForce(TIMES_IN_FORCE[random.nextInt(TIMES_IN_FORCE.length)]);
        facts.instrument().setTradable(!rare());
        facts.instrument().setRestricted(rare());
        facts.instrument().setBorrowListed(!rare());
        facts.instrument().setBorrowAvailable(random.nextInt(10_000));
        facts.instrument().setBorrowFeePercent(near(facts.limits().getBorrowFeeMaxPercent()));
        facts.account().setEquity(rare() ? near(0) : base.account().getEquity());
        facts.exposure().setGrossAfter(near(facts.limits().getGrossMax()));
        facts.exposure().setNetAfter(near(facts.limits().getNetMax()));
        facts.exposure().setNameAfter(near(facts.limits().getNameMax()));
        facts.exposure().setSectorAfter(near(facts.limits().getSectorMax()));
        facts.exposure().setShortAfter(facts.instrument().getBorrowAvailable() + (rare() ? random.nextInt(3) - 1 : -5));
        facts.market().setParticipation(near(facts.limits().getOrderAdvMax()));
        facts.market().setAverageDailyVolume(rare() ? random.nextInt(2) : 1e6);
        facts.market().setAgeSeconds(rare() ? near(facts.limits().getReferenceAgeMaxSeconds()) : near(900));
        facts.market().setHalted(rare());
        facts.session().setOpen(random.nextInt(5) > 0);
        facts.counters().setMessagesThisSecond(near(facts.limits().getMessagesPerSecondMax()));
        facts.counters().setOrdersPerFill(near(facts.limits().getOrderToTradeMax()));
        facts.counters().setOrdersThisSecond(near(facts.limits().getOrdersPerSecondMax()));
    }

    private double seldom(double limit) {
        return rare() ? near(limit) : 0;
    }

    private boolean rare() {
        return random.nextInt(30) == 0;
    }

    /**
     * Mostly well below, sometimes one step beside or exactly on the limit, sometimes far beyond, sometimes
     * negative zero.
     */
    private double near(double limit) {
        return switch (random.nextInt(80)) {
            case 0 -> limit;
            case 1 -> Math.nextUp(limit);
            case 2 -> Math.nextDown(limit);
            case 3 -> limit * 3 + 1;
            case 4 -> -0.0;
            case 5 -> -limit;
            case 6 -> Double.MAX_VALUE;
            case 7 -> Double.MIN_VALUE;
            default -> limit * random.nextDouble() * 0.9;
        };
    }
}
