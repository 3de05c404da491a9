package io.portcullis.transport.channel;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.transport.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.collections.LongHashSet;

/**
 * Which orders were about to be sent: written before the first byte leaves, read back at the start. An order that is not in
 * it was never sent. Records are length, identifier and CRC; a torn last one is cut off, for its order was not sent either.
 *
 * <p>In memory an identifier is 64 bits, so that a day of five million orders fits. Two that collide, 1 in a million for such
 * a day, cost a query: the second is held back and asked for, never sent blindly. Not thread-safe but for
 * {@link #wasAboutToSend}.
 */
public final class SendJournal implements AutoCloseable {
    private static final int HEADER = 1;
    private static final int TRAILER = 4;
    private static final int ID_LENGTH_MAX = 64;
    /** What is read at once. */
    private static final int PIECE = 1 << 16;
    /** Bytes of a record with an identifier as ours are. */
    private static final int RECORD_USUAL = 16;

    private static final int TABLE_MAX = 1 << 24;

    private final FileChannel channel;
    private final boolean force;
    private final LongHashSet sent;
    private final ByteBuffer record =
            ByteBuffer.allocateDirect(HEADER + ID_LENGTH_MAX + TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();

    private SendJournal(FileChannel channel, boolean force) throws IOException {
        this.channel = channel;
        // a table that grows to a million by doubling is made twenty times
        this.sent = new LongHashSet((int)
                Math.min(TABLE_MAX, Math.max(LongHashSet.DEFAULT_INITIAL_CAPACITY, channel.size() / RECORD_USUAL * 2)));
        this.force = force;
    }

    /** Opens or begins a journal and reads it. With {@link Durability#POWER} each record is forced to disk. */
    public static SendJournal open(Path file, Durability durability) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            SendJournal journal = new SendJournal(channel, durability == Durability.POWER);
            long end = journal.load();
            channel.truncate(end);
            channel.position(end);
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Reads whole records, piece by piece, and returns where they end. */
    private long load() throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        long end = 0;
        int count;
        do {
            count = channel.read(piece);
            piece.flip();
            int whole = loadRecords(piece);
            end += whole;
            piece.position(whole).compact();
        } while (count > 0);
        return end;
    }

    /** Reads the whole records of a piece and returns where they end; behind a damaged one nothing is whole any more. */
    private int loadRecords(ByteBuffer piece) {
        byte[] bytes = piece.array();
        int at = 0;
        while (at + HEADER < piece.limit()) {
            int length = bytes[at] & 0xFF;
            int end = at + HEADER + length + TRAILER;
            if (length == 0 || length > ID_LENGTH_MAX || end > piece.limit()) {
                break;
            }
            if (piece.getInt(end - TRAILER) != crcOf(bytes, at + HEADER, length)) {
                break;
            }
            sent.add(hash(bytes, at + HEADER, length));
            at = end;
        }
        return at;
    }

    /**
     * Writes that an order is about to be sent.
     *
     * @return false when it is there already: then it must not be sent
     * @throws UncheckedIOException when it cannot be written: then it must not be sent either
     */
    public boolean aboutToSend(ClientOrderId orderId) {
        byte[] id = orderId.value().getBytes(StandardCharsets.US_ASCII);
        long hash = hash(id, 0, id.length);
        synchronized (sent) {
            if (sent.contains(hash)) {
                return false;
            }
        }
        record.clear()
                .put((byte) id.length)
                .put(id)
                .putInt(crcOf(id, 0, id.length))
                .flip();
        try {
            while (record.hasRemaining()) {
                channel.write(record);
            }
            if (force) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot journal order " + orderId + " before sending it", e);
        }
        synchronized (sent) {
            sent.add(hash);
        }
        return true;
    }

    /** Whether an order may have reached the venue. False is certain, as far as the journal's durability goes. */
    public boolean wasAboutToSend(ClientOrderId orderId) {
        byte[] id = orderId.value().getBytes(StandardCharsets.US_ASCII);
        synchronized (sent) {
            return sent.contains(hash(id, 0, id.length));
        }
    }

    private int crcOf(byte[] bytes, int offset, int length) {
        crc.reset();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** FNV-1a with the finish of SplitMix64, so that identifiers that count up spread over all bits. */
    private static long hash(byte[] bytes, int offset, int length) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ bytes[i]) * 0x100_0000_01B3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return hash ^ (hash >>> 31);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
