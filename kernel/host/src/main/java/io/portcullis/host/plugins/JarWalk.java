package io.portcullis.host.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * Goes through every entry of a plugin and of the jars inside it, and refuses what is not as it should be: names that climb out,
 * names that come twice, damaged or endless content, jars in jars in jars. For one plugin; nothing is written anywhere.
 */
final class JarWalk {
    private static final long UNPACKED_BYTES_MAX = 256L << 20;
    private static final int ENTRIES_MAX = 20_000;

    private final Visitor visitor;
    private long unpackedBytes;
    private int entries;

    /** Told of every entry that is sound. */
    interface Visitor {
        /**
         * One entry.
         *
         * @param path its name; for one in a nested jar {@code lib/x.jar!/name}
         * @param content unpacked
         */
        void entry(String path, byte[] content) throws PluginJarException;
    }

    JarWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    void walk(JarFile jar, ManifestHeaders headers) throws IOException, PluginJarException {
        walk(jar, "", new HashSet<>(headers.classPath()));
    }

    private void walk(JarFile jar, String prefix, Set<String> classPath) throws IOException, PluginJarException {
        checkNames(jar, prefix);
        for (JarEntry entry : Collections.list(jar.entries())) {
            String path = prefix + entry.getName();
            byte[] content = content(jar, entry, path);
            if (isJar(entry, classPath)) {
                nested(path, prefix, content);
            }
            visitor.entry(path, content);
        }
    }

    /** All names before any content: of two entries with one name only one can be read, and not always the one that was asked for. */
    private void checkNames(JarFile jar, String prefix) throws PluginJarException {
        Set<String> names = new HashSet<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            String path = prefix + entry.getName();
            checkName(entry.getName(), path);
            if (!names.add(entry.getName())) {
                throw new PluginJarException("it holds " + path + " twice");
            }
            if (++entries > ENTRIES_MAX) {
                throw new PluginJarException("it holds more than " + ENTRIES_MAX + " entries");
            }
        }
    }

    private static boolean isJar(JarEntry entry, Set<String> classPath) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        return !entry.isDirectory() && (name.endsWith(".jar") || classPath.contains(entry.getName()));
    }

    private void nested(String path, String prefix, byte[] content) throws PluginJarException {
        if (!prefix.isEmpty()) {
            throw new PluginJarException("it holds a jar in a jar in a jar: " + path);
        }
        try (ScratchJar inner = ScratchJar.of(content)) {
            walk(inner.jar(), path + "!/", Set.of());
        } catch (IOException | SecurityException | IllegalArgumentException e) {
            throw new PluginJarException("the jar " + path + " in it is not complete: " + e.getMessage(), e);
        }
    }

    private static void checkName(String name, String path) throws PluginJarException {
        boolean climbs = List.of(name.split("/", -1)).contains("..");
        if (climbs
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.indexOf('\0') >= 0) {
            throw new PluginJarException("its entry '" + path + "' would lie outside its folder");
        }
    }

    private byte[] content(JarFile jar, JarEntry entry, String path) throws IOException, PluginJarException {
        byte[] content;
        try (InputStream in = jar.getInputStream(entry)) {
            // One byte more than may come shows that there is more.
            content = in.readNBytes((int) (UNPACKED_BYTES_MAX - unpackedBytes) + 1);
        }
        unpackedBytes += content.length;
        if (unpackedBytes > UNPACKED_BYTES_MAX) {
            throw new PluginJarException("it unpacks to more than " + UNPACKED_BYTES_MAX + " bytes");
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        if (entry.getCrc() >= 0 && entry.getCrc() != crc.getValue()) {
            throw new PluginJarException("its entry " + path + " is damaged: the checksum differs");
        }
        return content;
    }
}
