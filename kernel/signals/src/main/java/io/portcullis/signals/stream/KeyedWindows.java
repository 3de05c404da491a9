package io.portcullis.signals.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A {@link WindowedFold} per key, on as many threads as wanted. With more than one, elements are kept until the watermark moves; then
 * each thread works off the keys that are its own. Everything is given out on the caller's thread when the watermark moves, by window
 * and key. So neither the number of threads nor the order of arrival shows in the result. A key without open windows costs nothing.
 *
 * <p>One caller at a time.
 *
 * @param <K> keys; the hash decides the thread
 * @param <T> elements
 * @param <A> what they are folded into
 */
public final class KeyedWindows<K extends Comparable<K>, T, A> implements AutoCloseable {
    private final List<Shard> shards = new ArrayList<>();
    private final Supplier<WindowedFold<T, A>> perKey;
    private final Comparator<Result<K, A>> order;
    private final ExecutorService threads;
    private long watermark = Long.MIN_VALUE;
    private Consumer<Keyed<K, Timed<T>>> lateOutput = late -> {};

    /** Something of a key. */
    public record Keyed<K, V>(K key, V value) {}

    /** A window's result of one key. */
    public record Result<K, A>(K key, WindowedFold.Firing<A> firing) {}

    /**
     * Windows by key.
     *
     * @param perKey a fresh fold, for each key that comes
     * @param threadCount at least 1; with 1 everything happens on the caller's thread
     */
    public KeyedWindows(Supplier<WindowedFold<T, A>> perKey, int threadCount) {
        if (threadCount < 1) {
            throw new IllegalArgumentException("windows need at least one thread, got " + threadCount);
        }
        this.perKey = perKey;
        this.order = Comparator.<Result<K, A>>comparingLong(
                        result -> result.firing().window().last())
                .thenComparing(result -> result.firing().window())
                .thenComparing(Result::key)
                .thenComparing(result -> result.firing().version());
        for (int i = 0; i < threadCount; i++) {
            shards.add(new Shard());
        }
        threads = threadCount == 1 ? null : Executors.newFixedThreadPool(threadCount, KeyedWindows::thread);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "portcullis-windows");
        thread.setDaemon(true);
        return thread;
    }

    /** Where elements go that came too late. */
    public KeyedWindows<K, T, A> lateTo(Consumer<Keyed<K, Timed<T>>> output) {
        lateOutput = output;
        return this;
    }

    /** Takes an element in; what it comes to is given out when the watermark moves next. */
    public void add(K key, long timeNanos, T element) {
        if (threads == null) {
            shards.get(0).add(key, timeNanos, element, watermark);
        } else {
            shards.get(Math.floorMod(key.hashCode(), shards.size()))
                    .inbox
                    .add(new Keyed<>(key, new Timed<>(timeNanos, element)));
        }
    }

    /** Everything up to this event time has been seen. */
    public void advanceTo(long newWatermark, Consumer<Result<K, A>> out) {
        long before = watermark;
        watermark = Math.max(watermark, newWatermark);
        everyShard(shard -> shard.work(before, watermark));
        List<Result<K, A>> results = new ArrayList<>();
        for (Shard shard : shards) {
            shard.tooLate.forEach(lateOutput);
            shard.tooLate.clear();
            results.addAll(shard.results);
            shard.results.clear();
        }
        results.sort(order);
        results.forEach(out);
    }

    private void everyShard(Consumer<Shard> work) {
        if (threads == null) {
            shards.forEach(work);
            return;
        }
        List<CompletableFuture<Void>> all = shards.stream()
                .map(shard -> CompletableFuture.runAsync(() -> work.accept(shard), threads))
                .toList();
        try {
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a window could not be folded: " + e.getCause(), e.getCause());
        }
    }

    /** How many elements came too late. */
    public long lateCount() {
        return shards.stream().mapToLong(shard -> shard.lateCount).sum();
    }

    /** How many keys have open windows. */
    public int openKeys() {
        return shards.stream().mapToInt(shard -> shard.folds.size()).sum();
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    /** The keys of one thread. Touched by the caller between two moves of the watermark, by its thread during one. */
    private final class Shard {
        private final List<Keyed<K, Timed<T>>> inbox = new ArrayList<>();
        private final List<Result<K, A>> results = new ArrayList<>();
        private final List<Keyed<K, Timed<T>>> tooLate = new ArrayList<>();
        private final Map<K, WindowedFold<T, A>> folds = new TreeMap<>();
        private long lateCount;

        void add(K key, long timeNanos, T element, long reached) {
            fold(key, reached).add(timeNanos, element, firing -> result(key, firing));
        }

        void work(long before, long after) {
            inbox.forEach(each ->
                    add(each.key(), each.value().timeNanos(), each.value().element(), before));
            inbox.clear();
            folds.forEach((key, fold) -> fold.advanceTo(after, firing -> result(key, firing)));
            folds.values().removeIf(fold -> fold.openWindows() == 0);
        }

        private WindowedFold<T, A> fold(K key, long reached) {
            return folds.computeIfAbsent(key, k -> {
                WindowedFold<T, A> fresh = perKey.get().lateTo(late -> {
                    lateCount++;
                    tooLate.add(new Keyed<>(k, late));
                });
                fresh.advanceTo(reached, none -> {});
                return fresh;
            });
        }

        private void result(K key, WindowedFold.Firing<A> firing) {
            results.add(new Result<>(key, firing));
        }
    }
}
