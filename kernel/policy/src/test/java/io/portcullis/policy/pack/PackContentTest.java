package io.portcullis.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackContentTest {
    private static PackContent content(String limits) {
        return PackContent.of(new TreeMap<>(Map.of("pack.yaml", "name: x\n", "limits.csv", limits)));
    }

    @Test
    void shouldComeBackFromItsBytes() {
        PackContent content = content("limit,scope,value,unit\n");
        PackContent back = PackContent.ofBytes(content.bytes());
        assertThat(back.files()).isEqualTo(content.files());
        assertThat(back.hash()).isEqualTo(content.hash());
        assertThat(back.bytes()).isEqualTo(content.bytes());
    }

    @Test
    void shouldComeBackFromItsBytesForAnyText() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(300); k > 0; k--) {
                text.appendCodePoint(
                        random.nextInt(10) == 0 ? 0x20 + random.nextInt(0x2000) : 0x20 + random.nextInt(0x60));
            }
            PackContent content = content(text.toString());
            assertThat(PackContent.ofBytes(content.bytes()).files()).isEqualTo(content.files());
        }
    }

    @Test
    void shouldHashTheUncompressedFormWithSha256() throws Exception {
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        canonical.write(HexFormat.of().parseHex("50434B31" + "00000001" + "00000009"));
        canonical.write("pack.yaml".getBytes(StandardCharsets.UTF_8));
        canonical.write(HexFormat.of().parseHex("00000008"));
        canonical.write("name: x\n".getBytes(StandardCharsets.UTF_8));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.toByteArray());
        assertThat(PackContent.of(new TreeMap<>(Map.of("pack.yaml", "name: x\n")))
                        .hash()
                        .hex())
                .isEqualTo(HexFormat.of().formatHex(Arrays.copyOf(digest, 16)));
    }

    @Test
    void shouldHaveOneHashWhateverTheLineEnds() {
        assertThat(content("a,b\r\nc,d\r\n").hash())
                .isEqualTo(content("a,b\nc,d\n").hash());
        assertThat(content("\uFEFFa,b\n").hash()).isEqualTo(content("a,b\n").hash());
        assertThat(content("a,b\n\n").hash()).isNotEqualTo(content("a,b\n").hash());
    }

    @Test
    void shouldRefuseDamagedBytes() {
        byte[] bytes = content("limit,scope,value,unit\n").bytes();
        for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 5}) {
            assertThatIllegalArgumentException().isThrownBy(() -> PackContent.ofBytes(Arrays.copyOf(bytes, length)));
        }
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 0x10;
            assertThatIllegalArgumentException().isThrownBy(() -> PackContent.ofBytes(flipped));
        }
    }

    @Test
    void shouldRefuseBytesThatUnfoldWithoutEnd() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bomb)) {
            out.write(new byte[PackContent.UNCOMPRESSED_MAX + 1]);
        }
        assertThat(bomb.size()).isLessThan(PackContent.BYTES_MAX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackContent.ofBytes(bomb.toByteArray()))
                .withMessageContaining("unfold to more than");
    }

    @Test
    void shouldRefuseMoreThanOneMebibyteCompressed() {
        StringBuilder noise = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 3_000_000; i++) {
            noise.append((char) (' ' + random.nextInt(95)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content(noise.toString()).bytes());
    }

    @Test
    void shouldReadAFolderWithoutWhatEditorsLeave(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("gate"));
        Files.writeString(folder.resolve("pack.yaml"), "name: x\n");
        Files.writeString(folder.resolve("gate/a.drl"), "rule");
        for (String left : new String[] {".hidden", "gate/a.drl~", "gate/.a.drl.swp", "gate/#a.drl#", "README.md"}) {
            Files.writeString(folder.resolve(left), "x");
        }
        assertThat(PackContent.ofFolder(folder).files().keySet()).containsExactly("gate/a.drl", "pack.yaml");
    }

    @Test
    void shouldNameTheFileThatIsNotText(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("limits.csv"), new byte[] {(byte) 0xC3, 0x28});
        assertThatIOException()
                .isThrownBy(() -> PackContent.ofFolder(folder))
                .withMessage("limits.csv must be UTF-8 text");
    }
}
