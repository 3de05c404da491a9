package io.portcullis.host.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.osgi.framework.Version;

/** Verifies the bytes of a plugin before the framework sees them. */
final class PluginJarReader {
    static final int CONTENT_BYTES_MAX = 64 << 20;
    private static final long UNPACKED_BYTES_MAX = 256L << 20;
    private static final int ENTRIES_MAX = 20_000;

    private PluginJarReader() {}

    static PluginJar read(String fileName, byte[] content) throws PluginJarException {
        if (content.length > CONTENT_BYTES_MAX) {
            throw new PluginJarException(
                    "it has " + content.length + " bytes; at most " + CONTENT_BYTES_MAX + " are taken");
        }
        Path scratch = null;
        try {
            // The central directory is what the framework will read, and only a file gives it to us.
            scratch = Files.createTempFile("portcullis-plugin", ".jar");
            Files.write(scratch, content);
            try (JarFile jar = new JarFile(scratch.toFile(), false, ZipFile.OPEN_READ)) {
                checkEntries(jar);
                return describe(fileName, content, jar);
            }
        } catch (IOException | SecurityException | IllegalArgumentException e) {
            throw new PluginJarException("it is not a complete jar: " + e.getMessage(), e);
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path scratch) {
        try {
            if (scratch != null) {
                Files.deleteIfExists(scratch);
            }
        } catch (IOException e) {
            scratch.toFile().deleteOnExit();
        }
    }

    private static void checkEntries(JarFile jar) throws IOException, PluginJarException {
        Set<String> names = new HashSet<>();
        long unpacked = 0;
        for (JarEntry entry : Collections.list(jar.entries())) {
            checkName(entry.getName());
            if (!names.add(entry.getName())) {
                throw new PluginJarException("it holds " + entry.getName() + " twice");
            }
            if (names.size() > ENTRIES_MAX) {
                throw new PluginJarException("it holds more than " + ENTRIES_MAX + " entries");
            }
            unpacked += checkContent(jar, entry, UNPACKED_BYTES_MAX - unpacked);
        }
    }

    private static void checkName(String name) throws PluginJarException {
        boolean climbs = List.of(name.split("/", -1)).contains("..");
        if (climbs
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.indexOf('\0') >= 0) {
            throw new PluginJarException("its entry '" + name + "' would lie outside its folder");
        }
    }

    private static long checkContent(JarFile jar, JarEntry entry, long bytesMax)
            throws IOException, PluginJarException {
        CRC32 crc = new CRC32();
        long bytes = 0;
        byte[] buffer = new byte[8192];
        try (InputStream in = jar.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
                bytes += read;
                if (bytes > bytesMax) {
                    throw new PluginJarException("it unpacks to more than " + UNPACKED_BYTES_MAX + " bytes");
                }
            }
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != crc.getValue()) {
            throw new PluginJarException("its entry " + entry.getName() + " is damaged: the checksum differs");
        }
        return bytes;
    }

    private static PluginJar describe(String fileName, byte[] content, JarFile jar)
            throws IOException, PluginJarException {
        Manifest manifest = jar.getManifest();
        if (manifest == null) {
            throw new PluginJarException(
                    "it has no META-INF/MANIFEST.MF; build it with bnd, as plugins/README.md says");
        }
        String name = name(manifest);
        Version version = version(manifest);
        if (header(manifest, "Fragment-Host") != null) {
            throw new PluginJarException(
                    "it is a fragment (Fragment-Host), which would become a part of another plugin");
        }
        Set<String> kinds = new TreeSet<>();
        Set<String> pids = new TreeSet<>();
        for (ComponentFile component : ComponentFile.all(jar, header(manifest, "Service-Component"))) {
            kinds.addAll(component.kinds());
            pids.addAll(component.pids());
        }
        return new PluginJar(fileName, content, sha256(content), name, version, List.copyOf(kinds), Set.copyOf(pids));
    }

    private static String name(Manifest manifest) throws PluginJarException {
        List<ManifestHeader.Clause> clauses = ManifestHeader.parse(header(manifest, "Bundle-SymbolicName"));
        if (clauses.size() != 1 || !clauses.get(0).name().matches("[A-Za-z0-9._-]{1,128}")) {
            throw new PluginJarException(
                    "its manifest has no Bundle-SymbolicName of letters, digits, '.', '_' and '-'");
        }
        return clauses.get(0).name();
    }

    private static Version version(Manifest manifest) throws PluginJarException {
        String version = header(manifest, "Bundle-Version");
        if (version == null) {
            throw new PluginJarException("its manifest has no Bundle-Version");
        }
        try {
            return Version.parseVersion(version);
        } catch (IllegalArgumentException e) {
            throw new PluginJarException("its Bundle-Version '" + version + "' is not of the form 1.2.3.text", e);
        }
    }

    private static String header(Manifest manifest, String name) {
        return manifest.getMainAttributes().getValue(name);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
