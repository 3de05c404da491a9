package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.testkit.Frames;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real Redis: the contract, and a server that is frozen, dead and started again. */
class RedisFeatureStoreTest extends FeatureStoreContract {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RealRedis redis;

    @BeforeAll
    static void startRedis() throws IOException {
        redis = new RealRedis();
    }

    @AfterAll
    static void stopRedis() throws IOException {
        redis.close();
    }

    @Override
    FeatureStore open(Retention retention) {
        redis.flush();
        return new RedisFeatureStore(redis.access(PATIENCE), retention);
    }

    @Test
    void shouldFindWhatAnotherProcessPut() {
        FeatureStore one = open(Retention.unlimited(3));
        one.put(Frames.of("close").row("AAA", "none", 10).at(50));
        one.close();
        try (FeatureStore other = new RedisFeatureStore(redis.access(PATIENCE), Retention.unlimited(3))) {
            assertThat(other.read(AAA, "close", 60)).isEqualTo(new FeatureReading(10, 50, false));
        }
    }

    @Test
    void shouldForgetInRedisWhatNobodyWritesAnyMore() {
        FeatureStore store = open(new Retention(3, 1_000_000L, 3_000_000_000L));
        store.put(Frames.of("close").row("AAA", "none", 10).at(50));
        assertThat(store.asOf(AAA, "close", 60)).isEqualTo(10);
        Awaitility.await().atMost(PATIENCE).until(() -> Double.isNaN(store.asOf(AAA, "close", 60)));
        store.close();
    }

    @Test
    void shouldSayInTimeThatTheServerDoesNotAnswer() throws IOException {
        redis.flush();
        Duration timeout = Duration.ofMillis(500);
        try (FeatureStore store = new RedisFeatureStore(redis.access(timeout), Retention.unlimited(3))) {
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                store.put(Frames.of("close").row("AAA", "none", 10).at(50));
                return true;
            });
            redis.freeze(Duration.ofMillis(4000));
            long started = System.nanoTime();
            assertThatThrownBy(() -> store.asOf(AAA, "close", 60))
                    .isInstanceOf(FeatureStoreException.class)
                    .hasMessageContaining("Redis at 127.0.0.1:");
            assertThatThrownBy(() ->
                            store.put(Frames.of("close").row("AAA", "none", 11).at(60)))
                    .isInstanceOf(FeatureStoreException.class);
            assertThat(System.nanoTime() - started)
                    .isLessThan(Duration.ofMillis(3500).toNanos());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(store.asOf(AAA, "close", 55)).isEqualTo(10));
        }
    }

    @Test
    void shouldComeBackByItselfAfterTheServerWasGone() throws IOException {
        redis.flush();
        Duration timeout = Duration.ofSeconds(2);
        try (FeatureStore store = new RedisFeatureStore(redis.access(timeout), Retention.unlimited(3))) {
            store.put(Frames.of("close").row("AAA", "none", 10).at(50));
            redis.stop();
            assertThatThrownBy(() ->
                            store.put(Frames.of("close").row("AAA", "none", 11).at(60)))
                    .isInstanceOf(FeatureStoreException.class);
            redis.start();
            // a restarted server has neither data nor script
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                store.put(Frames.of("close").row("AAA", "none", 12).at(70));
                assertThat(store.asOf(AAA, "close", 70)).isEqualTo(12);
            });
            assertThat(store.asOf(AAA, "close", 60)).isNaN();
        }
    }

    @Test
    void shouldSayWhereItLookedWhenNobodyIsThere() throws IOException {
        RedisAccess nobody = new RedisAccess("127.0.0.1", 1, "", "secret", false, null, Duration.ofMillis(300));
        try (FeatureStore store = new RedisFeatureStore(nobody, Retention.unlimited(3))) {
            assertThatThrownBy(() -> store.asOf(AAA, "close", 60))
                    .isInstanceOf(FeatureStoreException.class)
                    .hasMessageContaining("127.0.0.1:1")
                    .hasMessageNotContaining("secret");
        }
    }
}
