package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.archive.CatalogView;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.archive.RecordedLog;
import io.portcullis.transport.codec.EventCodec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/**
 * A recorded log in the hands of somebody who knows how it is made: takes records out, puts others in, and makes places, checksums
 * and the catalog right again; the chain over the records too, if told to.
 */
final class ForgedFrames {
    private static final int HEADER = 32;
    private static final int VERSION = 4;
    private static final int FLAGS = 5;
    private static final int TYPE = 6;
    private static final int TERM_OFFSET = 8;
    private static final int CHECKSUM = 12;
    private static final int STREAM = 16;
    private static final int TERM_ID = 20;
    private static final int LINK = 24;
    private static final short PADDING = 0;
    private static final int END_FLAG = 0x40;
    private static final String CATALOG = "log/archive.catalog";

    private final Path data;
    private final List<Message> messages = new ArrayList<>();
    private final int termLength;
    private final long stopPosition;
    private final Path segment;
    private final long segmentLength;
    private int firstTermId;

    /**
     * One event as it lies in the log.
     *
     * @param event what it says
     * @param begin position where the one before it ended
     * @param end position where it ends
     * @param frames its frames, headers included
     */
    record Message(EngineEvent event, long begin, long end, List<byte[]> frames) {
        /** The same place with another event, which has to be of the same length. */
        Message saying(EngineEvent other) {
            ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
            int length = new EventCodec().encode(other, buffer, 0);
            byte[] frame = frames.get(0).clone();
            assertThat(frames).hasSize(1);
            assertThat(length).isEqualTo(little(frame).getInt(0) - HEADER);
            buffer.getBytes(0, frame, HEADER, length);
            return new Message(other, begin, end, List.of(frame));
        }
    }

    ForgedFrames(Path data) throws IOException {
        this.data = data;
        long[] catalog = new long[2];
        CatalogView.listRecordings(
                data.resolve("log").toFile(),
                (session,
                        correlation,
                        id,
                        from,
                        to,
                        start,
                        stop,
                        term,
                        segmentBytes,
                        termBytes,
                        mtu,
                        sid,
                        stream,
                        stripped,
                        original,
                        source) -> {
                    catalog[0] = stop;
                    catalog[1] = termBytes;
                });
        stopPosition = catalog[0];
        termLength = (int) catalog[1];
        try (var files = Files.list(data.resolve("log"))) {
            List<Path> segments =
                    files.filter(file -> file.toString().endsWith(".rec")).toList();
            assertThat(segments).as("a log in one file").hasSize(1);
            segment = segments.get(0);
        }
        segmentLength = Files.size(segment);
        read();
    }

    private void read() throws IOException {
        List<EngineEvent> events = new ArrayList<>();
        try (DataLock lock = DataLock.acquire(data)) {
            RecordedLog log = RecordedLog.open(lock);
            log.replay(log.startPosition(), log.recordedPosition(), (position, event) -> events.add(event));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) stopPosition).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(segment)) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until all is there
            }
        }
        firstTermId = bytes.getInt(TERM_ID);
        List<byte[]> frames = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at < stopPosition; ) {
            int length = aligned(bytes.getInt(at));
            if (bytes.getShort(at + TYPE) != PADDING) {
                byte[] frame = new byte[length];
                bytes.get(at, frame);
                frames.add(frame);
                if ((frame[FLAGS] & END_FLAG) != 0) {
                    messages.add(new Message(events.get(messages.size()), begin, at + length, List.copyOf(frames)));
                    frames.clear();
                    begin = at + length;
                }
            }
            at += length;
        }
        assertThat(messages).hasSameSizeAs(events);
    }

    private static int aligned(int length) {
        return (length + HEADER - 1) & -HEADER;
    }

    private static ByteBuffer little(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All events in their order. */
    List<Message> messages() {
        return messages;
    }

    /**
     * Writes a data folder with other records; what was kept outside of the log is copied as it is.
     *
     * @param relink whether the chain over the records is made right, too
     * @param closeAgain whether the catalog is told of the new end
     */
    void write(List<Message> forged, Path target, boolean relink, boolean closeAgain) throws IOException {
        for (String kept : List.of("log", "anchors", "snapshots", "content")) {
            Files.createDirectories(target.resolve(kept));
            try (var files = Files.list(data.resolve(kept))) {
                for (Path file : files.filter(each -> !each.equals(segment)).toList()) {
                    Files.copy(file, target.resolve(kept).resolve(file.getFileName()));
                }
            }
        }
        byte[] log = layOut(forged, relink);
        Path copy = target.resolve("log").resolve(segment.getFileName());
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.write(log);
            file.setLength(segmentLength);
        }
        if (closeAgain) {
            closeAt(target.resolve(CATALOG), log.length);
        }
    }

    private byte[] layOut(List<Message> forged, boolean relink) {
        ByteBuffer out = ByteBuffer.allocate((int) segmentLength);
        long link = 0;
        for (Message message : forged) {
            int left = termLength - out.position() % termLength;
            int length =
                    message.frames().stream().mapToInt(frame -> frame.length).sum();
            if (length > left) { // a message lies in one term
                out.put(place(padding(left, message.frames().get(0)), out.position()));
            }
            for (byte[] original : message.frames()) {
                byte[] frame = place(original.clone(), out.position());
                if (relink) {
                    link = link(link, frame);
                    little(frame).putLong(LINK, link);
                }
                out.put(frame);
            }
        }
        byte[] log = new byte[out.position()];
        out.get(0, log);
        return log;
    }

    private static byte[] padding(int length, byte[] like) {
        byte[] padding = new byte[length];
        little(padding)
                .putInt(0, length)
                .putShort(TYPE, PADDING)
                .putInt(STREAM, little(like).getInt(STREAM));
        padding[VERSION] = like[VERSION];
        padding[FLAGS] = (byte) 0xC0;
        return padding;
    }

    private byte[] place(byte[] frame, int position) {
        little(frame)
                .putInt(TERM_OFFSET, position % termLength)
                .putInt(TERM_ID, firstTermId + position / termLength)
                .putInt(CHECKSUM, checksum(frame));
        return frame;
    }

    /** As the log's own, which is no secret. */
    private static int checksum(byte[] frame) {
        long factor = 0x9E37_79B9_7F4A_7C15L;
        ByteBuffer bytes = little(frame);
        long hash = (frame.length - HEADER) * factor;
        for (int at = HEADER; at < frame.length; at += Long.BYTES) {
            hash = Long.rotateLeft((hash ^ bytes.getLong(at)) * factor, 29);
        }
        hash ^= hash >>> 32;
        return (int) (hash * factor >>> 32);
    }

    private static long link(long before, byte[] frame) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, before));
            sha.update(frame[FLAGS]);
            sha.update(frame, HEADER, little(frame).getInt(0) - HEADER);
            return ByteBuffer.wrap(sha.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void closeAt(Path catalog, long end) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(catalog)).order(ByteOrder.LITTLE_ENDIAN);
        int found = 0;
        for (int at = 0; at + Long.BYTES <= bytes.limit(); at++) {
            if (bytes.getLong(at) == stopPosition) {
                bytes.putLong(at, end);
                found++;
            }
        }
        assertThat(found).as("where the catalog says the end").isEqualTo(1);
        Files.write(catalog, bytes.array(), StandardOpenOption.TRUNCATE_EXISTING);
    }
}
