package io.portcullis.ingest.recording;

import io.portcullis.ingest.codec.MarketEventCodec;
import io.portcullis.model.market.MarketEvent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/**
 * The columns of a recording. The whole event stands in {@code event} as JSON, exact to the last digit; the columns before it are
 * what one filters by.
 */
final class Layout {
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    static final List<String> NAMES = List.of("known_time", "event_time", "type", "instrument", "event");
    static final int KNOWN = 0;
    static final int HAPPENED = 1;
    static final int TYPE = 2;
    static final int INSTRUMENT = 3;
    static final int EVENT = 4;

    /** The type of a row that is no market event. */
    static final String ASKED = "asked";

    /** Our own text, written by one writer: the first field of that name is the event's. */
    private static final Pattern INSTRUMENT_FIELD = Pattern.compile("\"instrument\":\"([^\"\\\\]*)\"");

    private Layout() {}

    /** Times are longs, the rest is text. */
    static boolean isTime(int column) {
        return column <= HAPPENED;
    }

    static List<SchemaElement> schema() {
        LogicalType text = LogicalType.STRING(new StringType());
        return List.of(
                new SchemaElement("market").setNum_children(NAMES.size()),
                column(KNOWN, time()),
                column(HAPPENED, time()),
                column(TYPE, text),
                column(INSTRUMENT, text),
                column(EVENT, LogicalType.JSON(new JsonType())));
    }

    private static LogicalType time() {
        return LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.NANOS(new NanoSeconds())));
    }

    private static SchemaElement column(int column, LogicalType logical) {
        return new SchemaElement(NAMES.get(column))
                .setType(isTime(column) ? Type.INT64 : Type.BYTE_ARRAY)
                .setRepetition_type(FieldRepetitionType.REQUIRED)
                .setLogicalType(logical);
    }

    /** A row's values by column: {@link Long} for times, {@link String} for text. */
    static Object[] values(RecordedRow row) {
        if (row instanceof RecordedRow.Asked asked) {
            return new Object[] {asked.timeNanos(), asked.timeNanos(), ASKED, "", "\"" + asked.date() + "\""};
        }
        MarketEvent event = ((RecordedRow.Event) row).event();
        String json = MarketEventCodec.toJson(event);
        Matcher instrument = INSTRUMENT_FIELD.matcher(json);
        return new Object[] {
            event.knownTimeNanos(),
            event.eventTimeNanos(),
            MarketEventCodec.typeOf(event),
            instrument.find() ? instrument.group(1) : "",
            json
        };
    }

    /** Inverts {@link #values}; {@link IllegalArgumentException} when the row is none. */
    static RecordedRow row(Object[] values) {
        String text = (String) values[EVENT];
        if (values[TYPE].equals(ASKED)) {
            return new RecordedRow.Asked((Long) values[KNOWN], LocalDate.parse(text.substring(1, text.length() - 1)));
        }
        MarketEvent event = MarketEventCodec.fromJson(text);
        if (event.knownTimeNanos() != (Long) values[KNOWN]) {
            throw new IllegalArgumentException("known_time " + values[KNOWN] + " is not that of the event " + text);
        }
        return new RecordedRow.Event(event);
    }
}
