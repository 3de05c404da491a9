package io.portcullis.ingest.route;

import java.util.Map;
import java.util.Set;

/**
 * The headers that may enter a route from outside.
 *
 * <p>Camel steers its components by headers: a message that brings {@code CamelFileName}, in whatever case, would
 * choose the file
 * that it is written to. So at the edge everything goes except our own names; and file names where the file component
 * itself
 * has set them.
 */
final class HeaderAllowList {
    private static final String OWN_PREFIX = "Portcullis";
    private static final int OWN_LENGTH_MAX = 64;
    private static final Set<String> OF_FILES = Set.of(
            "CamelFileName", "CamelFileNameOnly", "CamelFileNameConsumed", "CamelFileLength", "CamelFileLastModified");

    private HeaderAllowList() {}

    /** Exactly our prefix, then letters and digits: what JMS, HTTP and files can all carry. */
    static boolean isOurs(String header) {
        return header.startsWith(OWN_PREFIX)
                && header.length() <= OWN_LENGTH_MAX
                && header.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    static void strip(Map<String, Object> headers, boolean fromFile) {
        headers.keySet().removeIf(header -> !isOurs(header) && !(fromFile && OF_FILES.contains(header)));
    }
}
