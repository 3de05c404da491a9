package io.portcullis.signals.feature;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Consumer;
import redis.embedded.RedisServer;

/** A real Redis on a port of its own, without anything on disk; it can be stopped, started again empty, and frozen. */
final class RealRedis implements AutoCloseable {
    private final int port;
    private RedisServer server;

    RealRedis() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        start();
    }

    void start() throws IOException {
        server = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        server.start();
    }

    void stop() throws IOException {
        server.stop();
    }

    void flush() {
        ask(connection -> connection.sync().flushall());
    }

    /** The server answers nobody for so long. */
    void freeze(Duration time) {
        ask(connection -> connection
                .async()
                .dispatch(
                        CommandType.DEBUG,
                        new StatusOutput<>(StringCodec.UTF8),
                        new CommandArgs<>(StringCodec.UTF8).add("SLEEP").add(time.toMillis() / 1000.0)));
    }

    private void ask(Consumer<StatefulRedisConnection<String, String>> question) {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            question.accept(connection);
            connection.flushCommands();
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    RedisAccess access(Duration timeout) {
        return RedisAccess.local(port, timeout);
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
