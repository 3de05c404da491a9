package io.portcullis.host.plugins;

import io.portcullis.host.server.PluginView;
import java.nio.file.Path;
import org.osgi.framework.Bundle;

/**
 * A plugin that was installed, however that came out.
 *
 * @param jar its verified bytes
 * @param source the file that they came from
 * @param bundle its bundle; null when it could not be installed, or is gone
 * @param state ACTIVE or QUARANTINED
 * @param reason why it is not active, or a note
 */
record Deployment(PluginJar jar, Path source, Bundle bundle, PluginView.State state, String reason) {
    static Deployment quarantined(PluginJar jar, Path source, String reason) {
        return new Deployment(jar, source, null, PluginView.State.QUARANTINED, reason);
    }

    PluginView view() {
        return new PluginView(
                jar.name(), jar.version().toString(), jar.kinds(), state, reason, jar.fileName(), jar.signer());
    }

    Deployment noting(String note) {
        return new Deployment(jar, source, bundle, state, note);
    }

    /** The same, found wanting after it had started. */
    Deployment failing(String why) {
        return new Deployment(jar, source, bundle, PluginView.State.QUARANTINED, why);
    }

    /** What is left to show once its bundle is gone: whoever keeps a bundle keeps its classes. */
    Deployment gone() {
        return new Deployment(jar, source, null, state, reason);
    }

    boolean isActive() {
        return state == PluginView.State.ACTIVE;
    }

    /** For messages. */
    String label() {
        return "version " + jar.version() + " (" + jar.fileName() + ")";
    }
}
