package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whose plugins a server in profile prod takes: the build's own, and those of who is in etc/trust. Each test brings an agent of its
 * own. What dev takes is for {@link PluginsIT}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SignaturesIT {
    private static final String NAME = "signatures";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PLACE = "com.example.signed.";
    private static final String AGENT = """
            package com.example.signed;

            import io.portcullis.model.id.AgentId;
            import io.portcullis.model.signal.FeatureFrame;
            import io.portcullis.spi.Agent;
            import io.portcullis.spi.AgentInputs;
            import io.portcullis.spi.SignalSink;
            import java.util.List;
            import java.util.Set;

            public final class %1$s implements Agent {
                public AgentId id() {
                    return AgentId.of("%2$s");
                }

                public AgentInputs inputs() {
                    return new AgentInputs(List.of("close"), Set.of(), 5, 0, 1, true, 250);
                }

                public void onInstant(FeatureFrame frame, SignalSink sink) {
                    frame.rows().forEach(row -> sink.abstain(row.instrument(), "still looking"));
                }

                public byte[] snapshot() {
                    %3$s
                    return new byte[0];
                }

                public void restore(byte[] snapshot) {}
            }
            """;

    @TempDir
    private static Path folder;

    private Installation installation;
    private Server server;
    private Door door;
    private Path key;
    private String keyId;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.copy(folder);
        key = keygen(installation::run, "partner");
        keyId = trust("partner");
        server = installation.start("--profile", "prod", "--market", "generated");
        door = server.door();
    }

    @AfterAll
    void end() {
        installation.close();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    @Test
    void shouldRunTheBuildsOwnPluginsAndKeepNoPrivateKey() throws IOException {
        String build = firstLine(installation.root().resolve("etc/trust/build.pub"));
        await().until(() -> state("agent-top-performers").equals("ACTIVE"));
        String signer =
                plugin("agent-top-performers").orElseThrow().path("signer").asText();
        assertThat(signer).matches("[0-9a-f]{16}").isNotEqualTo(keyId);
        assertThat(build).contains(signer);
        assertThat(plugin("venue-simulated").orElseThrow().path("signer").asText())
                .isEqualTo(signer);
        List<Path> secrets = new ArrayList<>();
        for (String place : List.of("bin", "etc", "plugins", "docs")) {
            try (Stream<Path> files = Files.walk(installation.root().resolve(place))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("BEGIN PRIVATE KEY")) {
                        secrets.add(file);
                    }
                }
            }
        }
        assertThat(secrets).isEmpty();
    }

    @Test
    void shouldRefuseAnUnsignedJarBothWays() throws IOException {
        Path jar = agent("unsigned", "1.0.0", "");
        assertRefused(install(jar), "it is unsigned; profile prod wants its signature beside it");
        drop(jar);
        await().until(() -> state("agent-unsigned-1.0.0.jar").equals("REFUSED"));
        assertThat(reason("agent-unsigned-1.0.0.jar"))
                .contains("it is unsigned")
                .contains("plugins sign");
        assertThat(hasAgent("unsigned")).isFalse();
    }

    @Test
    void shouldRefuseASignedJarThatWasChanged() throws IOException {
        Path jar = agent("tampered", "1.0.0", "");
        sign(jar, key);
        String sha256 = line(jar, "sha256: ");
        Files.write(jar, withNote(Files.readAllBytes(jar)));
        assertRefused(install(jar), "its signature is for other bytes");
        Path other = agent("other", "1.0.0", "");
        Files.write(other, Files.readAllBytes(jar));
        sign(other, keygen("forger"));
        String forged = Files.readString(signatureOf(jar)).replace(sha256, line(other, "sha256: "));
        Files.writeString(signatureOf(jar), forged);
        assertRefused(install(jar), "its signature is wrong: key " + keyId + " did not sign these bytes");
        assertThat(hasAgent("tampered")).isFalse();
    }

    @Test
    void shouldTakeAJarOnceItsKeyIsTrustedAndUseIt() throws IOException {
        Path jar = agent("stranger", "1.0.0", "");
        sign(jar, keygen("stranger"));
        assertRefused(install(jar), "which is not trusted: etc/trust holds");
        drop(jar);
        await().until(() -> state("agent-stranger-1.0.0.jar").equals("REFUSED"));
        assertThat(hasAgent("stranger")).isFalse();

        String stranger = trust("stranger");

        await().until(() -> state("agent-stranger").equals("ACTIVE"));
        await().until(() ->
                door.get("/v1/status").path("agents").path("stranger").asText().equals("active"));
        assertThat(run("plugins", "list").out())
                .contains("SIGNED BY")
                .containsPattern("agent-stranger +1\\.0\\.0 +agent +ACTIVE +" + stranger);
    }

    @Test
    void shouldRefuseAnOlderVersionUnlessItIsAskedFor() throws IOException {
        Path older = agent("older", "1.9.0", "");
        Path newer = agent("older", "1.10.0", "");
        sign(older, key);
        sign(newer, key);
        assertThat(installation
                        .run(onTheServer("plugins", "install", newer.toString()))
                        .status())
                .isZero();
        assertRefused(install(older), "its version 1.9.0 is lower than 1.10.0, which was active here");
        drop(older);
        await().until(() -> state("agent-older-1.9.0.jar").equals("REFUSED"));
        assertThat(plugin("agent-older").orElseThrow().path("version").asText()).isEqualTo("1.10.0");
        Files.delete(dropped(older));

        var back = run("plugins", "install", "--allow-downgrade", older.toString());

        assertThat(back.status()).as(back.out() + back.err()).isZero();
        assertThat(plugin("agent-older").orElseThrow().path("version").asText()).isEqualTo("1.9.0");
        String remembered = Files.readString(installation.data().resolve("plugin-versions.txt"));
        assertThat(remembered).contains("agent-older 1.9.0 ").contains("in place of 1.10.0 as admin asked");
    }

    @Test
    void shouldRefuseHalfACopyAndTakeItWhenItIsWhole() throws IOException {
        Path jar = agent("half", "1.0.0", "");
        sign(jar, key);
        byte[] whole = Files.readAllBytes(jar);
        Path target = dropped(jar);
        Files.copy(signatureOf(jar), signatureOf(target));
        Files.write(target, Arrays.copyOf(whole, whole.length / 2));
        await().until(() -> state("agent-half-1.0.0.jar").equals("REFUSED"));
        assertThat(reason("agent-half-1.0.0.jar")).contains("it is not a complete jar");

        Files.write(target, whole);

        await().until(() -> state("agent-half").equals("ACTIVE"));
        assertThat(plugin("agent-half-1.0.0.jar")).isEmpty();
    }

    @Test
    void shouldRefuseForbiddenCodeHoweverWellItIsSigned() throws IOException {
        Path jar = agent("ending", "1.0.0", "Runtime.getRuntime().halt(7);");
        sign(jar, key);
        assertRefused(install(jar), "class com.example.signed.Ending, method snapshot: calls java.lang.Runtime.halt");
        assertThat(server.process().isAlive()).isTrue();
    }

    private Path keygen(String name) {
        return keygen(installation::runHere, name);
    }

    private static Path keygen(Function<String[], Installation.Outcome> command, String name) {
        Path keys = folder.resolve("keys");
        var made = command.apply(new String[] {"plugins", "keygen", "--out", keys.toString(), "--name", name});
        assertThat(made.status()).as(made.err()).isZero();
        return keys.resolve(name + ".key");
    }

    /** Puts the public half where the server looks. */
    private String trust(String name) throws IOException {
        Path file = folder.resolve("keys").resolve(name + ".pub");
        Files.copy(file, installation.root().resolve("etc/trust").resolve(name + ".pub"));
        return firstLine(file).replaceAll(".*key ([0-9a-f]{16}) .*", "$1");
    }

    private void sign(Path jar, Path with) {
        var signed = installation.runHere("plugins", "sign", "--key", with.toString(), jar.toString());
        assertThat(signed.status()).as(signed.err()).isZero();
        assertThat(signatureOf(jar)).exists();
    }

    private Path agent(String name, String version, String deed) throws IOException {
        String type = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
        byte[] content = PluginJars.compiled(
                installation,
                folder,
                "agent-" + name,
                version,
                "io.portcullis.spi.Agent",
                PLACE + type,
                AGENT.formatted(type, name, deed));
        return Files.write(folder.resolve("agent-" + name + "-" + version + ".jar"), content);
    }

    /** The same jar with a file more. */
    private static byte[] withNote(byte[] jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
            out.putNextEntry(new ZipEntry("note.txt"));
            out.write("changed on the way".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String line(Path jar, String label) throws IOException {
        return Files.readAllLines(signatureOf(jar)).stream()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .orElseThrow()
                .substring(label.length());
    }

    private static String firstLine(Path file) throws IOException {
        return Files.readAllLines(file).get(0);
    }

    private static Path signatureOf(Path jar) {
        return jar.resolveSibling(jar.getFileName() + ".sig");
    }

    private Path dropped(Path jar) {
        return installation.data().resolve("plugins").resolve(jar.getFileName());
    }

    /** As somebody copies it: the signature, where there is one, and then the jar. */
    private void drop(Path jar) throws IOException {
        Path target = dropped(jar);
        if (Files.exists(signatureOf(jar))) {
            Files.copy(signatureOf(jar), signatureOf(target));
        }
        Files.copy(jar, target);
    }

    private Installation.Outcome install(Path jar) {
        return run("plugins", "install", jar.toString());
    }

    private Installation.Outcome run(String... words) {
        return installation.runHere(onTheServer(words));
    }

    private String[] onTheServer(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", installation.data().toString()));
        return all.toArray(String[]::new);
    }

    private static void assertRefused(Installation.Outcome outcome, String why) {
        assertThat(outcome.status()).as(outcome.out()).isEqualTo(1);
        assertThat(outcome.err()).contains("is refused: ").contains(why);
        Report.line(NAME, "%s", outcome.err().strip());
    }

    private boolean hasAgent(String name) {
        return door.get("/v1/status").path("agents").has(name);
    }

    private String state(String name) {
        return plugin(name).map(plugin -> plugin.path("state").asText()).orElse("none");
    }

    private String reason(String name) {
        return plugin(name).map(plugin -> plugin.path("reason").asText()).orElse("");
    }

    private Optional<JsonNode> plugin(String name) {
        for (JsonNode plugin : door.get("/v1/plugins").path("plugins")) {
            if (plugin.path("name").asText().equals(name)) {
                return Optional.of(plugin);
            }
        }
        return Optional.empty();
    }
}
