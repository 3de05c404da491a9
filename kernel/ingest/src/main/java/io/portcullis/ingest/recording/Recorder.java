package io.portcullis.ingest.recording;

import io.portcullis.ingest.codec.MarketEventCodec;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records what a live session is told and asked, on a thread of its own: lines in a journal first, because a Parquet file has its
 * footer at the end and an end by kill -9 has none; a Parquet file of each journal when the recorder is closed, and of one that
 * was left behind when the next is opened. Whoever offers a row never waits: what a slow disk cannot take is counted.
 */
public final class Recorder implements AutoCloseable {
    private static final String JOURNAL = "recording.journal";
    private static final int WAITING_MAX = 1 << 16;
    private static final long LOOK_MILLIS = 200;
    private static final long CLOSE_SECONDS_MAX = 20;

    private final Path folder;
    private final BlockingQueue<RecordedRow> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Consumer<String> listener;
    private final Thread writer;
    private volatile boolean closing;
    private volatile long dropped;
    private volatile long written;

    /**
     * Begins a recording in a folder, and completes the one that was left there.
     *
     * @param listener told what was completed or went wrong
     */
    public Recorder(Path folder, Consumer<String> listener) throws IOException {
        this.folder = folder;
        this.listener = listener;
        Files.createDirectories(folder);
        complete();
        writer = new Thread(this::run, "portcullis-recorder");
        writer.setDaemon(true);
        writer.start();
    }

    /** Adds a row, in the order of the calls; never waits. */
    public void offer(RecordedRow row) {
        if (!waiting.offer(row)) {
            dropped = dropped + 1;
        }
    }

    private void run() {
        try (BufferedWriter journal = Files.newBufferedWriter(
                folder.resolve(JOURNAL),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            while (!closing || !waiting.isEmpty()) {
                RecordedRow row = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (row != null) {
                    write(journal, row);
                }
                if (waiting.isEmpty()) {
                    journal.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            closing = true;
            listener.accept("the recording ends: " + e);
        }
    }

    private void write(BufferedWriter journal, RecordedRow row) throws IOException {
        Object[] values = Layout.values(row);
        boolean asked = row instanceof RecordedRow.Asked;
        journal.write((asked ? values[Layout.KNOWN] + " " : "") + values[Layout.EVENT]);
        journal.newLine();
        written = written + 1;
    }

    /** Makes a Parquet file of the journal, if there is one. A last line that was cut off is left out, and said. */
    private void complete() throws IOException {
        Path journal = folder.resolve(JOURNAL);
        if (!Files.exists(journal) || Files.size(journal) == 0) {
            return;
        }
        Path file = nextFile();
        boolean endsWhole = endsWithALine(journal);
        long cutOff = 0;
        // a reader that takes whatever a cut character leaves: its line is left out
        try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Files.newInputStream(journal), StandardCharsets.UTF_8));
                RecordingWriter parquet = new RecordingWriter(file)) {
            // a day of ticks does not fit into memory
            for (String line = lines.readLine(), next; line != null; line = next) {
                next = lines.readLine();
                if (next == null && !endsWhole) {
                    cutOff++;
                    break;
                }
                try {
                    parquet.write(row(line));
                } catch (IllegalArgumentException e) {
                    cutOff++;
                }
            }
        }
        Files.delete(journal);
        listener.accept("recorded " + file + (cutOff > 0 ? ", without " + cutOff + " broken lines" : ""));
    }

    /** A last line without its end was being written when the process ended. */
    private static boolean endsWithALine(Path journal) throws IOException {
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) == '\n';
        }
    }

    private static RecordedRow row(String line) {
        int space = line.indexOf(' ');
        boolean asked = space > 0 && line.charAt(0) != '{';
        Object[] values = asked
                ? new Object[] {
                    Long.parseLong(line.substring(0, space)), 0L, Layout.ASKED, "", line.substring(space + 1)
                }
                : Layout.values(new RecordedRow.Event(MarketEventCodec.fromJson(line)));
        return Layout.row(values);
    }

    private Path nextFile() {
        int number = 1;
        while (Files.exists(folder.resolve(name(number)))) {
            number++;
        }
        return folder.resolve(name(number));
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "market-%05d.parquet", number);
    }

    /** Rows that the disk was too slow for. */
    public long dropped() {
        return dropped;
    }

    /** Rows written. */
    public long written() {
        return written;
    }

    /** Writes what waits, and the Parquet file. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS_MAX));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        complete();
    }
}
