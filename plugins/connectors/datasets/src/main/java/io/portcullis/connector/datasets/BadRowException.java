package io.portcullis.connector.datasets;

/** A row that cannot be used, on its way to the one place that reports it and goes on. */
final class BadRowException extends Exception {
    /** @param reason a fixed category, a colon, and what would be right: "negative price: close must be above zero" */
    BadRowException(String reason) {
        // Without a stack trace: a file of a million bad rows is expected input, not a fault.
        super(reason, null, false, false);
    }
}
