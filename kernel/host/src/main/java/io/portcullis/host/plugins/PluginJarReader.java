package io.portcullis.host.plugins;

import io.portcullis.host.plugins.code.CodeCheck;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** Verifies the bytes of a plugin before the framework sees them: their form here, who vouches for them elsewhere. */
final class PluginJarReader {
    static final int CONTENT_BYTES_MAX = 64 << 20;
    private static final int FINDINGS_TOLD_MAX = 5;
    /** Headers that take the place of the main ones on a newer Java. */
    private static final Pattern VERSIONED_MANIFEST = Pattern.compile("META-INF/versions/[^/]+/OSGI-INF/MANIFEST\\.MF");

    private PluginJarReader() {}

    /** Reads and describes a plugin whose form is sound. Its code is looked at by {@link #checkCode}, for that takes longer. */
    static PluginJar read(String fileName, byte[] content) throws PluginJarException {
        if (content.length > CONTENT_BYTES_MAX) {
            throw new PluginJarException(
                    "it has " + content.length + " bytes; at most " + CONTENT_BYTES_MAX + " are taken");
        }
        boolean zip =
                content.length >= 4 && content[0] == 'P' && content[1] == 'K' && content[2] == 3 && content[3] == 4;
        if (!zip) {
            throw new PluginJarException("it is not a complete jar: it does not begin like one").unsettled();
        }
        try (ScratchJar scratch = ScratchJar.of(content)) {
            ManifestHeaders headers = ManifestHeaders.of(scratch.jar());
            new JarWalk(PluginJarReader::checkVersionedManifest).walk(scratch.jar(), headers);
            return describe(fileName, content, scratch.jar(), headers);
        } catch (IOException | SecurityException | IllegalArgumentException e) {
            throw new PluginJarException("it is not a complete jar: " + e.getMessage(), e).unsettled();
        }
    }

    private static void checkVersionedManifest(String path, byte[] content) throws PluginJarException {
        if (VERSIONED_MANIFEST.matcher(path).matches()) {
            try {
                ManifestHeaders.of(content, path);
            } catch (IOException e) {
                throw new PluginJarException("its " + path + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** Looks at every class of a plugin, also at those in nested jars and for other Java versions. */
    static void checkCode(PluginJar jar) throws PluginJarException {
        CodeCheck check = new CodeCheck();
        try (ScratchJar scratch = ScratchJar.of(jar.content())) {
            JarWalk walk = new JarWalk((path, content) -> {
                if (path.endsWith(".class")) {
                    check.look(path, content);
                }
            });
            walk.walk(scratch.jar(), ManifestHeaders.of(scratch.jar()));
        } catch (IOException e) {
            throw new PluginJarException("it cannot be read again: " + e.getMessage(), e);
        }
        List<String> findings = check.findings();
        if (!findings.isEmpty()) {
            int more = findings.size() - FINDINGS_TOLD_MAX;
            throw new PluginJarException("it does what no plugin may: "
                    + String.join("; ", findings.subList(0, Math.min(findings.size(), FINDINGS_TOLD_MAX)))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
    }

    private static PluginJar describe(String fileName, byte[] content, JarFile jar, ManifestHeaders headers)
            throws IOException, PluginJarException {
        Set<String> kinds = new TreeSet<>();
        Set<String> pids = new TreeSet<>();
        for (ComponentFile component : ComponentFile.all(jar, headers.get("Service-Component"))) {
            kinds.addAll(component.kinds());
            pids.addAll(component.pids());
        }
        return new PluginJar(
                fileName,
                content,
                sha256(content),
                headers.symbolicName(),
                headers.version(),
                List.copyOf(kinds),
                Set.copyOf(pids),
                "",
                null);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
