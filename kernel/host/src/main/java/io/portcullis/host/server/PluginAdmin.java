package io.portcullis.host.server;

import java.util.List;

/** What people do with plugins. Thread-safe. */
public interface PluginAdmin {
    /** All plugins and all files that were refused, sorted by name. */
    List<PluginView> list();

    /** How many class loaders of versions that were taken out are still held by somebody; 0 when nothing leaks. */
    default int loadersHeld() {
        return 0;
    }

    /**
     * Installs or replaces a plugin; the former version goes on when the new one does not start.
     *
     * @return how it came out: ACTIVE, or QUARANTINED with the reason
     * @throws ServerRefusal INVALID, naming what is wrong with the file or its signature
     */
    PluginView install(PluginUpload upload);

    /**
     * Takes a plugin out for good.
     *
     * @throws ServerRefusal NOT_FOUND when there is none of that name
     */
    void remove(String name);
}
