package io.portcullis.host.config;

import java.util.regex.Pattern;

/** What is not to be shown, judged by its name alone: better one value too many that is hidden than one too few. */
public final class Secrets {
    /** What stands where a secret stood. */
    public static final String MASK = "***";

    private static final Pattern NAME = Pattern.compile(
            "(?i).*(passw(or)?d|passwd|pwd|passphrase|secret|token|credential|authorization|cookie|api[._-]?key|private[._-]?key"
                    + "|access[._-]?key|session[._-]?key).*|(?i)(.*[._-])?(key|keys|pin|auth)");

    private Secrets() {}

    /** Whether a key of this name holds a secret. */
    public static boolean isSecret(String name) {
        return NAME.matcher(name).matches();
    }

    /** What may be shown of a value. */
    public static String masked(String name, String value) {
        return isSecret(name) && !value.isEmpty() ? MASK : value;
    }
}
