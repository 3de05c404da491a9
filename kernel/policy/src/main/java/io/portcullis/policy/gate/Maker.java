package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.policy.Ring;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.kie.api.KieServices;

/**
 * What compiled classes depend on beside the pack: the rule engine, the facts and verdicts that they call, and the text that is
 * written for the compiler. The version of a release would not do: two builds of a snapshot share it.
 */
final class Maker {
    private static final int FORMAT = 2;
    private static final String BUILD = build();

    private Maker() {}

    static String of(RulePack pack) {
        return "format " + FORMAT + ", drools " + droolsVersion() + ", build " + BUILD + ", rules " + rulesOf(pack);
    }

    /** The SHA-256 over what is compiled, in hex: the same for packs that differ in limits and cases alone. */
    static String rulesOf(RulePack pack) {
        MessageDigest texts = sha256();
        for (Ring ring : Ring.values()) {
            texts.update(RuleBuilds.text(ring, pack.rules(ring)).getBytes(StandardCharsets.UTF_8));
        }
        return hex(texts);
    }

    static String droolsVersion() {
        String version = KieServices.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** Over the bytes of this build's own code: a jar in an installation, a folder in a build. */
    private static String build() {
        MessageDigest digest = sha256();
        try {
            for (Class<?> each : List.of(GateFacts.class, Maker.class)) {
                add(
                        digest,
                        Path.of(each.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the server's own code cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the server's own code has no readable place", e);
        }
        return hex(digest);
    }

    private static void add(MessageDigest digest, Path code) throws IOException {
        if (Files.isRegularFile(code)) {
            digest.update(Files.readAllBytes(code));
            return;
        }
        try (Stream<Path> walk = Files.walk(code)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(code.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
