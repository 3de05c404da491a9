package io.portcullis.ingest.codec;

import java.time.Instant;

/**
 * Instants as ISO 8601 texts, as {@link Instant} writes and reads them. Events come by the thousand within a second: its text is made
 * and read once, and only the fraction each time. Thread-safe.
 */
final class InstantText {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** As in {@code 2015-06-30T20:00:00}. */
    private static final int SECOND_LENGTH = 19;

    private static final int DIGITS_MAX = 9;

    /** The last second met; whoever sees another thread's has one as good. */
    private static volatile Second last = new Second("1970-01-01T00:00:00", 0);

    private record Second(String text, long epochSecond) {}

    private InstantText() {}

    /**
     * Nanoseconds since 1970.
     *
     * @throws java.time.DateTimeException when the text is no instant
     * @throws ArithmeticException when it is before 1678 or behind 2261
     */
    static long nanos(String text) {
        Second second = last;
        int fraction = text.startsWith(second.text) ? fraction(text) : -1;
        if (fraction >= 0) {
            return Math.addExact(Math.multiplyExact(second.epochSecond, NANOS_PER_SECOND), fraction);
        }
        Instant instant = Instant.parse(text);
        long nanos = Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
        if (fraction(text) == instant.getNano() && secondOf(instant).equals(text.substring(0, SECOND_LENGTH))) {
            last = new Second(text.substring(0, SECOND_LENGTH), instant.getEpochSecond());
        }
        return nanos;
    }

    /** What follows the second in nanoseconds; -1 when it is not written as usual. */
    private static int fraction(String text) {
        int end = text.length() - 1;
        if (end < SECOND_LENGTH || text.charAt(end) != 'Z') {
            return -1;
        }
        if (end == SECOND_LENGTH) {
            return 0;
        }
        int digits = end - SECOND_LENGTH - 1;
        if (text.charAt(SECOND_LENGTH) != '.' || digits < 1 || digits > DIGITS_MAX) {
            return -1;
        }
        int nanos = 0;
        for (int i = 0; i < DIGITS_MAX; i++) {
            int digit = i < digits ? text.charAt(SECOND_LENGTH + 1 + i) - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos = 10 * nanos + digit;
        }
        return nanos;
    }

    /** As {@link Instant#toString()} has it: no fraction, or three, six or nine digits. */
    static String of(long nanos) {
        long epochSecond = Math.floorDiv(nanos, NANOS_PER_SECOND);
        int fraction = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
        Second second = last;
        if (second.epochSecond != epochSecond) {
            second = new Second(secondOf(Instant.ofEpochSecond(epochSecond)), epochSecond);
            last = second;
        }
        if (fraction == 0) {
            return second.text + 'Z';
        }
        int digits = fraction % 1_000_000 == 0 ? 3 : fraction % 1_000 == 0 ? 6 : DIGITS_MAX;
        char[] text = new char[SECOND_LENGTH + digits + 2];
        second.text.getChars(0, SECOND_LENGTH, text, 0);
        text[SECOND_LENGTH] = '.';
        int left = digits == 3 ? fraction / 1_000_000 : digits == 6 ? fraction / 1_000 : fraction;
        for (int i = digits; i > 0; i--) {
            text[SECOND_LENGTH + i] = (char) ('0' + left % 10);
            left /= 10;
        }
        text[text.length - 1] = 'Z';
        return new String(text);
    }

    /** The years that 64 bits of nanoseconds reach have four digits. */
    private static String secondOf(Instant instant) {
        return instant.toString().substring(0, SECOND_LENGTH);
    }
}
