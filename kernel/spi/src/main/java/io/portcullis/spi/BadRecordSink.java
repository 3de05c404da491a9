package io.portcullis.spi;

/** Where a connector puts records that it cannot use. Thread-safe. */
public interface BadRecordSink {
    /**
     * One bad record.
     *
     * @param source the file or feed
     * @param line its line, from 1; 0 when there is no such thing
     * @param reason what is wrong and what would be right
     * @param content the record as it came, cut to 1,000 characters
     */
    void bad(String source, long line, String reason, String content);

    /**
     * Something worth a line in the run's report, once: a role that is known but not read, a column that is passed on.
     *
     * @param source the file or feed
     * @param message what
     */
    void notice(String source, String message);
}
