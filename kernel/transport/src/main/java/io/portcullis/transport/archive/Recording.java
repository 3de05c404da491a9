package io.portcullis.transport.archive;

import io.aeron.archive.CatalogView;
import io.portcullis.transport.LogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the archive's catalog says of our one recording.
 *
 * @param folder where the segment files are
 * @param id the recording's number
 * @param startPosition where it begins
 * @param stopPosition where it ends; negative when it was not closed in order
 * @param initialTermId Aeron's number of the first term
 * @param segmentLength bytes in a segment file
 * @param termLength bytes in a term
 * @param mtu bytes in the longest frame
 * @param sessionId Aeron's number of the publication
 */
record Recording(
        Path folder,
        long id,
        long startPosition,
        long stopPosition,
        int initialTermId,
        int segmentLength,
        int termLength,
        int mtu,
        int sessionId) {
    static final String CATALOG = "archive.catalog";

    /** The recording of the log's stream; empty in a new folder. */
    static Optional<Recording> find(Path folder) {
        if (!Files.exists(folder.resolve(CATALOG))) {
            return Optional.empty();
        }
        try {
            return read(folder);
        } catch (Exception e) {
            // Aeron throws what it stumbles over: ArchiveException, IllegalArgumentException, and IOException
            // undeclared
            throw new LogException(
                    "the log's catalog " + folder.resolve(CATALOG) + " cannot be read (" + e.getMessage()
                            + "); restore the data folder from a copy",
                    e);
        }
    }

    private static Optional<Recording> read(Path folder) {
        Recording[] found = new Recording[1];
        CatalogView.listRecordings(
                folder.toFile(),
                (controlSession,
                        correlation,
                        id,
                        startTime,
                        stopTime,
                        start,
                        stop,
                        initialTermId,
                        segmentLength,
                        termLength,
                        mtu,
                        sessionId,
                        streamId,
                        stripped,
                        original,
                        source) -> {
                    if (streamId == ArchiveNode.LOG_STREAM_ID) {
                        found[0] = new Recording(
                                folder, id, start, stop, initialTermId, segmentLength, termLength, mtu, sessionId);
                    }
                });
        return Optional.ofNullable(found[0]);
    }

    boolean closed() {
        return stopPosition >= 0;
    }

    /** Where the segment begins that a position lies in; segments begin on term boundaries. */
    long segmentBase(long position) {
        long firstBase = startPosition - startPosition % termLength;
        return position - (position - firstBase) % segmentLength;
    }

    Path segmentFile(long base) {
        return folder.resolve(id + "-" + base + ".rec");
    }

    /** Where the last segment begins; empty when nothing was recorded yet. */
    OptionalLong lastSegmentBase() throws IOException {
        String prefix = id + "-";
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".rec"))
                    .mapToLong(name -> Long.parseLong(name.substring(prefix.length(), name.length() - 4)))
                    .max();
        }
    }

    int termOffset(long position) {
        return (int) (position & (termLength - 1));
    }

    int termId(long position) {
        return initialTermId + (int) (position / termLength);
    }
}
