package io.portcullis.store;

/**
 * Where a database does not say what the log says.
 *
 * @param table the table
 * @param row the row's key, by column
 * @param position log position of the event that the row comes from; -1 when that is not known
 * @param what what differs
 */
public record RowDifference(String table, String row, long position, String what) {
    /** One line for people. */
    public String line() {
        String where = position < 0 ? "" : " (log position " + position + ")";
        return "table " + table + ", row " + row + where + ": " + what;
    }
}
