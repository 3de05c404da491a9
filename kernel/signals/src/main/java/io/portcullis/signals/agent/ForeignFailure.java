package io.portcullis.signals.agent;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What a plugin's code threw, in our own words: the thrown object itself never leaves the thread that it was thrown on, because its
 * methods are the plugin's code too, and because whoever keeps it keeps the plugin's class loader.
 */
public final class ForeignFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int TEXT_CHARS_MAX = 300;
    private static final int FRAMES_MAX = 30;
    private static final char DELETE = 0x7f;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private ForeignFailure(String message) {
        super(message);
    }

    /** To be called on the thread that threw. */
    public static ForeignFailure of(Throwable thrown) {
        ForeignFailure failure = new ForeignFailure(describe(thrown));
        try {
            StackTraceElement[] frames = thrown.getStackTrace();
            failure.setStackTrace(Arrays.copyOf(frames, Math.min(frames.length, FRAMES_MAX)));
        } catch (Throwable again) {
            failure.setStackTrace(new StackTraceElement[0]);
        }
        return failure;
    }

    /** Its type and message; to be called on the thread that threw. */
    public static String describe(Throwable thrown) {
        String type = thrown.getClass().getName();
        try {
            String message = thrown.getMessage();
            return oneLine(message == null ? type : type + ": " + message);
        } catch (Throwable again) {
            return type + " (its message cannot be read)";
        }
    }

    /** Short and on one line: it goes into the event log and into lists that people read. */
    static String oneLine(String text) {
        // nearly every reason is, and there is one for each name at each instant
        String line = hasControl(text) ? CONTROL.matcher(text).replaceAll(" ") : text;
        return line.length() <= TEXT_CHARS_MAX ? line : line.substring(0, TEXT_CHARS_MAX) + "...";
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == DELETE) {
                return true;
            }
        }
        return false;
    }
}
