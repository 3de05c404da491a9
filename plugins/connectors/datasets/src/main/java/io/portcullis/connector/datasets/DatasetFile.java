package io.portcullis.connector.datasets;

import io.portcullis.model.id.InstrumentId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * One file of a data set.
 *
 * @param role what it is about
 * @param path where it lies
 * @param columns the file's column name by ours, where they differ
 * @param known when a row may be seen; null when that follows from the role or the file is static
 * @param book what only an order book of LOBSTER has; null for all others
 * @param where descriptor and line, for messages
 */
record DatasetFile(Role role, Path path, SortedMap<String, String> columns, KnownRule known, Book book, String where) {

    /**
     * What a message file of LOBSTER leaves to its name.
     *
     * @param orderbook the file with the state after each message
     * @param instrument whose book
     * @param date of which day
     */
    record Book(Path orderbook, InstrumentId instrument, LocalDate date) {}

    /** The file's name for one of our columns. */
    String column(String ours) {
        return columns.getOrDefault(ours, ours);
    }

    IllegalArgumentException error(String message) {
        return new IllegalArgumentException(where + ": " + path.getFileName() + " (" + role + "): " + message);
    }
}
