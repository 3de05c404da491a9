package io.portcullis.host.live;

import io.portcullis.host.server.HeartbeatAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.gate.Scope;
import io.portcullis.transport.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Signs of life that clients promised. Whoever promises one and does not keep it has its scope killed, latched like every kill; the
 * promise is over then. Promises are kept in a file, so that a client that dies while the server restarts is missed all the same.
 * Thread-safe.
 */
final class Heartbeats {
    private static final int PROMISES_MAX = 1_000;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String FIELD_END = "\t";

    private final Path file;
    private final LongSupplier nanoTime;
    private final BiConsumer<Scope, String> kill;
    private final Map<Key, Promise> promises = new TreeMap<>();
    private long lookedNanos;

    private record Key(String by, Scope scope) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byName = by.compareTo(other.by);
            return byName != 0 ? byName : scope.compareTo(other.scope);
        }
    }

    /** What was promised, and when it was kept last. */
    private static final class Promise {
        private final int seconds;
        private long beatNanos;

        Promise(int seconds, long beatNanos) {
            this.seconds = seconds;
            this.beatNanos = beatNanos;
        }
    }

    /**
     * Takes up what was promised to an earlier process; each has its whole time from now.
     *
     * @param kill told the scope and why; on the thread that looks
     */
    Heartbeats(Path file, LongSupplier nanoTime, BiConsumer<Scope, String> kill) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.kill = kill;
        this.lookedNanos = nanoTime.getAsLong();
        read();
    }

    /**
     * A sign of life, and the promise of the next one.
     *
     * @param by who
     * @param scope what is killed when it does not come
     * @param seconds within which it comes; 0 takes the promise back
     */
    synchronized HeartbeatAnswer beat(String by, Scope scope, int seconds) {
        Key key = new Key(by, scope);
        Promise known = promises.get(key);
        if (seconds == 0) {
            if (promises.remove(key) != null) {
                write();
            }
        } else if (known != null && known.seconds == seconds) {
            known.beatNanos = nanoTime.getAsLong();
        } else {
            if (known == null && promises.size() >= PROMISES_MAX) {
                throw new ServerRefusal(
                        ServerRefusal.Kind.BUSY, PROMISES_MAX + " heartbeats are promised already, which is the most");
            }
            promises.put(key, new Promise(seconds, nanoTime.getAsLong()));
            write();
        }
        return new HeartbeatAnswer(scope.toString(), seconds);
    }

    /** Looks who is late. A process that stood still itself missed everybody's signs, so what it stood still does not count. */
    void look() {
        for (Map.Entry<Key, Promise> late : late()) {
            Key key = late.getKey();
            kill.accept(
                    key.scope(), "no heartbeat of " + key.by() + " for more than " + late.getValue().seconds + " s");
        }
    }

    private synchronized List<Map.Entry<Key, Promise>> late() {
        long now = nanoTime.getAsLong();
        long pause = Math.max(0, now - lookedNanos - PAUSE_NANOS);
        lookedNanos = now;
        List<Map.Entry<Key, Promise>> late = new ArrayList<>();
        for (Iterator<Map.Entry<Key, Promise>> each = promises.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Key, Promise> entry = each.next();
            Promise promise = entry.getValue();
            promise.beatNanos += pause;
            if (now - promise.beatNanos > TimeUnit.SECONDS.toNanos(promise.seconds)) {
                late.add(Map.entry(entry.getKey(), promise));
                each.remove();
            }
        }
        if (!late.isEmpty()) {
            write();
        }
        return late;
    }

    /** Promises that hold now. */
    synchronized int count() {
        return promises.size();
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            Files.readAllLines(file).forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: it says whose signs of life are missed", e);
        }
    }

    private void read(String line) {
        String[] fields = line.split(FIELD_END);
        try {
            Key key = new Key(fields[0], Scope.parse(fields[1]));
            promises.put(key, new Promise(Integer.parseInt(fields[2]), lookedNanos));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    file + ": a line must be who, scope and seconds with tabs between, got '" + line
                            + "'; mend it, or delete the file, and nobody's silence is missed until he promises again",
                    e);
        }
    }

    private void write() {
        List<String> lines = new ArrayList<>();
        promises.forEach((key, promise) ->
                lines.add(String.join(FIELD_END, key.by(), key.scope().toString(), promise.seconds + "\n")));
        try {
            AtomicFile.write(file, String.join("", lines).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: the promise would not survive a restart", e);
        }
    }
}
