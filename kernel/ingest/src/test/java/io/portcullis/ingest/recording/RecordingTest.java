package io.portcullis.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.ingest.MarketEvents;
import io.portcullis.model.market.MarketEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    Path folder;

    private static List<RecordedRow> rows(int trades) {
        List<RecordedRow> rows = new ArrayList<>();
        MarketEvents.ofEveryKind().forEach(event -> rows.add(new RecordedRow.Event(event)));
        for (int i = 0; i < trades; i++) {
            rows.add(new RecordedRow.Event(MarketEvents.trade(i + 1)));
            if (i % 1000 == 0) {
                rows.add(new RecordedRow.Asked(MarketEvents.TIME + i + 1, LocalDate.of(2015, 6, 30)));
            }
        }
        return rows;
    }

    private Path write(String name, List<RecordedRow> rows) throws IOException {
        Path file = folder.resolve(name);
        try (RecordingWriter writer = new RecordingWriter(file)) {
            for (RecordedRow row : rows) {
                writer.write(row);
            }
            assertThat(file).as("not before it is complete").doesNotExist();
        }
        return file;
    }

    static List<RecordedRow> read(Path file) throws IOException {
        List<RecordedRow> rows = new ArrayList<>();
        try (RecordingReader reader = new RecordingReader(file)) {
            for (RecordedRow row = reader.nextRow(); row != null; row = reader.nextRow()) {
                rows.add(row);
            }
            assertThat(reader.rows()).isEqualTo(rows.size());
        }
        return rows;
    }

    @Test
    void shouldReadEveryKindOfEventAsItWasWritten() throws IOException {
        List<RecordedRow> rows = rows(3);
        assertThat(read(write("a.parquet", rows))).isEqualTo(rows);
    }

    @Test
    void shouldReadMoreThanOneRowGroupAndGiveTheSameBytesTwice() throws IOException {
        List<RecordedRow> rows = rows(45_000);
        Path one = write("a.parquet", rows);
        assertThat(read(one)).isEqualTo(rows);
        assertThat(write("b.parquet", read(one))).hasSameBinaryContentAs(one);
    }

    @Test
    void shouldGiveTheEventsAloneAsAStream() throws IOException {
        List<MarketEvent> events = new ArrayList<>();
        try (RecordingReader reader = new RecordingReader(write("a.parquet", rows(5)))) {
            for (MarketEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        }
        assertThat(events).hasSize(MarketEvents.ofEveryKind().size() + 5);
    }

    @Test
    void shouldWriteAFileWithoutRows() throws IOException {
        assertThat(read(write("a.parquet", List.of()))).isEmpty();
    }

    @Test
    void shouldRefuseAFileThatIsCutOffOrChangedOrNone() throws IOException {
        byte[] whole = Files.readAllBytes(write("a.parquet", rows(50)));
        for (int length : new int[] {0, 3, 11, whole.length / 2, whole.length - 1}) {
            Path cut = Files.write(folder.resolve("cut" + length), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut" + length)
                    .hasMessageContaining("does not end in PAR1");
        }
        int changes = 0;
        for (int at = 4; at < whole.length - 8; at += 37) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x15;
            Path file = Files.write(folder.resolve("changed"), changed);
            try {
                // the checksum covers every page; in the footer a change may be one of a size that nobody reads
                assertThat(read(file)).isEqualTo(rows(50));
            } catch (IOException e) {
                changes++;
            }
        }
        assertThat(changes).as("changes that were found").isGreaterThan(whole.length / 37 / 2);
    }

    @Test
    void shouldMakeAParquetFileOfWhatWasOffered() throws IOException {
        List<String> said = new ArrayList<>();
        List<RecordedRow> rows = rows(2500);
        try (Recorder recorder = new Recorder(folder, said::add)) {
            rows.forEach(recorder::offer);
        }
        assertThat(read(folder.resolve("market-00001.parquet"))).isEqualTo(rows);
        assertThat(said).containsExactly("recorded " + folder.resolve("market-00001.parquet"));
        assertThat(folder.resolve("recording.journal")).doesNotExist();
    }

    /** As after kill -9 in the middle of a line. */
    @Test
    void shouldCompleteTheRecordingThatWasLeftBehind() throws IOException {
        List<String> said = new ArrayList<>();
        Path journal = folder.resolve("recording.journal");
        try (Recorder recorder = new Recorder(folder, said::add)) {
            rows(10).forEach(recorder::offer);
        }
        List<RecordedRow> first = read(folder.resolve("market-00001.parquet"));
        List<String> lines = new ArrayList<>();
        for (RecordedRow row : first) {
            Object[] values = Layout.values(row);
            boolean asked = row instanceof RecordedRow.Asked;
            lines.add((asked ? values[Layout.KNOWN] + " " : "") + values[Layout.EVENT]);
        }
        Files.write(journal, lines);
        Files.writeString(journal, "{\"type\":\"trade\",\"instru", StandardOpenOption.APPEND);
        try (Recorder recorder = new Recorder(folder, said::add)) {
            recorder.offer(new RecordedRow.Event(MarketEvents.trade(99)));
        }
        assertThat(read(folder.resolve("market-00002.parquet"))).isEqualTo(first);
        assertThat(read(folder.resolve("market-00003.parquet")))
                .containsExactly(new RecordedRow.Event(MarketEvents.trade(99)));
        assertThat(said).hasSize(3);
    }
}
