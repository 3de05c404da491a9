package io.portcullis.store;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.h2.jdbc.JdbcException;

/** What a library threw, as one line for people. */
final class Failures {
    private Failures() {}

    private static final int LENGTH_MAX = 300;

    /**
     * The database's own words where there are any. JDBI and batches wrap them in the whole statement with all its values, which
     * nobody wants to read and which is nobody's business in a log.
     */
    static String line(Throwable failure) {
        if (failure instanceof StoreException) {
            return failure.getMessage();
        }
        Throwable told = failure;
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SQLException) {
                told = cause;
            }
        }
        String message = told instanceof JdbcException h2 ? h2.getOriginalMessage() : told.getMessage();
        String text = message == null || message.isBlank() ? told.getClass().getSimpleName() : message;
        String line = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX) + "...";
    }

    private static Throwable next(Throwable failure) {
        return failure instanceof BatchUpdateException batch && batch.getNextException() != null
                ? batch.getNextException()
                : failure.getCause();
    }
}
