package io.portcullis.host.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The threads that work for a plugin, and those that the plugin starts itself: a thread is born into the group of the one that
 * starts it, so a group for each plugin's name tells whose it is. Thread-safe.
 */
final class PluginThreads {
    private static final int THREADS_MAX = 1_024;

    private final Map<String, ThreadGroup> groups = new ConcurrentHashMap<>();

    /** Starts a daemon thread that works for a plugin. */
    Thread start(String plugin, String task, Runnable work) {
        Thread thread = new Thread(group(plugin), work, task + "-" + plugin);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private ThreadGroup group(String plugin) {
        return groups.computeIfAbsent(plugin, name -> new ThreadGroup("plugin-" + name));
    }

    /** How many run now, ours included. */
    int running(String plugin) {
        return alive(plugin).size();
    }

    /** Those that run now. */
    List<Thread> alive(String plugin) {
        ThreadGroup group = groups.get(plugin);
        if (group == null) {
            return List.of();
        }
        Thread[] threads = new Thread[THREADS_MAX];
        int count = group.enumerate(threads);
        List<Thread> alive = new ArrayList<>(Arrays.asList(threads).subList(0, count));
        alive.removeIf(thread -> !thread.isAlive());
        return alive;
    }
}
