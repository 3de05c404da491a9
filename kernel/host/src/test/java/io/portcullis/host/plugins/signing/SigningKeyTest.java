package io.portcullis.host.plugins.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    /** The pair of RFC 8410, section 10. */
    private static final String RFC_PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;

    private static final String RFC_PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;
    private static final byte[] CONTENT = "the bytes of a jar".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void shouldSignWithAPublishedPairAndVerifyWithItsPublicHalf() throws Exception {
        SigningKey key = SigningKey.read(privateFile("rfc.pem", RFC_PRIVATE, RFC_PUBLIC));
        DetachedSignature signature = DetachedSignature.parse(key.sign(CONTENT).text());

        // Ed25519 is deterministic: this is what 'openssl pkeyutl -sign -rawin' says of the same key and bytes.
        assertThat(signature.signature())
                .isEqualTo("S6yN+SOEzUuGpXDkWNPODsJDzpyE4x8MUTlGKD3noeOuM1upUVcAaVoe8wfGhZPJHkxI4TIM7HWfdgozwdAKCw==");
        assertThat(signature.isGood(VerifyingKey.read(folder.resolve("rfc.pub")), CONTENT))
                .isTrue();
    }

    @Test
    void shouldKeepWhatItWroteReadableForItsOwnerOnlyAndNeverWriteOverAKey() throws Exception {
        SigningKey key = SigningKey.generate();
        Path written = key.write(folder, "team");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("team.pub")))
                .contains(key.verifying().id())
                .contains("BEGIN PUBLIC KEY");
        assertThat(SigningKey.read(written).verifying().id())
                .isEqualTo(key.verifying().id())
                .matches("[0-9a-f]{16}");
        String before = Files.readString(written);
        assertThatThrownBy(() -> SigningKey.generate().write(folder, "team"))
                .isInstanceOf(FileAlreadyExistsException.class);
        Files.delete(written);
        assertThatThrownBy(() -> SigningKey.generate().write(folder, "team"))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("team.pub");
        assertThat(written).doesNotExist();
        assertThat(before).contains("BEGIN PRIVATE KEY");
        assertThat(key.toString()).doesNotContain(before.lines().toList().get(1));
    }

    @Test
    void shouldRefuseAPrivateKeyThatOthersCanRead() throws Exception {
        Path written = SigningKey.generate().write(folder, "team");
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(written, "can be read by others (rw-r-----)");
    }

    @Test
    void shouldRefuseAPairThatIsNone() throws Exception {
        assertRefused(privateFile("a.key", RFC_PRIVATE, null), "no public key");
        Path other = SigningKey.generate().write(folder, "other");
        assertRefused(privateFile("b.key", RFC_PRIVATE, Files.readString(publicOf(other))), "not the public half");
        assertRefused(privateFile("c.key", RFC_PUBLIC, RFC_PUBLIC), "'PUBLIC KEY', not 'PRIVATE KEY'");
        assertRefused(privateFile("d.key", "no key at all", RFC_PUBLIC), "no PEM block 'PRIVATE KEY'");
        assertRefused(privateFile("e.key", rsa(), RFC_PUBLIC), "holds no Ed25519 private key");
        assertRefused(privateFile("f.key", RFC_PRIVATE + RFC_PRIVATE, RFC_PUBLIC), "more than one PEM block");
        assertRefused(privateFile("g.key", RFC_PRIVATE, RFC_PRIVATE), "'PRIVATE KEY', not 'PUBLIC KEY'");
        assertRefused(privateFile("h.key", RFC_PRIVATE.replace("MC4C", "M*4C"), RFC_PUBLIC), "damaged");
    }

    @Test
    void shouldRefuseEverySignatureWithOneByteChanged() throws Exception {
        SigningKey key = SigningKey.generate();
        String text = key.sign(CONTENT).text();
        for (int i = 0; i < text.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                StringBuilder changed = new StringBuilder(text);
                changed.setCharAt(i, (char) (text.charAt(i) ^ (1 << bit)));
                assertThat(isGood(changed.toString(), key, CONTENT))
                        .as("byte %d, bit %d", i, bit)
                        .isFalse();
            }
        }
        assertThat(isGood(text, key, CONTENT)).isTrue();
        assertThat(isGood(text.replace("\n", "\r\n"), key, CONTENT)).isTrue();
        assertThat(isGood(text + "more: x\n", key, CONTENT)).isFalse();
        assertThat(isGood(text, SigningKey.generate(), CONTENT)).isFalse();
    }

    @Test
    void shouldRefuseAnotherAlgorithmByName() {
        String text = SigningKey.generate().sign(CONTENT).text().replace("Ed25519", "none");
        assertThatThrownBy(() -> DetachedSignature.parse(text))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("only Ed25519");
    }

    @Test
    void shouldTakeAPairThatOpensslMade() throws Exception {
        Path privateFile = folder.resolve("openssl.pem");
        openssl("genpkey", "-algorithm", "ed25519", "-out", privateFile.toString());
        openssl(
                "pkey",
                "-in",
                privateFile.toString(),
                "-pubout",
                "-out",
                publicOf(privateFile).toString());
        Files.setPosixFilePermissions(privateFile, PosixFilePermissions.fromString("rw-------"));
        Path jar = Files.write(folder.resolve("x.jar"), CONTENT);
        Path made = folder.resolve("x.bin");
        openssl(
                "pkeyutl",
                "-sign",
                "-inkey",
                privateFile.toString(),
                "-rawin",
                "-in",
                jar.toString(),
                "-out",
                made.toString());

        SigningKey key = SigningKey.read(privateFile);

        assertThat(key.sign(CONTENT).signature())
                .isEqualTo(Base64.getEncoder().encodeToString(Files.readAllBytes(made)));
    }

    private static void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("no openssl on this machine: its keys were not tried");
            return;
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
    }

    private static boolean isGood(String text, SigningKey key, byte[] content) {
        try {
            return DetachedSignature.parse(text).isGood(key.verifying(), content);
        } catch (SigningException e) {
            return false;
        }
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> SigningKey.read(file))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining(why);
    }

    private Path privateFile(String name, String privateText, String publicText) throws IOException {
        Path file = Files.writeString(folder.resolve(name), privateText);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        if (publicText != null) {
            Files.writeString(publicOf(file), publicText);
        }
        return file;
    }

    private static Path publicOf(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceAll("\\.(key|pem)$", ".pub"));
    }

    private static String rsa() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return Pem.encode(
                "PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
    }
}
