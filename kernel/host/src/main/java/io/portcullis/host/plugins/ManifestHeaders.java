package io.portcullis.host.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Version;

/** The headers of a plugin, read so that the framework cannot read them differently, and refused where they ask for too much. */
final class ManifestHeaders {
    static final String PATH = "META-INF/MANIFEST.MF";

    /** What takes a plugin out of its room, and why. */
    private static final List<Banned> BANNED = List.of(
            new Banned(
                    "Fragment-Host", "it is a fragment (Fragment-Host), which would become a part of another plugin"),
            new Banned(
                    "DynamicImport-Package",
                    "it asks for packages while it runs (DynamicImport-Package); name them in Import-Package"),
            new Banned("Require-Bundle", "it asks for a bundle (Require-Bundle); plugins see packages, not each other"),
            new Banned("Bundle-NativeCode", "it brings native code (Bundle-NativeCode), which nobody can check"),
            new Banned("Premain-Class", "it is a Java agent (Premain-Class)"),
            new Banned("Agent-Class", "it is a Java agent (Agent-Class)"),
            new Banned("Launcher-Agent-Class", "it is a Java agent (Launcher-Agent-Class)"));

    private final Manifest manifest;

    /**
     * A header that no plugin may have.
     *
     * @param header its name
     * @param message the refusal
     */
    private record Banned(String header, String message) {}

    private ManifestHeaders(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Of a jar. The entry's name is taken to the letter, as the framework does; a JarFile would also take other cases. */
    static ManifestHeaders of(JarFile jar) throws IOException, PluginJarException {
        JarEntry entry = jar.getJarEntry(PATH);
        if (entry == null) {
            throw new PluginJarException("it has no " + PATH + "; build it with bnd, as plugins/README.md says");
        }
        try (var in = jar.getInputStream(entry)) {
            return of(in.readAllBytes(), PATH);
        }
    }

    static ManifestHeaders of(byte[] content, String path) throws IOException, PluginJarException {
        refuseRepeats(content, path);
        ManifestHeaders headers = new ManifestHeaders(new Manifest(new ByteArrayInputStream(content)));
        headers.check();
        return headers;
    }

    /** Which of two equal headers counts is for each reader to choose, and ours need not choose as the framework does. */
    private static void refuseRepeats(byte[] content, String path) throws PluginJarException {
        Set<String> names = new TreeSet<>();
        for (String line : new String(content, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1)) {
            if (line.isEmpty()) {
                return;
            }
            boolean continued = line.startsWith(" ");
            if (!continued && !names.add(line.split(":", 2)[0].toLowerCase(Locale.ROOT))) {
                throw new PluginJarException("its " + path + " has the header " + line.split(":", 2)[0] + " twice");
            }
        }
    }

    private void check() throws PluginJarException {
        for (Banned banned : BANNED) {
            if (get(banned.header()) != null) {
                throw new PluginJarException(banned.message());
            }
        }
        refuseDoubleMeanings();
        VisiblePackages.check(ManifestHeader.parse(get("Import-Package")), ManifestHeader.parse(get("Export-Package")));
    }

    /** What the framework could read as the import of a package, and we could not. */
    private void refuseDoubleMeanings() throws PluginJarException {
        for (String header : List.of("Import-Package", "Export-Package", "Bundle-ClassPath")) {
            if (get(header) != null && get(header).indexOf('\\') >= 0) {
                throw new PluginJarException(
                        "its " + header + " has a backslash, which readers of manifests do not agree upon");
            }
        }
        for (String header : List.of("Require-Capability", "Provide-Capability")) {
            for (ManifestHeader.Clause clause : ManifestHeader.parse(get(header))) {
                if (clause.name().startsWith("osgi.wiring.")) {
                    throw new PluginJarException(
                            "its " + header + " names " + clause.name() + "; packages belong into Import-Package");
                }
            }
        }
    }

    String get(String header) {
        return manifest.getMainAttributes().getValue(header);
    }

    /** Where inside the jar the framework looks for classes. */
    List<String> classPath() {
        return ManifestHeader.parse(get("Bundle-ClassPath")).stream()
                .map(clause -> clause.name().replaceAll("^/", ""))
                .toList();
    }

    String symbolicName() throws PluginJarException {
        List<ManifestHeader.Clause> clauses = ManifestHeader.parse(get("Bundle-SymbolicName"));
        if (clauses.size() != 1 || !clauses.get(0).name().matches("[A-Za-z0-9._-]{1,128}")) {
            throw new PluginJarException(
                    "its manifest has no Bundle-SymbolicName of letters, digits, '.', '_' and '-'");
        }
        return clauses.get(0).name();
    }

    Version version() throws PluginJarException {
        String version = get("Bundle-Version");
        if (version == null) {
            throw new PluginJarException("its manifest has no Bundle-Version");
        }
        try {
            return Version.parseVersion(version);
        } catch (IllegalArgumentException e) {
            throw new PluginJarException("its Bundle-Version '" + version + "' is not of the form 1.2.3.text", e);
        }
    }
}
