package io.portcullis.policy;

/**
 * Something in a pack that has to be put right before it may judge, at the officer's own place.
 *
 * @param file path inside the pack, such as {@code gate/exposure.drl}
 * @param line from 1; 0 when the file as a whole is meant
 * @param cell the cell of a table, such as {@code C7}; empty elsewhere
 * @param message what is wrong and what would be right
 */
public record Finding(String file, int line, String cell, String message) implements Comparable<Finding> {
    /** A finding outside of tables. */
    public static Finding at(String file, int line, String message) {
        return new Finding(file, line, "", message);
    }

    /** A finding about a whole file. */
    public static Finding in(String file, String message) {
        return new Finding(file, 0, "", message);
    }

    @Override
    public int compareTo(Finding other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : message.compareTo(other.message);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (!cell.isEmpty()) {
            text.append(" (cell ").append(cell).append(')');
        }
        return text.append(": ").append(message).toString();
    }
}
