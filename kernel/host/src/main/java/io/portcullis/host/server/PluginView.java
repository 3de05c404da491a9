package io.portcullis.host.server;

import java.util.List;

/**
 * One plugin as people see it.
 *
 * @param name its symbolic name; for a file that could not be read, the file's name
 * @param version its version; empty when it could not be read
 * @param kinds what it offers: agent, venue, connector
 * @param state whether it works
 * @param reason why it does not, or a note; empty when there is nothing to say
 * @param file the jar's file name
 * @param signer id of the key that it is signed with, or {@code unsigned}; empty when that was not found out
 * @param loadersHeld class loaders of its former versions that somebody still holds; 0 when nothing leaks
 */
public record PluginView(
        String name,
        String version,
        List<String> kinds,
        State state,
        String reason,
        String file,
        String signer,
        int loadersHeld) {
    /** Copies the kinds. */
    public PluginView {
        kinds = List.copyOf(kinds);
    }

    /** One that leaks nothing. */
    public PluginView(
            String name, String version, List<String> kinds, State state, String reason, String file, String signer) {
        this(name, version, kinds, state, reason, file, signer, 0);
    }

    /** The same, with the versions of it whose class loaders are still held. */
    public PluginView holding(List<String> versions) {
        if (versions.isEmpty()) {
            return this;
        }
        String note = "class loaders of former versions are still held: " + String.join(", ", versions);
        return new PluginView(
                name,
                version,
                kinds,
                state,
                reason.isEmpty() ? note : reason + "; " + note,
                file,
                signer,
                versions.size());
    }

    /** Whether a plugin works. */
    public enum State {
        /** Installed and working. */
        ACTIVE,
        /** It was started and threw, hung or lacked something; it is out, and nothing else is. */
        QUARANTINED,
        /** It was not even installed: the file is not a sound plugin. */
        REFUSED
    }
}
