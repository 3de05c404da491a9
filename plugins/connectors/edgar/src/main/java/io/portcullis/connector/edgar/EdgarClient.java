package io.portcullis.connector.edgar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a server politely: not too fast, again when it is busy, never for ever. One thread at a time. */
final class EdgarClient {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final long WAIT_MILLIS_MAX = 60_000;

    private final EdgarSettings settings;
    private final Pause pause;
    private final HttpClient http;
    private long nextNanos = System.nanoTime();

    /** Waits; a test may look on instead. */
    interface Pause {
        /** So long, or until interrupted. */
        void millis(long millis) throws InterruptedException;
    }

    /** An answer that no further attempt will better. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    EdgarClient(EdgarSettings settings, Pause pause) {
        this.settings = settings;
        this.pause = pause;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(settings.timeoutMillis()))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The content of an address.
     *
     * @return null when there is none (404)
     * @throws IOException after the last attempt, with the address and what went wrong
     */
    byte[] get(String address) throws IOException, InterruptedException {
        IOException last = null;
        long wait = settings.backoffMillis();
        for (int attempt = 0; attempt <= settings.retries(); attempt++) {
            if (attempt > 0) {
                pause.millis(wait);
            }
            keepPace();
            try {
                HttpResponse<byte[]> answer = ask(address);
                if (answer.statusCode() == OK) {
                    return answer.body();
                }
                if (answer.statusCode() == NOT_FOUND) {
                    return null;
                }
                last = new IOException(address + " answered " + answer.statusCode());
                if (answer.statusCode() != TOO_MANY && answer.statusCode() < SERVER_ERROR) {
                    throw new RefusedException(last.getMessage());
                }
                wait = Math.max(wait * (attempt > 0 ? 2 : 1), retryAfterMillis(answer));
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                last = e;
                wait *= attempt > 0 ? 2 : 1;
            }
            wait = Math.min(wait, WAIT_MILLIS_MAX);
        }
        throw new IOException(
                address + " could not be had in " + (settings.retries() + 1) + " attempts: "
                        + (last == null ? "" : last.getMessage()),
                last);
    }

    private void keepPace() throws InterruptedException {
        long now = System.nanoTime();
        if (nextNanos > now) {
            pause.millis(TimeUnit.NANOSECONDS.toMillis(nextNanos - now) + 1);
        }
        nextNanos = Math.max(now, nextNanos) + TimeUnit.SECONDS.toNanos(1) / settings.requestsPerSecond();
    }

    /** The timeout of a request ends with its headers; this one ends with the body. */
    private HttpResponse<byte[]> ask(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("User-Agent", settings.userAgent())
                .header("Accept", "application/json, application/xml, text/xml")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, info -> new Limited(address, settings.bodyBytesMax()));
        try {
            return answer.get(settings.timeoutMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(address + " took longer than " + settings.timeoutMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw ofCause(address, e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static IOException ofCause(String address, Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof RefusedException refused) {
                return refused;
            }
        }
        return new IOException(address + " failed: " + cause.getMessage(), cause);
    }

    /** Seconds, or a date; 0 when the server says neither. */
    private static long retryAfterMillis(HttpResponse<?> answer) {
        String text = answer.headers().firstValue("Retry-After").orElse("0").strip();
        try {
            return text.matches("\\d{1,9}")
                    ? TimeUnit.SECONDS.toMillis(Long.parseLong(text))
                    : Math.max(
                            0,
                            Duration.between(
                                            Instant.now(),
                                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                                    .toMillis());
        } catch (DateTimeException e) {
            return 0;
        }
    }

    /** Collects a body that may not be larger than a limit. */
    private static final class Limited implements HttpResponse.BodySubscriber<byte[]> {
        private final String address;
        private final int bytesMax;
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.Subscription subscription;

        Limited(String address, int bytesMax) {
            this.address = address;
            this.bytesMax = bytesMax;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.writeBytes(part);
            }
            if (bytes.size() > bytesMax) {
                subscription.cancel();
                whole.completeExceptionally(
                        new RefusedException(address + " has more than " + bytesMax + " bytes (body.bytes.max)"));
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toByteArray());
        }
    }
}
