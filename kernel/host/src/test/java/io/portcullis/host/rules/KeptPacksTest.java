package io.portcullis.host.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.config.ConfigException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The goal is that bytes which become code come back only as this data folder wrote them. Method: every byte of a kept file is
 * changed, every shorter one is tried, and so is everything that it was not written for.
 */
class KeptPacksTest {
    private static final String RULES = hash(1);
    private static final String MAKER = "format 1, drools 10";
    private static final byte[] CLASSES = "the classes of some rules".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    private KeptPacks kept;

    @BeforeEach
    void write() throws IOException {
        kept = new KeptPacks(data);
        kept.write(RULES, MAKER, CLASSES);
    }

    @Test
    void shouldGiveBackWhatItWrote() throws IOException {
        assertThat(new KeptPacks(data).read(RULES, MAKER)).hasValue(CLASSES);
        assertThat(kept.read(hash(2), MAKER)).isEmpty();
    }

    @Test
    void shouldBeReadableByItsOwnerOnly() throws IOException {
        assertThat(permissions(file(RULES))).isEqualTo("rw-------");
        assertThat(permissions(data.resolve("packs.key"))).isEqualTo("rw-------");
        assertThat(permissions(file(RULES).getParent())).isEqualTo("rwx------");
    }

    @Test
    void shouldRefuseEveryChangedByte() throws IOException {
        byte[] sound = Files.readAllBytes(file(RULES));
        for (int i = 0; i < sound.length; i++) {
            byte[] changed = sound.clone();
            changed[i] ^= 1;
            Files.write(file(RULES), changed);
            assertRefused(MAKER, "authentication code");
        }
    }

    @Test
    void shouldRefuseEveryOtherLength() throws IOException {
        byte[] sound = Files.readAllBytes(file(RULES));
        for (int length = 0; length <= sound.length + 3; length++) {
            if (length != sound.length) {
                Files.write(file(RULES), Arrays.copyOf(sound, length));
                assertRefused(MAKER, "authentication code");
            }
        }
    }

    @Test
    void shouldRefuseAnotherVersion() {
        assertRefused("format 1, drools 11", "another version");
    }

    @Test
    void shouldRefuseTheFileOfOtherRules() throws IOException {
        kept.write(hash(2), MAKER, CLASSES);
        Files.move(file(hash(2)), file(RULES), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(MAKER, "belongs to the rules " + hash(2));
    }

    @Test
    void shouldRefuseTheFileOfAnotherDataFolder(@TempDir Path other) throws IOException {
        KeptPacks elsewhere = new KeptPacks(other);
        elsewhere.write(RULES, MAKER, CLASSES);
        Files.copy(other.resolve("content/packs").resolve(RULES), file(RULES), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(MAKER, "authentication code");
    }

    @Test
    void shouldRefuseALink() throws IOException {
        Path aside = data.resolve("aside");
        Files.move(file(RULES), aside);
        Files.createSymbolicLink(file(RULES), aside);
        assertRefused(MAKER, "is no file");
    }

    @Test
    void shouldRefuseAKeyThatOthersCouldRead() throws IOException {
        Files.setPosixFilePermissions(data.resolve("packs.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> kept.read(RULES, MAKER))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("it must be rw-------");
    }

    @Test
    void shouldMakeAnotherKeyWhenItsOwnIsGone() throws IOException {
        Files.delete(data.resolve("packs.key"));
        assertThatThrownBy(() -> kept.read(RULES, MAKER)).isInstanceOf(IOException.class);
        kept.write(RULES, MAKER, CLASSES);
        assertThat(kept.read(RULES, MAKER)).hasValue(CLASSES);
    }

    @Test
    void shouldKeepTheNewestOnly() throws IOException {
        for (int i = 1; i <= KeptPacks.KEPT_MAX + 2; i++) {
            kept.write(hash(i), MAKER, CLASSES);
            Files.setLastModifiedTime(file(hash(i)), FileTime.from(1_000 + i, TimeUnit.SECONDS));
        }
        try (var files = Files.list(data.resolve("content/packs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(hash(3), hash(4), hash(5), hash(6));
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
            written.rules.get(1, TimeUnit.MINUTES);
            assertThat(first.builds()).isEqualTo(2);
        }
        try (PackCompiler second = compiler()) {
            assertThat(new PackCheck(second).check(content).passed()).isTrue();
            assertThat(second.builds()).isZero();
        }
        Path file = file(written.rules.get());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        try (PackCompiler third = compiler()) {
            PackCheck.Checked checked = new PackCheck(third).check(content);
            assertThat(checked.passed()).isTrue();
            assertThat(third.builds()).isEqualTo(2);
            assertThat(third.isKept(checked.pack().orElseThrow())).isFalse();
        }
    }

    /** Says which rules the background has written. */
    private record Written(KeptClasses kept, CompletableFuture<String> rules) implements KeptClasses {
        Written(KeptClasses kept) {
            this(kept, new CompletableFuture<>());
        }

        @Override
        public Optional<byte[]> read(String rules, String maker) throws IOException {
            return kept.read(rules, maker);
        }

        @Override
        public void write(String rules, String maker, byte[] classes) throws IOException {
            kept.write(rules, maker, classes);
            this.rules.complete(rules);
        }
    }

    private PackCompiler compiler() {
        return new PackCompiler(new KeptPacks(data), PackCheck::findings);
    }

    private void assertRefused(String maker, String why) {
        assertThatThrownBy(() -> kept.read(RULES, maker))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private Path file(String rules) {
        return data.resolve("content/packs").resolve(rules);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String hash(int number) {
        return String.format("%064x", number);
    }
}
