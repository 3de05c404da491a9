package io.portcullis.connector.edgar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on the loopback that answers as it was told, address by address, and remembers who asked for what. */
final class StubServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, Deque<Answer>> answers = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> agents = Collections.synchronizedList(new ArrayList<>());

    /** Writes an answer. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    StubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** One more answer to an address, after those told before; the last is repeated. */
    StubServer on(String path, Answer answer) {
        answers.computeIfAbsent(path, p -> new ArrayDeque<>()).add(answer);
        return this;
    }

    StubServer on(String path, String body) {
        return on(path, exchange -> send(exchange, 200, body));
    }

    StubServer on(String path, int status) {
        return on(path, exchange -> send(exchange, status, ""));
    }

    /** 429, and when to come again. */
    StubServer busy(String path, String retryAfter) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            send(exchange, 429, "");
        });
    }

    /** Headers at once, then one byte, then nothing until the test is over. */
    StubServer slow(String path) {
        return on(path, exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        agents.add(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
        Deque<Answer> told = answers.get(path);
        if (told == null) {
            send(exchange, 404, "");
        } else {
            (told.size() > 1 ? told.poll() : told.peek()).to(exchange);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    List<String> agents() {
        return List.copyOf(agents);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
