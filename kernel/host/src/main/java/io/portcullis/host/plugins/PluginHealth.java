package io.portcullis.host.plugins;

/** Whoever uses a plugin's services tells here how they do. Thread-safe; never waits for a plugin. */
public interface PluginHealth {
    /** Where the figures of the plugin that a service belongs to are kept. */
    PluginMeter meter(Object service);

    /**
     * A service failed as often as it may: its version of the plugin is taken out, and the former one is put back when there is
     * one. Nothing happens when another version has taken its place already.
     *
     * @param service what a listener was told, or the registry gave out
     * @param reason on one line, for people
     */
    void failed(Object service, String reason);

    /** For services that come from nowhere, as in tests and back tests. */
    static PluginHealth none() {
        return new PluginHealth() {
            @Override
            public PluginMeter meter(Object service) {
                return PluginMeter.NOBODY;
            }

            @Override
            public void failed(Object service, String reason) {
                // There is no other version.
            }
        };
    }
}
