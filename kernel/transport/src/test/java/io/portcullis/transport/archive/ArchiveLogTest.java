package io.portcullis.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.Log;
import io.portcullis.transport.LogContractTest;
import io.portcullis.transport.LogException;
import io.portcullis.transport.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveLogTest extends LogContractTest {
    @TempDir
    Path folder;

    private final List<AutoCloseable> locks = new ArrayList<>();

    @Override
    protected Log open() throws IOException {
        return openAt(folder.resolve("data"));
    }

    @AfterEach
    void unlock() throws Exception {
        for (AutoCloseable lock : locks) {
            lock.close();
        }
    }

    private ArchiveLog openAt(Path data) throws IOException {
        DataLock lock = DataLock.acquire(data);
        locks.add(lock);
        return ArchiveLog.open(lock, Durability.PROCESS);
    }

    private void release() throws Exception {
        for (AutoCloseable lock : locks) {
            lock.close();
        }
        locks.clear();
    }

    @Test
    void shouldGoOnWhereItStoodAfterAnOrderlyStop() throws Exception {
        numbered(0, 50).forEach(log::append);
        log.close();
        release();

        ArchiveLog again = (ArchiveLog) open();
        log = again;
        log.append(tick(3));
        Handed tail = poll(1);

        assertThat(tail.events).containsExactly(tick(49));
        assertThat(again.openedAt()).isLessThan(tail.last());
        assertThat(replay(0).events).isEqualTo(concat(numbered(0, 50), List.of(tick(49))));
    }

    @Test
    void shouldFindWhatWasRecordedBeforeAnAbruptEnd() throws Exception {
        numbered(0, 50).forEach(log::append);
        poll(50);
        Path crashed = copyOfRunningFolder("crashed");

        try (ArchiveLog again = openAt(crashed)) {
            Handed handed = new Handed();
            again.replay(0, again.recordedPosition(), handed);
            assertThat(handed.events).isEqualTo(numbered(0, 50));
            again.append(tick(50));
            assertThat(poll(again, 1).events).containsExactly(tick(50));
        }
    }

    @Test
    void shouldKeepEveryWholeEventWhateverByteTheCrashCutsAt() throws Exception {
        List<EngineEvent> sent = inTimeOrder(sampleEvents());
        sent.forEach(log::append);
        Handed all = poll(sent.size());

        // The last event is longer than a frame; cuts lie inside frames, on their borders and inside headers.
        long end = all.last();
        long[] cuts = {1, 31, 32, 33, 4_095, 4_096, end / 3, end / 2 + 5, end - 40_001, end - 8_192, end - 1};
        for (int i = 0; i < cuts.length; i++) {
            Path crashed = copyOfRunningFolder("cut-" + i);
            cut(crashed, cuts[i], i % 2 == 0);
            requireWholeEventsBefore(cuts[i], all, crashed);
        }
    }

    private void requireWholeEventsBefore(long cut, Handed all, Path crashed) throws Exception {
        int whole =
                (int) all.positions.stream().filter(position -> position <= cut).count();
        try (ArchiveLog again = openAt(crashed)) {
            again.append(tick(Long.MAX_VALUE));
            poll(again, 1);
            Handed handed = new Handed();
            again.replay(0, again.recordedPosition(), handed);
            // A cut through the zeros that fill a frame up to 32 bytes has cut nothing off.
            int kept = handed.events.size() - 1;
            assertThat(kept).isBetween(whole, whole + 1);
            assertThat(handed.positions.subList(0, kept)).isEqualTo(all.positions.subList(0, kept));
            assertThat(handed.events.subList(0, kept))
                    .usingRecursiveFieldByFieldElementComparator(Samples.BY_VALUE)
                    .containsExactlyElementsOf(all.events.subList(0, kept));
            assertThat(handed.events.get(kept)).isEqualTo(tick(Long.MAX_VALUE));
        }
    }

    private static List<EngineEvent> sampleEvents() {
        Samples samples = new Samples(11);
        List<EngineEvent> events = new ArrayList<>(samples.events());
        events.add(samples.chunk(64 * 1024));
        events.addAll(samples.events());
        events.add(samples.chunk(30_000));
        return events;
    }

    @Test
    void shouldRefuseALogThatIsDamagedBeforeItsEnd() throws Exception {
        numbered(0, 50).forEach(log::append);
        Handed handed = poll(50);
        Path damaged = copyOfRunningFolder("damaged");
        flip(damaged, handed.positions.get(20) + 40);

        assertThatThrownBy(() -> openAt(damaged))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("is damaged at position " + handed.positions.get(20));
    }

    /** What a loss of power leaves of a file that was never forced. */
    @Test
    void shouldSayWhichFileIsLostWhenTheCatalogIsEmptyOrCut() throws Exception {
        log.append(tick(1));
        poll(1);
        int[] lengths = {0, 16, 4096};
        for (int length : lengths) {
            Path damaged = copyOfRunningFolder("damaged-" + length);
            Path catalog = damaged.resolve("log").resolve(Recording.CATALOG);
            Files.write(catalog, new byte[length]);
            assertThatThrownBy(() -> openAt(damaged))
                    .as("%d zeros", length)
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining(catalog + " cannot be read")
                    .hasMessageContaining("restore the data folder from a copy");
        }
    }

    @Test
    void shouldBeReadableWithoutAServer() throws Exception {
        List<EngineEvent> sent = inTimeOrder(new Samples(3).events());
        sent.forEach(log::append);
        Handed handed = poll(sent.size());
        Path copy = copyOfRunningFolder("copy");

        try (DataLock lock = DataLock.acquire(copy)) {
            RecordedLog recorded = RecordedLog.open(lock);
            Handed read = new Handed();
            recorded.replay(recorded.startPosition(), recorded.recordedPosition(), read);
            assertThat(recorded.recordedPosition()).isEqualTo(log.recordedPosition());
            assertThat(read.positions).isEqualTo(handed.positions);
            assertThat(read.events)
                    .usingRecursiveFieldByFieldElementComparator(Samples.BY_VALUE)
                    .containsExactlyElementsOf(sent);
        }
    }

    @Test
    void shouldSayWhereThereIsNoLog() throws Exception {
        try (DataLock lock = DataLock.acquire(folder.resolve("empty"))) {
            assertThatThrownBy(() -> RecordedLog.open(lock))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("there is no log in");
        }
    }

    @Test
    void shouldTakeMoreFromOneEventThanTheStreamHolds() {
        log.append(tick(1));
        Handed handed = new Handed();
        Samples samples = new Samples(5);
        int chunks = 40;
        while (handed.events.size() < chunks + 1) {
            log.poll(
                    (position, event) -> {
                        handed.onEvent(position, event);
                        if (handed.events.size() == 1) {
                            for (int i = 0; i < chunks; i++) {
                                log.append(samples.chunk(64 * 1024));
                            }
                        }
                    },
                    10);
        }
        assertThat(handed.positions).isSorted().hasSize(chunks + 1);
    }

    @Test
    void shouldRollOverSegmentsAndTerms() throws Exception {
        Samples samples = new Samples(6);
        int chunks = 600; // 37 MiB: three segments of 16 MiB
        Handed handed = new Handed();
        for (int i = 0; i < chunks; i++) {
            log.append(samples.chunk(64 * 1024));
            log.poll(handed, 100);
        }
        while (handed.events.size() < chunks) {
            log.poll(handed, 100);
        }
        Path crashed = copyOfRunningFolder("crashed");
        assertThat(replay(0).positions).isEqualTo(handed.positions);
        try (ArchiveLog again = openAt(crashed)) {
            Handed tail = new Handed();
            again.replay(handed.positions.get(chunks - 3), again.recordedPosition(), tail);
            assertThat(tail.positions).isEqualTo(handed.positions.subList(chunks - 2, chunks));
            for (int i = 0; i < chunks; i += 37) {
                long position = handed.positions.get(i);
                assertThat(again.lastAt(position + 1).orElseThrow().position()).isEqualTo(position);
                long time = handed.events.get(i).timeNanos();
                int last = i;
                while (last + 1 < chunks && handed.events.get(last + 1).timeNanos() == time) {
                    last++;
                }
                assertThat(again.lastAtTime(time).orElseThrow().position()).isEqualTo(handed.positions.get(last));
            }
        }
    }

    @Test
    void shouldNameItsDurability() {
        assertThat(log.durability()).hasToString("process (survives kill -9 of the process, not a loss of power)");
    }

    /** The files as a kill -9 would leave them: the page cache outlives the process. */
    private Path copyOfRunningFolder(String name) throws IOException {
        Path from = folder.resolve("data").resolve("log");
        Path to = folder.resolve(name).resolve("log");
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to.getParent();
    }

    private static Path lastSegment(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".rec"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static void cut(Path data, long at, boolean zeros) throws IOException {
        try (var file = new java.io.RandomAccessFile(lastSegment(data).toFile(), "rw")) {
            long length = file.length();
            file.setLength(at);
            if (zeros) {
                file.setLength(length);
            }
        }
    }

    private static void flip(Path data, long at) throws IOException {
        try (var file = new java.io.RandomAccessFile(lastSegment(data).toFile(), "rw")) {
            file.seek(at);
            int value = file.read();
            file.seek(at);
            file.write(value ^ 1);
        }
    }

    private static List<EngineEvent> concat(List<EngineEvent> first, List<EngineEvent> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
