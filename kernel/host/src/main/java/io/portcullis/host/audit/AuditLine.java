package io.portcullis.host.audit;

import io.portcullis.host.server.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a line looks on the disk, and how it hangs on the one before it. */
final class AuditLine {
    /** What the first line of all hangs on. */
    static final String BEGINNING = "0".repeat(64);

    private static final Pattern CLOSED = Pattern.compile("(.*),\"hash\":\"([0-9a-f]{64})\"}", Pattern.DOTALL);
    private static final int TEXT_MAX = 300;

    private AuditLine() {}

    /**
     * All but the hash, in the order of the file.
     *
     * @param number counted from 1 since the first line of all
     * @param time ISO instant
     * @param who as in the entry, and so on
     * @param previous hash of the line before
     */
    record Open(
            long number,
            String time,
            String who,
            String standing,
            String from,
            String call,
            String on,
            String outcome,
            String note,
            long asOfPosition,
            String previous) {}

    /**
     * A line and its hash.
     *
     * @param text as it stands in the file, without the end of line
     * @param hash what the next line hangs on
     */
    record Closed(String text, String hash) {}

    static Closed close(long number, Instant time, AuditEntry entry, String previous) {
        String open = Json.write(new Open(
                number,
                time.toString(),
                shortened(entry.who()),
                shortened(entry.standing()),
                shortened(entry.from()),
                shortened(entry.call()),
                shortened(entry.on()),
                entry.outcome().name(),
                shortened(entry.note()),
                entry.asOfPosition(),
                previous));
        String body = open.substring(0, open.length() - 1);
        String hash = hash(body);
        return new Closed(body + ",\"hash\":\"" + hash + "\"}", hash);
    }

    /** The hash that a line carries, when it is the one of its content. */
    static Optional<String> soundHash(String line) {
        Matcher closed = CLOSED.matcher(line);
        return closed.matches() && hash(closed.group(1)).equals(closed.group(2))
                ? Optional.of(closed.group(2))
                : Optional.empty();
    }

    private static String hash(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "...";
    }
}
