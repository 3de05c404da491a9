package io.portcullis.ingest.inbound;

import io.portcullis.ingest.codec.MarketEventCodec;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Market events out of a text: JSON, one object a line, or CSV whose first line names the same fields.
 *
 * <p>A line that cannot be used goes to the bad records with its number and the reason, and the next line is read.
 */
public final class InboundText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String source;
    private final boolean csv;
    private final BadRecordSink badRecords;
    private final EdgeChecks checks = new EdgeChecks();
    private List<String> columns;
    private long accepted;
    private long refused;

    /** Who takes the events that are in order. */
    @FunctionalInterface
    public interface Receiver {
        /** One event; an exception ends the reading. */
        void take(MarketEvent event) throws IOException, InterruptedException;
    }

    /**
     * How many records there were.
     *
     * @param accepted given to the receiver
     * @param refused given to the bad records
     */
    public record Counts(long accepted, long refused) {}

    private InboundText(String source, boolean csv, BadRecordSink badRecords) {
        this.source = source;
        this.csv = csv;
        this.badRecords = badRecords;
    }

    /**
     * Reads a text to its end.
     *
     * @param source the file or feed, for the bad records; a name that ends in {@code .csv} is read as CSV, any other
     *     as JSON lines
     * @throws IOException when the text cannot be read or the receiver gives up
     */
    public static Counts read(String source, InputStream text, BadRecordSink badRecords, Receiver receiver)
            throws IOException, InterruptedException {
        return new InboundText(source, source.endsWith(".csv"), badRecords).readAll(text, receiver);
    }

    private Counts readAll(InputStream text, Receiver receiver) throws IOException, InterruptedException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
        BoundedLines lines = new BoundedLines(reader, MarketEventCodec.LENGTH_MAX);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (lines.number() == 1 && line.startsWith(BYTE_ORDER_MARK)) {
                line = line.substring(1);
            }
            MarketEvent event = line.isBlank() ? null : eventOrBad(line, lines);
            if (event != null) {
                receiver.take(event);
                accepted++;
            }
        }
        return new Counts(accepted, refused);
    }

    private MarketEvent eventOrBad(String line, BoundedLines lines) {
        try {
            if (lines.tooLong()) {
                throw new IllegalArgumentException(
                        "a line must have at most " + MarketEventCodec.LENGTH_MAX + " characters");
            }
            if (csv && columns == null) {
                columns = CsvLine.split(line);
                return null;
            }
            MarketEvent event = csv ? MarketEventCodec.fromFields(fields(line)) : MarketEventCodec.fromJson(line);
            checks.require(event);
            return event;
        } catch (IllegalArgumentException e) {
            refused++;
            badRecords.bad(source, lines.number(), e.getMessage(), line);
            return null;
        }
    }

    /** An empty cell is a field that is not there: a file of bars and trades leaves the other kind's columns empty. */
    private Map<String, String> fields(String line) {
        List<String> cells = CsvLine.split(line);
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "the line has " + cells.size() + " cells, but the header has " + columns.size() + " columns");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty() && fields.put(columns.get(i), cells.get(i)) != null) {
                throw new IllegalArgumentException("the header names column '" + columns.get(i) + "' twice");
            }
        }
        return fields;
    }
}
