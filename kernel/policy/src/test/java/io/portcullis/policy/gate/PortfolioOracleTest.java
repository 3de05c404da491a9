package io.portcullis.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.pack.PackContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The goal is that Drools says exactly what a person would have written in Java. Method: random orders around
 * every boundary, through one reused session, the shipped rules with a limits table of several scopes; verdict and
 * refusing rules must be equal.
 */
class PortfolioOracleTest {
    private static final int ORDERS = 30_000;
    private static final Set<String> RESTRICTED = Set.of("BAD");
    private static final String[] SYMBOLS = {"AAPL", "XOM", "DUK", "BAD"};
    private static final String[] SECTORS = {"Technology", "Energy", "Utilities", "none"};
    private static final String[] KINDS = {"LIVE", "DEMO", "BACKTEST"};

    private final Random random = new Random(20_100_104);

    @Test
    void shouldAgreeWithTheHandWrittenGate() throws Exception {
        try (PackCompiler compiler = new PackCompiler();
                PackJudge judge = new PackJudge(compiler.await(pack()))) {
            ReferencePortfolio reference = new ReferencePortfolio(RESTRICTED);
            GateFacts[] reused = {new GateFacts(), new GateFacts()};
            int denied = 0;
            for (int i = 0; i < ORDERS; i++) {
                // Mostly one instance, sometimes another: the session must not hold on to either.
                GateFacts facts = reused[random.nextInt(20) == 0 ? 1 : 0];
                randomise(facts, judge);
                Ruling ruling = judge.judge(facts);
                SortedSet<String> expected = reference.denials(facts);
                List<String> came = ruling.reasons().stream().map(Reason::rule).toList();
                assertThat(came).as("order " + i).containsExactlyElementsOf(expected);
                assertThat(ruling.verdict()).isEqualTo(expected.isEmpty() ? Verdict.ALLOW : Verdict.DENY);
                denied += expected.isEmpty() ? 0 : 1;
            }
            // Neither verdict may be so rare that agreeing on it proves nothing.
            assertThat(denied).isBetween(ORDERS / 5, ORDERS * 4 / 5);
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
        facts.order().setQuantity(near(facts.limits().getOrderQuantityMax()));
        facts.order().setNotional(near(facts.limits().getOrderNotionalMax()));
        facts.order().setCollarBps(near(facts.limits().getCollarBps()));
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
        facts.session().setOpen(random.nextBoolean());
        facts.counters().setOrdersThisSecond(near(facts.limits().getOrdersPerSecondMax()));
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
