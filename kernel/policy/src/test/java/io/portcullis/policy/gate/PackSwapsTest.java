package io.portcullis.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Ring;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.testkit.CampaignLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.drools.base.RuleBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;

/** The shipped pack with a rule edited again and again, compiled and made to judge: the classes of former versions go. */
class PackSwapsTest {
    private static final Path PORTFOLIO = Path.of("../../rules/portfolio");
    private static final String RULES = "gate/order.drl";
    private static final String CONDITION = "$volume <= 0)";
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int SAMPLE_EVERY = 50;
    private static final int WARM_SWAPS = 200;
    /** Flat: no sample after the warm swaps lies further above the one at their end. */
    private static final double GROWTH_MAX = 0.05;
    /** The JIT's own threads come and go. */
    private static final int THREADS_MORE_MAX = 3;
    /** Those that the compiler keeps for a rollback, and the one that is being replaced. */
    private static final int LOADERS_MAX = 2 * PackCompiler.KEPT_MAX + 2;

    private final PackCompiler compiler = new PackCompiler();
    private final DroolsGate gate = DroolsGate.eager(compiler);
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    /**
     * What is used once everything that can be collected is.
     *
     * @param swaps after so many
     * @param loaders class loaders of rules that are still there
     * @param metaspace bytes
     * @param threads of the whole process
     */
    private record Sample(int swaps, long loaders, long metaspace, int threads) {}

    @AfterEach
    void close() {
        gate.close();
        compiler.close();
    }

    /** The positive control: a base that somebody holds is seen to stay. */
    @Test
    void shouldSeeTheClassesOfABaseThatSomebodyHolds() throws Exception {
        KieBase base = compiler.await(small(0)).base(Ring.GATE);
        WeakReference<ClassLoader> loader = new WeakReference<>(loaderOf(base));
        swap(2 * PackCompiler.KEPT_MAX + 4, PackSwapsTest::small);
        sample(0);
        assertThat(loaders.get(0).get())
                .as("loader of the first that nobody holds")
                .isNull();
        assertThat(loader.get()).as("loader of a base that is held").isNotNull();
        assertThat(base.getKiePackages()).as("the one that is held").isNotEmpty();
        base = null;
        await().atMost(WAIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @Test
    @Tag("campaign")
    void shouldStayFlatInMetaspaceAndThreadsOverFiveHundredSwaps() throws Exception {
        List<Sample> samples = swap(500, PackSwapsTest::edition);
        samples.forEach(sample -> System.out.println("[pack-swaps] " + sample));
        Sample warm = samples.stream()
                .filter(sample -> sample.swaps() == WARM_SWAPS)
                .findFirst()
                .orElseThrow();
        List<Sample> after =
                samples.stream().filter(sample -> sample.swaps() > WARM_SWAPS).toList();
        double growth = after.stream()
                .mapToDouble(sample -> (double) sample.metaspace() / warm.metaspace() - 1)
                .max()
                .orElseThrow();
        int moreThreads = after.stream()
                .mapToInt(sample -> sample.threads() - warm.threads())
                .max()
                .orElseThrow();
        CampaignLog.record("packs.swaps.metaspace.growth", 0, 500, growth, growth <= GROWTH_MAX);
        CampaignLog.record("packs.swaps.threads.more", 0, 500, moreThreads, moreThreads <= THREADS_MORE_MAX);
        assertThat(growth).isLessThanOrEqualTo(GROWTH_MAX);
        assertThat(moreThreads).isLessThanOrEqualTo(THREADS_MORE_MAX);
    }

    private List<Sample> swap(int times, IntFunction<PackContent> editions) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            PackContent edition = editions.apply(i);
            gate.stage(edition.hash(), "portfolio", edition.bytes());
            gate.activate(edition.hash());
            assertThat(gate.judge(order()).verdict()).as("swap %d", i).isEqualTo(Verdict.ALLOW);
            loaders.add(new WeakReference<>(loaderOf(compiler.await(edition).base(Ring.GATE))));
            if (i % SAMPLE_EVERY == 0) {
                samples.add(sample(i));
            }
        }
        return samples;
    }

    /** An order that no rule of the shipped pack refuses. */
    private static GateFacts order() {
        GateFacts facts = TestPack.order();
        facts.market().setBid(49.99);
        facts.market().setAsk(50.01);
        return facts;
    }

    /** The shipped pack in which one rule asks for another number: all of the ring is compiled anew. */
    private static PackContent edition(int number) {
        SortedMap<String, String> files = new TreeMap<>(shipped().files());
        String rules = files.get(RULES);
        assertThat(rules).as("the shipped rule").contains(CONDITION);
        files.put(RULES, rules.replace(CONDITION, "$volume <= 0." + (1_000 + number) + ")"));
        return PackContent.of(files);
    }

    private static PackContent shipped() {
        try {
            return PackContent.ofFolder(PORTFOLIO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One rule, for the control, which is not about size. */
    private static PackContent small(int number) {
        return TestPack.gate(TestPack.denyWhen("large", "Order(quantity > " + (1_000 + number) + ")"))
                .content();
    }

    /** What loaded the classes that the rule engine made of a base's rules. */
    private static ClassLoader loaderOf(KieBase base) {
        return ((RuleBase) base).getRootClassLoader();
    }

    private Sample sample(int swaps) {
        await().atMost(WAIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            System.gc();
            return alive() <= LOADERS_MAX;
        });
        long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        return new Sample(
                swaps, alive(), metaspace, ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private long alive() {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
