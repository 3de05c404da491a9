package io.portcullis.host.logs;

import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * The identifier under which everything that follows from one request can be found: the caller's own, from the header
 * {@value #HEADER}, or one of ours. It belongs to the thread that answers the request.
 */
public final class Correlation {
    /** Where a request brings it, and an answer carries it. */
    public static final String HEADER = "X-Correlation-Id";

    /** Its name in log lines. */
    public static final String FIELD = "correlationId";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private Correlation() {}

    /**
     * Begins to answer a request.
     *
     * @param asked what the caller sent; null or anything but 1 to 64 letters, digits, '.', '_', ':' and '-' counts for nothing, so
     *     that no caller writes into our logs or headers what it likes
     * @return the identifier in force
     */
    public static String begin(String asked) {
        String id = asked != null && VALID.matcher(asked).matches()
                ? asked
                : UUID.randomUUID().toString();
        MDC.put(FIELD, id);
        return id;
    }

    /** The identifier in force on this thread; null outside of a request. */
    public static String current() {
        return MDC.get(FIELD);
    }

    /** The request is answered. */
    public static void end() {
        MDC.remove(FIELD);
    }
}
