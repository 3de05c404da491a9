package io.portcullis.host.timemachine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * A moment that is asked about.
 *
 * @param text as it was written
 * @param kind how it is meant
 * @param value a log position, or engine time in nanoseconds; nothing for NOW
 */
public record Moment(String text, Kind kind, long value) {
    private static final String FORMS =
            "'now', a log position such as 57728, or a time with its zone such as 2024-01-03T20:00:00Z,"
                    + " 2024-01-03T15:00:00-05:00 or 2024-01-03T15:00:00-05:00[America/New_York]";

    /** What a moment is given by. */
    public enum Kind {
        /** The end of what is recorded. */
        NOW,
        /** A place in the log. */
        POSITION,
        /** A time of the engine's clock. */
        TIME
    }

    /**
     * Reads a moment.
     *
     * @throws IllegalArgumentException with a line that says what would be right
     */
    public static Moment parse(String text) {
        if (text.equals("now")) {
            return new Moment(text, Kind.NOW, 0);
        }
        if (text.matches("[0-9]{1,18}")) {
            return new Moment(text, Kind.POSITION, Long.parseLong(text));
        }
        return new Moment(text, Kind.TIME, nanos(text));
    }

    private static long nanos(String text) {
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            if (time instanceof ZonedDateTime zoned) {
                Instant instant = zoned.toInstant();
                return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("WHEN must be " + FORMS + ", got '" + text + "'", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("WHEN must lie between 1677 and 2262, got '" + text + "'", e);
        }
        throw new IllegalArgumentException("'" + text + "' has no zone; write " + text + "Z for UTC");
    }

    @Override
    public String toString() {
        return text;
    }
}
