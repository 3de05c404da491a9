package io.portcullis.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.protocol.DataHeaderFlyweight;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.LogAudit;
import io.portcullis.transport.Samples;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of a log is vouched for: by its checksum, its place, or the chain over all records. */
class FrameAuditTest {
    private static final int FLIPS = 100;

    @TempDir
    Path folder;

    private final List<Long> positions = new ArrayList<>();
    private final List<Long> links = new ArrayList<>();

    /** Two processes after each other, long messages, several terms with what is left free at their ends. */
    @BeforeEach
    void record() throws Exception {
        for (int process = 0; process < 2; process++) {
            Samples samples = new Samples(process);
            try (DataLock lock = DataLock.acquire(folder);
                    ArchiveLog log = ArchiveLog.open(lock, Durability.PROCESS)) {
                for (int i = 0; i < 15; i++) {
                    List<EngineEvent> events = new ArrayList<>(samples.events());
                    events.add(samples.chunk(60_000));
                    for (EngineEvent event : events) {
                        log.append(event);
                        log.poll((position, taken) -> note(position, log), 100);
                    }
                }
                while (log.pending()) {
                    log.poll((position, taken) -> note(position, log), 100);
                }
            }
        }
    }

    private void note(long position, ArchiveLog log) {
        positions.add(position);
        links.add(log.polledLink());
    }

    private LogAudit audit() throws IOException {
        try (DataLock lock = DataLock.acquire(folder)) {
            return RecordedLog.audit(lock, Set.copyOf(positions));
        }
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".rec"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void flip(long offset, int bit) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment().toFile(), "rw")) {
            file.seek(offset);
            int value = file.read();
            file.seek(offset);
            file.write(value ^ 1 << bit);
        }
    }

    @Test
    void shouldFindNothingInALogThatNobodyTouchedAndKnowTheLinkOfEachEvent() throws IOException {
        LogAudit audit = audit();
        assertThat(audit.damage()).isEmpty();
        assertThat(audit.end()).isEqualTo(positions.get(positions.size() - 1)).isGreaterThan(1 << 20);
        assertThat(audit.frames()).isGreaterThan(positions.size());
        assertThat(List.copyOf(audit.links().keySet())).isEqualTo(positions);
        assertThat(List.copyOf(audit.links().values())).isEqualTo(links).doesNotHaveDuplicates();
    }

    @Test
    void shouldFindEveryFlippedBitNotLaterThanItsRecordEnds() throws IOException {
        Random random = new Random(31);
        long end = audit().end();
        for (int i = 0; i < FLIPS; i++) {
            long offset = random.nextLong(end);
            int bit = random.nextInt(8);
            flip(offset, bit);
            LogAudit audit = audit();
            assertThat(audit.damage()).as("bit %d of byte %d", bit, offset).isPresent();
            assertThat(audit.damage().orElseThrow().position())
                    .as("bit %d of byte %d", bit, offset)
                    .isLessThanOrEqualTo(offset);
            flip(offset, bit);
        }
        assertThat(audit().damage()).isEmpty();
    }

    @Test
    void shouldFindEveryFlippedBitOfAHeader() throws IOException {
        long begin = positions.get(positions.size() / 2);
        for (int bit = 0; bit < 8 * DataHeaderFlyweight.HEADER_LENGTH; bit++) {
            flip(begin + bit / 8, bit % 8);
            LogAudit audit = audit();
            assertThat(audit.damage()).as("bit %d", bit).isPresent();
            assertThat(audit.damage().orElseThrow().position())
                    .as("bit %d", bit)
                    .isEqualTo(begin);
            flip(begin + bit / 8, bit % 8);
        }
    }

    @Test
    void shouldFindWhatIsWrittenBehindTheEnd() throws IOException {
        long end = audit().end();
        flip(end + 5_000, 3);
        assertThat(audit().damage()).hasValueSatisfying(damage -> {
            assertThat(damage.position()).isEqualTo(end);
            assertThat(damage.what()).contains("behind its end");
        });
    }

    @Test
    void shouldFindThatTheEndIsMissing() throws IOException {
        long cut = positions.get(positions.size() - 3);
        Path segment = segment();
        long length = Files.size(segment);
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.setLength(cut);
            file.setLength(length);
        }
        assertThat(audit().damage()).hasValueSatisfying(damage -> {
            assertThat(damage.position()).isEqualTo(cut);
            assertThat(damage.what()).contains("closed at " + positions.get(positions.size() - 1));
        });
    }
}
