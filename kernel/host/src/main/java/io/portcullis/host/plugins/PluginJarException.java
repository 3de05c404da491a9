package io.portcullis.host.plugins;

/** A file that is no sound plugin; the message says what is wrong with it. */
final class PluginJarException extends Exception {
    PluginJarException(String message) {
        super(message);
    }

    PluginJarException(String message, Throwable cause) {
        super(message, cause);
    }
}
