package io.portcullis.transport.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.engine.state.StateWriter;
import io.portcullis.transport.LogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @TempDir
    Path folder;

    private Snapshots snapshots;

    @BeforeEach
    void open() throws IOException {
        snapshots = new Snapshots(folder.resolve("snapshots"));
    }

    @Test
    void shouldFindNothingInAnEmptyFolder() throws IOException {
        assertThat(snapshots.newest(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void shouldFindTheNewestThatTheLogReaches() throws IOException {
        snapshots.write(new Snapshot(100, "0.1.0", state("a")));
        snapshots.write(new Snapshot(2_000, "0.1.0", state("b")));
        snapshots.write(new Snapshot(30_000, "0.2.0", state("c")));

        Snapshot newest = snapshots.newest(Long.MAX_VALUE).orElseThrow();
        assertThat(newest.position()).isEqualTo(30_000);
        assertThat(newest.engineVersion()).isEqualTo("0.2.0");
        assertThat(newest.state()).isEqualTo(state("c"));
        assertThat(snapshots.newest(29_999).orElseThrow().position()).isEqualTo(2_000);
        assertThat(snapshots.newest(99)).isEmpty();
    }

    @Test
    void shouldPassOverASnapshotThatWasCutAtAnyByte() throws IOException {
        snapshots.write(new Snapshot(100, "0.1.0", state("old")));
        Path newest = snapshots.write(new Snapshot(200, "0.1.0", state("new")));
        byte[] whole = Files.readAllBytes(newest);
        for (int length = 0; length < whole.length; length++) {
            Files.write(newest, Arrays.copyOf(whole, length));
            assertThat(snapshots.newest(Long.MAX_VALUE).orElseThrow().position())
                    .isEqualTo(100);
        }
    }

    @Test
    void shouldPassOverASnapshotWithAnyChangedByte() throws IOException {
        snapshots.write(new Snapshot(100, "0.1.0", state("old")));
        Path newest = snapshots.write(new Snapshot(200, "0.1.0", state("new")));
        byte[] whole = Files.readAllBytes(newest);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            Files.write(newest, changed);
            assertThat(snapshots.newest(Long.MAX_VALUE).orElseThrow().position())
                    .isEqualTo(100);
        }
    }

    @Test
    void shouldNotPassOverADamagedOrTooNewSnapshotWhenItMustBeSound() throws IOException {
        snapshots.write(new Snapshot(100, "0.1.0", state("old")));
        Path newest = snapshots.write(new Snapshot(200, "0.1.0", state("new")));
        assertThat(snapshots.newestSound(200).orElseThrow().position()).isEqualTo(200);
        assertThat(snapshots.allSound(200)).extracting(Snapshot::position).containsExactly(200L, 100L);
        assertThatThrownBy(() -> snapshots.newestSound(199))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("taken at log position 200, and the log ends at 199");
        byte[] changed = Files.readAllBytes(newest);
        changed[changed.length / 2] ^= 1;
        Files.write(newest, changed);
        assertThatThrownBy(() -> snapshots.newestSound(200))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("200.snapshot is damaged");
    }

    @Test
    void shouldIgnoreWhatAnUnfinishedWriteLeft() throws IOException {
        snapshots.write(new Snapshot(100, "0.1.0", state("old")));
        Files.writeString(folder.resolve("snapshots/00000000000000000200.snapshot.tmp"), "half");
        assertThat(snapshots.newest(Long.MAX_VALUE).orElseThrow().position()).isEqualTo(100);

        snapshots.keep(1);
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("00000000000000000100.snapshot");
        }
    }

    @Test
    void shouldKeepTheNewestOnly() throws IOException {
        for (int position = 1; position <= 5; position++) {
            snapshots.write(new Snapshot(position, "0.1.0", state("x")));
        }
        snapshots.keep(2);
        assertThat(snapshots.newest(4).orElseThrow().position()).isEqualTo(4);
        assertThat(snapshots.newest(3)).isEmpty();
    }

    @Test
    void shouldKeepOlderOnesThatLieFarEnoughApart() throws IOException {
        for (long position : new long[] {10, 90, 105, 150, 260, 300, 399, 500, 501, 502}) {
            snapshots.write(new Snapshot(position, "0.1.0", state("x")));
            snapshots.keep(3, 100);
        }
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            assertThat(files.map(
                            file -> Long.parseLong(file.getFileName().toString().substring(0, 20))))
                    .containsExactlyInAnyOrder(105L, 260L, 399L, 500L, 501L, 502L);
        }
    }

    @Test
    void shouldSayWhichSnapshotIsPassedOverAndNotReadLaterOnes() throws IOException {
        snapshots.write(new Snapshot(100, "0.1.0", state("old")));
        Path torn = snapshots.write(new Snapshot(200, "0.1.0", state("new")));
        Path later = snapshots.write(new Snapshot(300, "0.1.0", state("later")));
        Files.write(torn, new byte[] {1, 2, 3});
        Files.write(later, new byte[] {1});
        Path renamed = folder.resolve("snapshots/00000000000000000150.snapshot");
        Files.copy(folder.resolve("snapshots/00000000000000000100.snapshot"), renamed);
        Map<Path, String> said = new LinkedHashMap<>();

        assertThat(snapshots.newest(299, said::put).orElseThrow().position()).isEqualTo(100);
        assertThat(said).containsOnlyKeys(torn, renamed);
        assertThat(said.get(torn)).contains("torn");
        assertThat(said.get(renamed)).contains("100", "another name");
    }

    @Test
    void shouldReadStateBackInOrder() {
        StateBuffer buffer = new StateBuffer();
        write(buffer);
        StateBytes reader = new StateBytes(buffer.toBytes());
        assertThat(reader.getLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(reader.getString()).isNull();
        assertThat(reader.getString()).isEqualTo("größer");
        assertThat(reader.getDouble()).isNaN();
        assertThat(Double.doubleToRawLongBits(reader.getDouble())).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(reader.getBoolean()).isTrue();
        assertThat(reader.getString()).isEmpty();
        assertThat(reader.atEnd()).isTrue();
    }

    @Test
    void shouldSayWhereAReaderIsOutOfStep() {
        StateBuffer buffer = new StateBuffer();
        buffer.putLong(1);
        buffer.putString("x");
        StateBytes reader = new StateBytes(buffer.toBytes());
        reader.getLong();
        assertThatThrownBy(reader::getLong)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("field of kind 'S' at byte 9 where a number is due");
        StateBytes shortOne = new StateBytes(Arrays.copyOf(buffer.toBytes(), 12));
        shortOne.getLong();
        assertThatThrownBy(shortOne::getString)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ends at byte 12");
    }

    @Test
    void shouldHashTheSameStateToTheSameValueAndAnyOtherToAnother() {
        StateHash hash = new StateHash();
        write(hash);
        String first = hash.hex();
        write(hash);
        assertThat(hash.hex()).isEqualTo(first).hasSize(64);
        hash.putString("a");
        hash.putString("bc");
        String split = hash.hex();
        hash.putString("ab");
        hash.putString("c");
        assertThat(hash.hex()).isNotEqualTo(split).isNotEqualTo(first);
    }

    @Test
    void shouldHashNothingToTheSha256OfNothing() {
        // FIPS 180-4: SHA-256 of the empty message.
        assertThat(new StateHash().hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void shouldHoldMoreStateThanItsFirstBuffer() {
        StateBuffer buffer = new StateBuffer();
        for (int i = 0; i < 50_000; i++) {
            buffer.putLong(i);
        }
        StateBytes reader = new StateBytes(buffer.toBytes());
        for (int i = 0; i < 50_000; i++) {
            assertThat(reader.getLong()).isEqualTo(i);
        }
    }

    private static void write(StateWriter writer) {
        writer.putLong(Long.MIN_VALUE);
        writer.putString(null);
        writer.putString("größer");
        writer.putDouble(Double.NaN);
        writer.putDouble(-0.0);
        writer.putBoolean(true);
        writer.putString("");
    }

    private static byte[] state(String text) {
        StateBuffer buffer = new StateBuffer();
        buffer.putString(text);
        buffer.putLong(7);
        return buffer.toBytes();
    }
}
