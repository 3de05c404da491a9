package io.portcullis.host.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.config.ConfigException;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.cases.PackCheck;
import io.portcullis.policy.gate.KeptClasses;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The goal is that bytes which become code come back only as this data folder wrote them. Method: every byte of a kept file is
 * changed, every shorter one is tried, and so is everything that it was not written for.
 */
class KeptPacksTest {
    private static final PackHash PACK = hash(1);
    private static final String MAKER = "format 1, drools 10";
    private static final byte[] CLASSES = "the classes of a pack".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    private KeptPacks kept;

    @BeforeEach
    void write() throws IOException {
        kept = new KeptPacks(data);
        kept.write(PACK, MAKER, CLASSES);
    }

    @Test
    void shouldGiveBackWhatItWrote() throws IOException {
        assertThat(new KeptPacks(data).read(PACK, MAKER)).hasValue(CLASSES);
        assertThat(kept.read(hash(2), MAKER)).isEmpty();
    }

    @Test
    void shouldBeReadableByItsOwnerOnly() throws IOException {
        assertThat(permissions(file(PACK))).isEqualTo("rw-------");
        assertThat(permissions(data.resolve("packs.key"))).isEqualTo("rw-------");
        assertThat(permissions(file(PACK).getParent())).isEqualTo("rwx------");
    }

    @Test
    void shouldRefuseEveryChangedByte() throws IOException {
        byte[] sound = Files.readAllBytes(file(PACK));
        for (int i = 0; i < sound.length; i++) {
            byte[] changed = sound.clone();
            changed[i] ^= 1;
            Files.write(file(PACK), changed);
            assertRefused(MAKER, "authentication code");
        }
    }

    @Test
    void shouldRefuseEveryOtherLength() throws IOException {
        byte[] sound = Files.readAllBytes(file(PACK));
        for (int length = 0; length <= sound.length + 3; length++) {
            if (length != sound.length) {
                Files.write(file(PACK), Arrays.copyOf(sound, length));
                assertRefused(MAKER, "authentication code");
            }
        }
    }

    @Test
    void shouldRefuseAnotherVersion() {
        assertRefused("format 1, drools 11", "another version");
    }

    @Test
    void shouldRefuseTheFileOfAnotherPack() throws IOException {
        kept.write(hash(2), MAKER, CLASSES);
        Files.move(file(hash(2)), file(PACK), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(MAKER, "belongs to pack " + hash(2).hex());
    }

    @Test
    void shouldRefuseTheFileOfAnotherDataFolder(@TempDir Path other) throws IOException {
        KeptPacks elsewhere = new KeptPacks(other);
        elsewhere.write(PACK, MAKER, CLASSES);
        Files.copy(other.resolve("content/packs").resolve(PACK.hex()), file(PACK), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(MAKER, "authentication code");
    }

    @Test
    void shouldRefuseALink() throws IOException {
        Path aside = data.resolve("aside");
        Files.move(file(PACK), aside);
        Files.createSymbolicLink(file(PACK), aside);
        assertRefused(MAKER, "is no file");
    }

    @Test
    void shouldRefuseAKeyThatOthersCouldRead() throws IOException {
        Files.setPosixFilePermissions(data.resolve("packs.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> kept.read(PACK, MAKER))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("it must be rw-------");
    }

    @Test
    void shouldMakeAnotherKeyWhenItsOwnIsGone() throws IOException {
        Files.delete(data.resolve("packs.key"));
        assertThatThrownBy(() -> kept.read(PACK, MAKER)).isInstanceOf(IOException.class);
        kept.write(PACK, MAKER, CLASSES);
        assertThat(kept.read(PACK, MAKER)).hasValue(CLASSES);
    }

    @Test
    void shouldKeepTheNewestOnly() throws IOException {
        for (int i = 1; i <= KeptPacks.KEPT_MAX + 2; i++) {
            kept.write(hash(i), MAKER, CLASSES);
            Files.setLastModifiedTime(file(hash(i)), FileTime.from(1_000 + i, TimeUnit.SECONDS));
        }
        try (var files = Files.list(data.resolve("content/packs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(hash(3).hex(), hash(4).hex(), hash(5).hex(), hash(6).hex());
        }
    }

    /** The shipped rules through real files: compiled by the first compiler, linked by the second, compiled again when touched. */
    @Test
    void shouldSpareARestartTheCompiler() throws Exception {
        PackContent content = PackContent.ofFolder(Path.of("../../rules/portfolio"));
        Written written = new Written(kept);
        try (PackCompiler first = new PackCompiler(written, PackCheck::findings)) {
            PackCheck.Checked checked = new PackCheck(first).check(content);
            first.keep(checked.pack().orElseThrow());
            written.done.await();
            assertThat(first.builds()).isEqualTo(2);
        }
        try (PackCompiler second = compiler()) {
            assertThat(new PackCheck(second).check(content).passed()).isTrue();
            assertThat(second.builds()).isZero();
        }
        byte[] bytes = Files.readAllBytes(file(content.hash()));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(content.hash()), bytes);
        try (PackCompiler third = compiler()) {
            assertThat(new PackCheck(third).check(content).passed()).isTrue();
            assertThat(third.builds()).isEqualTo(2);
            assertThat(third.isKept(content.hash())).isFalse();
        }
    }

    /** Says when the background has written. */
    private record Written(KeptClasses kept, CountDownLatch done) implements KeptClasses {
        Written(KeptClasses kept) {
            this(kept, new CountDownLatch(1));
        }

        @Override
        public Optional<byte[]> read(PackHash pack, String maker) throws IOException {
            return kept.read(pack, maker);
        }

        @Override
        public void write(PackHash pack, String maker, byte[] classes) throws IOException {
            try {
                kept.write(pack, maker, classes);
            } finally {
                done.countDown();
            }
        }
    }

    private PackCompiler compiler() {
        return new PackCompiler(new KeptPacks(data), PackCheck::findings);
    }

    private void assertRefused(String maker, String why) {
        assertThatThrownBy(() -> kept.read(PACK, maker))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private Path file(PackHash pack) {
        return data.resolve("content/packs").resolve(pack.hex());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static PackHash hash(int number) {
        return new PackHash(String.format("%032x", number));
    }
}
