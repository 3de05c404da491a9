package io.portcullis.transport.snapshot;

import io.portcullis.transport.AtomicFile;
import io.portcullis.transport.LogException;
import io.portcullis.transport.codec.MalformedFrameException;
import io.portcullis.transport.codec.SnapshotFrame;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots in a folder, one file each, named by position. Written aside, forced to disk and renamed, so a file with its final
 * name is whole; a CRC-32C at the end says so again, which every tier of the JVM computes by gigabytes a second where the first
 * compiler's SHA-256 takes a second for 50 MB. Whoever forges a state is found by a replay, not by a sum that they can make as well.
 * Methods may be called from any thread, one at a time.
 */
public final class Snapshots {
    private static final Logger LOGGER = LoggerFactory.getLogger(Snapshots.class);
    private static final String SUFFIX = ".snapshot";
    private static final int SUM_LENGTH = 4;
    /** A SHA-256, in files of earlier builds. */
    private static final int FORMER_SUM_LENGTH = 32;

    private static final int PIECE = 1 << 20;

    private final Path folder;

    /** Snapshots in a folder, which is made when it is missing. */
    public Snapshots(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Writes a snapshot; when this returns it survives a loss of power. */
    public Path write(Snapshot snapshot) throws IOException {
        return write(snapshot.position(), snapshot.engineVersion(), List.of(ByteBuffer.wrap(snapshot.state())));
    }

    /**
     * Writes a state that lies in a buffer, without copying it once more; when this returns it survives a loss of power.
     *
     * @param position where the log stood
     * @param state not written to any more
     */
    public Path write(long position, String engineVersion, StateBuffer state) throws IOException {
        return write(position, engineVersion, state.pieces());
    }

    private Path write(long position, String engineVersion, List<ByteBuffer> state) throws IOException {
        long length = state.stream().mapToLong(ByteBuffer::remaining).sum();
        byte[] frame = SnapshotFrame.encode(position, length, engineVersion);
        CRC32C sum = new CRC32C();
        sum.update(frame);
        state.forEach(piece -> sum.update(piece.duplicate()));

        List<ByteBuffer> pieces = new ArrayList<>(state.size() + 2);
        pieces.add(ByteBuffer.wrap(frame));
        pieces.addAll(state);
        pieces.add(ByteBuffer.wrap(bytes(sum)));
        Path file = folder.resolve(String.format("%020d", position) + SUFFIX);
        AtomicFile.write(file, pieces);
        return file;
    }

    /**
     * The newest whole snapshot that the log reaches.
     *
     * @param positionMax the log's recorded position; a snapshot beyond it speaks of events that are gone
     */
    public Optional<Snapshot> newest(long positionMax) throws IOException {
        List<Path> beyond =
                files().stream().filter(file -> positionOf(file) > positionMax).toList();
        beyond.forEach(file -> LOGGER.warn("snapshot {} is passed over: the log ends at {}", file, positionMax));
        return newest(positionMax, (file, problem) -> LOGGER.warn("snapshot {} is passed over: {}", file, problem));
    }

    /**
     * The newest whole snapshot at or before a position.
     *
     * @param passedOver told each file that should have served and does not, and why
     */
    public Optional<Snapshot> newest(long positionMax, BiConsumer<Path, String> passedOver) throws IOException {
        for (Path file : files()) {
            if (positionOf(file) > positionMax) {
                continue;
            }
            try {
                Snapshot snapshot = read(file);
                if (snapshot.position() == positionOf(file)) {
                    return Optional.of(snapshot);
                }
                passedOver.accept(file, "it is the state at " + snapshot.position() + " under another name");
            } catch (MalformedFrameException e) {
                passedOver.accept(file, e.getMessage());
            } catch (NoSuchFileException e) {
                // a running server keeps only some: this one has just been thinned out
                continue;
            }
        }
        return Optional.empty();
    }

    /**
     * Every snapshot that is whole, the newest first.
     *
     * @throws LogException naming the file that is damaged or speaks of events that the log does not have
     */
    public List<Snapshot> allSound(long positionMax) throws IOException {
        List<Snapshot> all = new ArrayList<>();
        for (Path file : files()) {
            all.add(sound(file, positionMax));
        }
        return all;
    }

    /**
     * The newest snapshot, which must be whole and within the log. A damaged one is worth nothing, but somebody or something has
     * touched the folder, and that is for people to look at.
     *
     * @throws LogException naming the file that is damaged or speaks of events that the log does not have
     */
    public Optional<Snapshot> newestSound(long positionMax) throws IOException {
        List<Path> files = files();
        return files.isEmpty() ? Optional.empty() : Optional.of(sound(files.get(0), positionMax));
    }

    private static Snapshot sound(Path file, long positionMax) throws IOException {
        Snapshot snapshot;
        try {
            snapshot = read(file);
        } catch (MalformedFrameException e) {
            throw new LogException(
                    "the snapshot " + file + " is damaged: " + e.getMessage()
                            + "; move it away, and the state is made from an older one or from the whole log",
                    e);
        }
        if (snapshot.position() > positionMax) {
            throw new LogException("the snapshot " + file + " was taken at log position " + snapshot.position()
                    + ", and the log ends at " + positionMax
                    + ": the end of the log is missing; restore it from a copy, or"
                    + " move the snapshot away once you know from the venue what is lost");
        }
        return snapshot;
    }

    /** Deletes all but the newest so many, and what unfinished writes have left. */
    public void keep(int newest) throws IOException {
        keep(newest, Long.MAX_VALUE);
    }

    /**
     * Deletes old snapshots, and what unfinished writes have left.
     *
     * @param newest how many of the newest stay in any case
     * @param spacing an older one stays when it lies at least so many bytes of log behind the next older one that stays: any
     *     moment of the past is then reached by reading little more than that
     */
    public void keep(int newest, long spacing) throws IOException {
        if (newest < 1) {
            throw new IllegalArgumentException("at least one snapshot must be kept, got " + newest);
        }
        List<Path> old = new ArrayList<>(files().stream().skip(newest).toList());
        Collections.reverse(old);
        long kept = 0;
        for (Path file : old) {
            if (positionOf(file) - kept >= spacing) {
                kept = positionOf(file);
            } else {
                Files.deleteIfExists(file);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(AtomicFile.ASIDE)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long positionOf(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{20}\\.snapshot"))
                    .sorted(Comparator.<Path>naturalOrder().reversed())
                    .toList();
        }
    }

    /** Of the file's bytes only the state is kept: there is no moment at which it is in memory twice. */
    private static Snapshot read(Path file) throws IOException, MalformedFrameException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE - 8) {
                throw SnapshotFrame.malformed("it has " + size + " bytes, more than a snapshot can have");
            }
            byte[] head = readFully(channel, (int) Math.min(SnapshotFrame.LENGTH_MAX, size));
            SnapshotFrame frame = SnapshotFrame.decode(head);
            long sumLength = size - frame.length() - frame.stateLength();
            if (sumLength != SUM_LENGTH && sumLength != FORMER_SUM_LENGTH) {
                throw SnapshotFrame.malformed("it is torn: the state must have " + frame.stateLength()
                        + " bytes and a sum of " + SUM_LENGTH + ", got " + (size - frame.length()) + " in all");
            }
            channel.position(frame.length());
            byte[] state = readFully(channel, (int) frame.stateLength());
            byte[] sum = readFully(channel, (int) sumLength);
            if (!MessageDigest.isEqual(sum, sum(head, frame.length(), state, sum.length))) {
                throw SnapshotFrame.malformed("its sum does not fit: the file is torn or changed");
            }
            return new Snapshot(frame.position(), frame.engineVersion(), state);
        }
    }

    private static byte[] sum(byte[] head, int frameLength, byte[] state, int sumLength) {
        if (sumLength == FORMER_SUM_LENGTH) {
            MessageDigest digest = StateHash.sha256();
            digest.update(head, 0, frameLength);
            return digest.digest(state);
        }
        CRC32C sum = new CRC32C();
        sum.update(head, 0, frameLength);
        sum.update(state);
        return bytes(sum);
    }

    private static byte[] bytes(CRC32C sum) {
        return ByteBuffer.allocate(SUM_LENGTH).putInt((int) sum.getValue()).array();
    }

    private static byte[] readFully(FileChannel channel, int length) throws IOException {
        byte[] bytes = new byte[length];
        fill(channel, bytes, 0);
        return bytes;
    }

    /** In pieces: the JDK copies whatever it is asked for through a buffer of that size outside of the heap. */
    private static void fill(FileChannel channel, byte[] bytes, int from) throws IOException {
        for (int at = from; at < bytes.length; ) {
            int count = channel.read(ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at)));
            if (count < 0) {
                throw new EOFException("the snapshot became shorter while it was read");
            }
            at += count;
        }
    }
}
