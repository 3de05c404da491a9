package io.portcullis.connector.datasets;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * One file of a data set.
 *
 * @param role what it is about
 * @param path where it lies
 * @param columns the file's column name by ours, where they differ
 * @param known when a row may be seen; null when that follows from the role or the file is static
 * @param where descriptor and line, for messages
 */
record DatasetFile(Role role, Path path, SortedMap<String, String> columns, KnownRule known, String where) {

    /** The file's name for one of our columns. */
    String column(String ours) {
        return columns.getOrDefault(ours, ours);
    }

    IllegalArgumentException error(String message) {
        return new IllegalArgumentException(where + ": " + path.getFileName() + " (" + role + "): " + message);
    }
}
