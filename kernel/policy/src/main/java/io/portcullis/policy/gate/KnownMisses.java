package io.portcullis.policy.gate;

import java.net.URL;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class path as the Java compiler below the rule engine asks for it, which for each name in each generated class asks whether it
 * could be a class in this package or in that one. What is not there now will not be there later either, and is looked for in all
 * jars once only. Any thread.
 */
final class KnownMisses extends ClassLoader {
    /** Names are a hundred bytes long, and each version of a rule brings new ones. */
    private static final int MISSES_MAX = 50_000;

    private final Set<String> misses = ConcurrentHashMap.newKeySet();

    KnownMisses(ClassLoader parent) {
        super("rule-compiler", parent);
    }

    @Override
    public URL getResource(String name) {
        if (misses.contains(name)) {
            return null;
        }
        URL found = super.getResource(name);
        if (found == null) {
            if (misses.size() >= MISSES_MAX) {
                misses.clear();
            }
            misses.add(name);
        }
        return found;
    }
}
