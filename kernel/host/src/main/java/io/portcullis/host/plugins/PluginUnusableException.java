package io.portcullis.host.plugins;

/** Whoever was to use a plugin's service cannot: the plugin is taken out again, and its former version is put back. */
public final class PluginUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with it, on one line, for people. */
    public PluginUnusableException(String message) {
        super(message);
    }
}
