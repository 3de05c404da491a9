package io.portcullis.host.plugins;

import io.portcullis.host.server.PluginView;
import java.nio.file.Path;
import org.osgi.framework.Bundle;

/**
 * A plugin that was installed, however that came out.
 *
 * @param jar its verified bytes
 * @param source the file that they came from
 * @param bundle its bundle; null when it could not be installed
 * @param state ACTIVE or QUARANTINED
 * @param reason why it is not active, or a note
 */
record Deployment(PluginJar jar, Path source, Bundle bundle, PluginView.State state, String reason) {
    PluginView view() {
        return new PluginView(
                jar.name(), jar.version().toString(), jar.kinds(), state, reason, jar.fileName(), jar.signer());
    }

    Deployment noting(String note) {
        return new Deployment(jar, source, bundle, state, note);
    }

    boolean isActive() {
        return state == PluginView.State.ACTIVE;
    }
}
