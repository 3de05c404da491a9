package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.host.server.PluginView.State;
import io.portcullis.testkit.CampaignLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One plugin, replaced again and again while it is asked: nothing of the former versions stays. */
class PluginUpdatesTest {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int SAMPLE_EVERY = 50;
    private static final int WARM_UPDATES = 200;
    /** Flat: no sample after the warm updates lies further above the one at their end. */
    private static final double GROWTH_MAX = 0.05;
    /** The JIT's own threads come and go. */
    private static final int THREADS_MORE_MAX = 3;

    @TempDir
    private Path folder;

    private PluginSystem system;
    private AskedAgents agents;

    /**
     * What is used once everything that can be collected is.
     *
     * @param updates after so many
     * @param metaspace bytes
     * @param threads of the whole process
     */
    private record Sample(int updates, long metaspace, int threads) {}

    @BeforeEach
    void start() throws IOException {
        system = PluginSystem.start(PluginHome.create(folder), PluginHome.settings(20_000, 2));
        agents = new AskedAgents(system, 2);
    }

    @AfterEach
    void stop() {
        agents.close();
        system.close();
    }

    @Test
    void shouldTakeAHundredUpdatesAndLeaveNothingBehind() {
        long started = System.nanoTime();
        List<Sample> samples = update(100);
        System.out.printf("[plugin-updates] 100 updates in %.1f s, %s%n", (System.nanoTime() - started) / 1e9, samples);
        assertThat(system.loaders().waiting()).isZero();
        assertThat(samples.get(2).threads()).isLessThanOrEqualTo(samples.get(1).threads() + THREADS_MORE_MAX);
    }

    @Test
    @Tag("campaign")
    void shouldStayFlatInMetaspaceAndThreadsOverFiveHundredUpdates() {
        List<Sample> samples = update(500);
        samples.forEach(sample -> System.out.println("[plugin-updates] " + sample));
        Sample warm = samples.stream()
                .filter(sample -> sample.updates() == WARM_UPDATES)
                .findFirst()
                .orElseThrow();
        List<Sample> after = samples.stream()
                .filter(sample -> sample.updates() > WARM_UPDATES)
                .toList();
        double growth = after.stream()
                .mapToDouble(sample -> (double) sample.metaspace() / warm.metaspace() - 1)
                .max()
                .orElseThrow();
        int moreThreads = after.stream()
                .mapToInt(sample -> sample.threads() - warm.threads())
                .max()
                .orElseThrow();
        CampaignLog.record("plugins.updates.metaspace.growth", 0, 500, growth, growth <= GROWTH_MAX);
        CampaignLog.record("plugins.updates.threads.more", 0, 500, moreThreads, moreThreads <= THREADS_MORE_MAX);
        assertThat(growth).isLessThanOrEqualTo(GROWTH_MAX);
        assertThat(moreThreads).isLessThanOrEqualTo(THREADS_MORE_MAX);
    }

    private List<Sample> update(int times) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            if (i % SAMPLE_EVERY == 0) {
                samples.add(sample(i));
            }
            String version = "1.0." + i;
            State state = system.admin()
                    .install(PluginHome.upload(
                            "one.jar", PluginHome.agent("one", version, "ok").bytes()))
                    .state();
            assertThat(state).as("update %d", i).isEqualTo(State.ACTIVE);
            if (i % 10 == 9) {
                assertThat(agents.ask()).containsExactly("one");
                assertThat(agents.versionOf("one")).contains(version);
            }
        }
        samples.add(sample(times));
        return samples;
    }

    private Sample sample(int updates) {
        await().atMost(WAIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            System.gc();
            system.loaders().look();
            return system.loaders().waiting() == 0;
        });
        long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        return new Sample(
                updates, metaspace, ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
