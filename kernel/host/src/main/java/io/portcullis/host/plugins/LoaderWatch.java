package io.portcullis.host.plugins;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that the classes of a plugin that was replaced or taken out leave the memory. Nobody forces a collection for it: a class
 * loader counts as held once it has outlived several canaries that were set free after it. Thread-safe.
 */
final class LoaderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LoaderWatch.class);

    /** One that a collector meets while somebody still finishes a call is no leak; one that it meets so often is. */
    static final int CANARIES_MAX = 3;

    private final List<Dropped> waiting = new ArrayList<>();
    private long collected;

    /** A class loader that ought to go. */
    private static final class Dropped {
        private final String plugin;
        private final String version;
        private final WeakReference<ClassLoader> loader;
        private final List<WeakReference<Thread>> threads;
        private final long sinceNanos = System.nanoTime();
        private WeakReference<ClassLoader> canary = LoaderCanary.release();
        private int outlived;

        Dropped(String plugin, String version, ClassLoader loader, List<Thread> threads) {
            this.plugin = plugin;
            this.version = version;
            this.loader = new WeakReference<>(loader);
            this.threads = threads.stream().map(WeakReference::new).toList();
        }

        boolean isHeld() {
            return outlived >= CANARIES_MAX;
        }

        List<String> threadsThatRun() {
            return threads.stream()
                    .map(WeakReference::get)
                    .filter(thread -> thread != null && thread.isAlive())
                    .map(Thread::getName)
                    .sorted()
                    .toList();
        }
    }

    /**
     * A version of a plugin was taken out.
     *
     * @param loader its class loader; null when it never had one
     * @param threads those that worked for it
     */
    synchronized void dropped(String plugin, String version, ClassLoader loader, List<Thread> threads) {
        if (loader != null) {
            waiting.add(new Dropped(plugin, version, loader, threads));
        }
    }

    /** One look: forgets what was collected, and says what is held. */
    synchronized void look() {
        waiting.removeIf(this::isCollected);
        for (Dropped dropped : waiting) {
            if (!dropped.isHeld() && dropped.canary.get() == null) {
                dropped.outlived++;
                dropped.canary = dropped.isHeld() ? null : LoaderCanary.release();
                if (dropped.isHeld()) {
                    warn(dropped);
                }
            }
        }
    }

    private boolean isCollected(Dropped dropped) {
        if (dropped.loader.get() != null) {
            return false;
        }
        collected++;
        if (dropped.isHeld()) {
            LOG.info("plugin {} {}: its class loader is collected after all", dropped.plugin, dropped.version);
        }
        return true;
    }

    private static void warn(Dropped dropped) {
        List<String> threads = dropped.threadsThatRun();
        LOG.warn(
                "plugin {} {} was taken out {} s ago and its class loader is still held after {} collections: {}",
                dropped.plugin,
                dropped.version,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - dropped.sinceNanos),
                CANARIES_MAX,
                threads.isEmpty()
                        ? "somebody keeps one of its objects or classes"
                        : "of its threads there still run " + threads);
    }

    /** How many class loaders are held, of all plugins. */
    synchronized int held() {
        return (int) waiting.stream().filter(Dropped::isHeld).count();
    }

    /** How many class loaders of one plugin are held. */
    int held(String plugin) {
        return heldVersions(plugin).size();
    }

    /** The versions of a plugin whose class loaders are held, in the order in which they were taken out. */
    synchronized List<String> heldVersions(String plugin) {
        return waiting.stream()
                .filter(dropped -> dropped.isHeld() && dropped.plugin.equals(plugin))
                .map(dropped -> dropped.version)
                .toList();
    }

    /** How many are not collected yet, held or not. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** How many were collected so far. */
    synchronized long collected() {
        return collected;
    }
}
