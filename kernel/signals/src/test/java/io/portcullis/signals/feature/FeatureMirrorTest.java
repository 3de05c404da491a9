package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.testkit.Frames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memory in front of a real Redis that is frozen, dead, restarted and flushed. */
class FeatureMirrorTest {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final Retention KEEP = Retention.unlimited(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private RealRedis redis;
    private FeatureMirror mirror;
    private FeatureStore onlooker;

    @BeforeEach
    void start() throws IOException {
        redis = new RealRedis();
        mirror = mirror();
        onlooker = new RedisFeatureStore(redis.access(Duration.ofSeconds(5)), KEEP);
    }

    @AfterEach
    void stop() throws IOException {
        mirror.close();
        onlooker.close();
        redis.close();
    }

    private FeatureMirror mirror() {
        return new FeatureMirror(
                new MemoryFeatureStore(KEEP),
                new RedisFeatureStore(redis.access(Duration.ofSeconds(1)), KEEP),
                said::add);
    }

    private static FeatureFrame frame(long time) {
        return Frames.of("close").row("AAA", "none", time * 1.5).at(time);
    }

    private void awaitInRedis(long time) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(onlooker.read(AAA, "close", time))
                        .isEqualTo(new FeatureReading(time * 1.5, time, false)));
    }

    @Test
    void shouldShowOthersWhatWasPutAndANewProcessWhatTheLastOneLeft() {
        mirror.put(frame(1));
        mirror.put(frame(2));
        assertThat(mirror.asOf(AAA, "close", 1)).isEqualTo(1.5);
        awaitInRedis(1);
        awaitInRedis(2);
        mirror.close();
        mirror = mirror();
        assertThat(mirror.read(AAA, "close", 5)).isEqualTo(new FeatureReading(3, 2, false));
        assertThat(mirror.read(AAA, "close", 0)).isEqualTo(FeatureReading.NONE);
    }

    @Test
    void shouldNotHoldUpWhoPutsWhileRedisIsFrozen() {
        mirror.put(frame(1));
        awaitInRedis(1);
        redis.freeze(Duration.ofSeconds(3));
        long started = System.nanoTime();
        for (long time = 2; time <= 100; time++) {
            mirror.put(frame(time));
            assertThat(mirror.asOf(AAA, "close", time)).isEqualTo(time * 1.5);
        }
        assertThat(System.nanoTime() - started)
                .as("a hundred frames while Redis answers nobody")
                .isLessThan(Duration.ofMillis(2500).toNanos());
        assertThat(mirror.waitingCount()).isLessThanOrEqualTo(64);
        awaitInRedis(100);
        assertThat(mirror.dropped()).as("more than wait at most").isPositive();
        awaitInRedis(20);
    }

    @Test
    void shouldWriteEverythingAgainAfterRedisCameBackEmpty() throws IOException {
        mirror.put(frame(1));
        awaitInRedis(1);
        redis.stop();
        mirror.put(frame(2));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mirror.problem()).contains("Redis at 127.0.0.1:"));
        assertThat(mirror.asOf(AAA, "close", 2)).isEqualTo(3);
        assertThat(mirror.asOf(InstrumentId.of("BBB"), "close", 2)).isNaN();
        redis.start();
        awaitInRedis(2);
        awaitInRedis(1);
        Awaitility.await().atMost(PATIENCE).until(() -> mirror.problem().isEmpty());
        assertThat(said.get(0)).contains("does not answer");
        assertThat(said.get(said.size() - 1)).isEmpty();
    }

    @Test
    void shouldHealARedisThatWasFlushed() {
        mirror.put(frame(1));
        awaitInRedis(1);
        redis.flush();
        assertThat(onlooker.asOf(AAA, "close", 1)).isNaN();
        mirror.put(frame(2));
        awaitInRedis(2);
        awaitInRedis(1);
        assertThat(said).as("a flush is no outage").isEmpty();
    }
}
