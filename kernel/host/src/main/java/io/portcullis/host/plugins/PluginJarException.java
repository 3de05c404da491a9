package io.portcullis.host.plugins;

/** A file that is no sound plugin; the message says what is wrong with it. */
final class PluginJarException extends Exception {
    private final boolean unsettled;
    private final transient PluginJar jar;

    PluginJarException(String message) {
        this(message, null);
    }

    PluginJarException(String message, Throwable cause) {
        this(message, cause, false, null);
    }

    private PluginJarException(String message, Throwable cause, boolean unsettled, PluginJar jar) {
        super(message, cause);
        this.unsettled = unsettled;
        this.jar = jar;
    }

    /** The same, of something that a file which is still being copied may look like. */
    PluginJarException unsettled() {
        return new PluginJarException(getMessage(), getCause(), true, jar);
    }

    /** The same, of a jar that could be read. */
    PluginJarException of(PluginJar readable) {
        return new PluginJarException(getMessage(), getCause(), unsettled, readable);
    }

    /** Whether it may be right a moment later. */
    boolean isUnsettled() {
        return unsettled;
    }

    /** The plugin that is refused; null when the file could not even be read as one. */
    PluginJar jar() {
        return jar;
    }
}
