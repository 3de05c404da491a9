package io.portcullis.host.logs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which request an order's key came with, from the moment at which it is asked for until its first line is written. The log itself
 * carries the key only: an identifier of a caller must not change what is decided or replayed. Thread-safe and bounded: the oldest
 * goes first, and its order is then found by its key.
 */
public final class Correlations {
    private static final int KEPT_MAX = 16_384;

    private final Map<String, String> byKey = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /** An order with this key is about to be asked for by this request; null when nobody knows by which. */
    public void expect(String key, String correlation) {
        if (correlation != null) {
            synchronized (byKey) {
                byKey.putIfAbsent(key, correlation);
            }
        }
    }

    /** The request's identifier, once; the key itself when no request is known. */
    public String take(String key) {
        synchronized (byKey) {
            String correlation = byKey.remove(key);
            return correlation == null ? key : correlation;
        }
    }
}
