package io.portcullis.ingest.deadletter;

import java.util.regex.Pattern;

/** What many reasons have in common: the sentence without the values that differ from record to record. */
final class ReasonKind {
    private static final int LENGTH_MAX = 80;
    private static final Pattern QUOTED = Pattern.compile("'[^']*'?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\w.:+-]*");

    private ReasonKind() {}

    static String of(String reason) {
        String kind = QUOTED.matcher(reason).replaceAll("*");
        kind = NUMBER.matcher(kind).replaceAll("#");
        return kind.length() <= LENGTH_MAX ? kind : kind.substring(0, LENGTH_MAX);
    }
}
