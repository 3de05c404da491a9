package io.portcullis.host.plugins;

import org.osgi.framework.Bundle;

/**
 * A service that a plugin offers.
 *
 * @param bundle the plugin's bundle
 * @param kind which of our interfaces
 * @param key its identifier among those of its kind, as text
 * @param service the object
 */
record Offer(Bundle bundle, Kind kind, String key, Object service) {
    /** Our interfaces. */
    enum Kind {
        AGENT,
        VENUE,
        VENUE_PROCESS,
        CONNECTOR
    }

    String place() {
        return kind + " " + key;
    }
}
