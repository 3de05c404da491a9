package io.portcullis.transport.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.portcullis.engine.state.StateWriter;
import io.portcullis.transport.LogException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
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
    void shouldReadWhatEarlierBuildsWroteWithASha256AtTheEnd() throws Exception {
        Path file = snapshots.write(new Snapshot(100, "0.1.0", state("old")));
        byte[] now = Files.readAllBytes(file);
        byte[] content = Arrays.copyOf(now, now.length - 4);
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
        byte[] former = Arrays.copyOf(content, content.length + sum.length);
        System.arraycopy(sum, 0, former, content.length, sum.length);
        Files.write(file, former);
        assertThat(snapshots.newestSound(100).orElseThrow().state()).isEqualTo(state("old"));

        former[content.length - 1] ^= 1;
        Files.write(file, former);
        assertThat(snapshots.newest(100)).isEmpty();
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
        Files.writeString(folder.resolve("snapshots/00000000000000000200.snapshot.new"), "half");
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

    /** Naive twin: the same fields, put together by the JDK's own streams. */
    @Test
    void shouldWriteTheSameBytesWhereverAPieceEnds() throws IOException {
        Random random = new Random(11);
        List<String> texts =
                List.of("", "a", "GEN001-1234567", "größer", "\uD83D\uDE00", "x".repeat(300_000), "ö".repeat(300_000));
        StateBuffer buffer = new StateBuffer();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        StateHash hash = new StateHash();
        for (int i = 0; i < 60_000; i++) {
            int longest = random.nextInt(10_000) == 0 ? texts.size() : 5;
            String text = random.nextInt(9) == 0 ? null : texts.get(random.nextInt(longest));
            long number = random.nextLong();
            Consumer<StateWriter> fields = writer -> {
                writer.putString(text);
                writer.putLong(number);
            };
            int parts = random.nextInt(100) == 0 ? 1 + random.nextInt(3) : 0;
            byte[] part = null;
            for (int n = 0; n < parts; n++) {
                part = buffer.putPart(part, n == 0 ? fields : writer -> fail("it has not changed"));
            }
            if (parts == 0) {
                fields.accept(buffer);
            }
            for (int n = 0; n < Math.max(1, parts); n++) {
                hash.putPart(part, fields);
            }
            byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            ByteBuffer field = ByteBuffer.allocate(utf8.length + 14).order(ByteOrder.LITTLE_ENDIAN);
            if (text == null) {
                field.put((byte) 'N');
            } else {
                field.put((byte) 'S').putInt(utf8.length).put(utf8);
            }
            field.put((byte) 'L').putLong(number);
            for (int n = 0; n < Math.max(1, parts); n++) {
                expected.write(field.array(), 0, field.position());
            }
        }
        byte[] state = expected.toByteArray();
        assertThat(buffer.toBytes()).isEqualTo(state);
        assertThat(hash.hex()).isEqualTo(sha256(state));

        Path whole = snapshots.write(new Snapshot(1, "0.1.0", state));
        byte[] file = Files.readAllBytes(whole);
        assertThat(snapshots.write(1, "0.1.0", buffer)).hasBinaryContent(file);
        assertThat(snapshots.newest(1).orElseThrow().state()).isEqualTo(state);
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(StateHash.sha256().digest(bytes));
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
