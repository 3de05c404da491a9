package io.portcullis.signals.feature;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keeps the last so many values of each feature in Redis, one sorted set each, where other processes can read them too. Every
 * call ends within the timeout, with an answer or a {@link FeatureStoreException}: nothing is queued for a server that is not
 * there. The connection comes back by itself. Thread-safe.
 *
 * <p>A member is the time, written so that its bytes sort as times do, and the exact bits of the value; a score would be a
 * double, and lose the last digits of a nanosecond. Redis itself forgets what is not written any more after the time to live.
 */
public final class RedisFeatureStore implements FeatureStore {
    private static final String PREFIX = "portcullis:feature:";
    private static final String MARK = PREFIX + "mark";
    private static final String DROPPED = "-";
    private static final HexFormat HEX = HexFormat.of();
    private static final int HEX_DIGITS = 16;
    private static final Duration RECONNECT_MAX = Duration.ofSeconds(1);

    private final RedisAccess access;
    private final Retention retention;
    private final ClientResources resources;
    private final RedisClient client;
    private final String script;
    private StatefulRedisConnection<String, String> connection;
    private String scriptHash;

    /** A store that connects when it is asked first. */
    public RedisFeatureStore(RedisAccess access, Retention retention) {
        this.access = access;
        this.retention = retention;
        this.script = script();
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.exponential(Duration.ofMillis(50), RECONNECT_MAX, 2, TimeUnit.MILLISECONDS))
                .build();
        this.client = RedisClient.create(resources, uri(access));
        client.setOptions(options(access));
    }

    private static RedisURI uri(RedisAccess access) {
        RedisURI.Builder uri = RedisURI.builder()
                .withHost(access.host())
                .withPort(access.port())
                .withTimeout(access.timeout());
        if (access.encrypted()) {
            uri.withSsl(true).withVerifyPeer(SslVerifyMode.FULL);
        }
        if (!access.password().isEmpty() && access.user().isEmpty()) {
            uri.withPassword(access.password().toCharArray());
        } else if (!access.password().isEmpty()) {
            uri.withAuthentication(access.user(), access.password().toCharArray());
        }
        return uri.build();
    }

    private static ClientOptions options(RedisAccess access) {
        ClientOptions.Builder options = ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(access.timeout()).build())
                .timeoutOptions(TimeoutOptions.enabled(access.timeout()));
        if (access.authorities() != null) {
            options.sslOptions(SslOptions.builder()
                    .jdkSslProvider()
                    .trustManager(access.authorities().toFile())
                    .build());
        }
        return options.build();
    }

    private static String script() {
        try (InputStream in = RedisFeatureStore.class.getResourceAsStream("put.lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("put.lua is not beside its class", e);
        }
    }

    private synchronized StatefulRedisConnection<String, String> connection() {
        if (connection == null) {
            connection = client.connect();
        }
        return connection;
    }

    private synchronized String scriptHash(boolean loadAgain) {
        if (scriptHash == null || loadAgain) {
            scriptHash = connection().sync().scriptLoad(script);
        }
        return scriptHash;
    }

    @Override
    public void put(FeatureFrame frame) {
        ask(() -> {
            try {
                putRows(frame, scriptHash(false));
            } catch (RedisCommandExecutionException e) {
                if (!String.valueOf(e.getMessage()).startsWith("NOSCRIPT")) {
                    throw e;
                }
                // a restarted server knows no scripts; what was written before it said so is written once more
                putRows(frame, scriptHash(true));
            }
            return null;
        });
    }

    /** The driver also throws what is no RedisException, when a connection breaks at the wrong moment: all of it means the same. */
    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw new FeatureStoreException(access + " does not answer: " + e.getMessage(), e);
        }
    }

    private void putRows(FeatureFrame frame, String hash) {
        String time = digits(frame.timeNanos());
        String timeToLive = retention.ttlNanos() == Long.MAX_VALUE
                ? "0"
                : Long.toString(Math.max(1, TimeUnit.NANOSECONDS.toMillis(retention.ttlNanos())));
        List<RedisFuture<Long>> answers = new ArrayList<>();
        for (FeatureVector row : frame.rows()) {
            String[] keys = frame.names().stream()
                    .map(name -> key(row.instrument(), name))
                    .toArray(String[]::new);
            String[] arguments = new String[4 + keys.length];
            arguments[0] = time + ':';
            arguments[1] = time + ';';
            arguments[2] = Integer.toString(retention.versions());
            arguments[3] = timeToLive;
            for (int i = 0; i < keys.length; i++) {
                arguments[4 + i] = time + ':' + HEX.toHexDigits(Double.doubleToRawLongBits(row.values()[i]));
            }
            answers.add(connection().async().evalsha(hash, ScriptOutputType.INTEGER, keys, arguments));
        }
        await(answers);
    }

    private void await(List<RedisFuture<Long>> answers) {
        long deadline = System.nanoTime() + access.timeout().toNanos();
        try {
            for (RedisFuture<Long> answer : answers) {
                answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RedisException redis ? redis : new RedisException(e.getCause());
        } catch (TimeoutException e) {
            throw new RedisException("no answer within " + access.timeout().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisException("interrupted while waiting", e);
        }
    }

    @Override
    public FeatureReading read(InstrumentId instrument, String feature, long timeNanos) {
        Range<String> upToTime =
                Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(digits(timeNanos) + ';'));
        List<String> latest =
                ask(() -> connection().sync().zrevrangebylex(key(instrument, feature), upToTime, Limit.from(1)));
        if (latest.isEmpty()) {
            return FeatureReading.NONE;
        }
        String member = latest.get(0);
        if (member.equals(DROPPED)) {
            throw new IllegalStateException(feature + " of " + instrument + " is not kept back to " + timeNanos + " by "
                    + access + "; raise the number of versions");
        }
        long known = HexFormat.fromHexDigitsToLong(member, 0, HEX_DIGITS) ^ Long.MIN_VALUE;
        long bits = HexFormat.fromHexDigitsToLong(member, HEX_DIGITS + 1, member.length());
        return retention.reading(Double.longBitsToDouble(bits), known, timeNanos);
    }

    /** True when the server still has what {@link #mark} left: false after it was flushed, or restarted without its data. */
    boolean isMarked() {
        return ask(() -> connection().sync().get(MARK)) != null;
    }

    /** Leaves a mark that goes where the data go. */
    void mark() {
        ask(() -> connection().sync().set(MARK, "1"));
    }

    /** The braces keep all features of an instrument on one node of a Redis Cluster. */
    private static String key(InstrumentId instrument, String feature) {
        return PREFIX + '{' + instrument.value() + "}:" + feature;
    }

    /** Sixteen digits that sort as the time does, also before 1970. */
    private static String digits(long timeNanos) {
        return HEX.toHexDigits(timeNanos ^ Long.MIN_VALUE);
    }

    @Override
    public String toString() {
        return access.toString();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, access.timeout());
        resources.shutdown(0, access.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
