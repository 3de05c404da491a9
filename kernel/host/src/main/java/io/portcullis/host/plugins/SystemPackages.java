package io.portcullis.host.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Manifest;

/**
 * What plugins see of the server: the packages that model, SPI, indicators and slf4j themselves export, in the versions that
 * their own manifests name. Nothing is typed by hand, so nothing can be forgotten and nothing else leaks.
 */
final class SystemPackages {
    private static final List<String> ROOMS =
            List.of("io.portcullis.model", "io.portcullis.spi", "io.portcullis.indicators", "org.slf4j");

    /** Read once: a class path does not change, and asking it takes as long as it has jars. */
    private static final class Found {
        private static final SortedMap<String, String> EXPORTS = Collections.unmodifiableSortedMap(find());
    }

    private SystemPackages() {}

    /** In the syntax of {@code org.osgi.framework.system.packages.extra}. */
    static String header() {
        StringBuilder header = new StringBuilder();
        exports()
                .forEach((name, version) -> header.append(header.isEmpty() ? "" : ",")
                        .append(name)
                        .append(";version=\"")
                        .append(version)
                        .append('"'));
        return header.toString();
    }

    /** Package by version. */
    static SortedMap<String, String> exports() {
        return Found.EXPORTS;
    }

    private static SortedMap<String, String> find() {
        SortedMap<String, String> exports = new TreeMap<>();
        try {
            Enumeration<URL> manifests = SystemPackages.class.getClassLoader().getResources("META-INF/MANIFEST.MF");
            while (manifests.hasMoreElements()) {
                collect(manifests.nextElement(), exports);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the class path cannot be read: " + e.getMessage(), e);
        }
        for (String room : List.of("io.portcullis.model", "io.portcullis.spi", "org.slf4j")) {
            if (!exports.containsKey(room)) {
                throw new IllegalStateException("no manifest on the class path exports " + room
                        + ": build the kernel with Maven, which writes Export-Package");
            }
        }
        return exports;
    }

    private static void collect(URL url, SortedMap<String, String> exports) throws IOException {
        Manifest manifest;
        try (InputStream in = url.openStream()) {
            manifest = new Manifest(in);
        }
        String header = manifest.getMainAttributes().getValue("Export-Package");
        for (ManifestHeader.Clause clause : ManifestHeader.parse(header)) {
            if (isOurs(clause.name())) {
                exports.putIfAbsent(clause.name(), clause.attributes().getOrDefault("version", "0.0.0"));
            }
        }
    }

    private static boolean isOurs(String name) {
        return ROOMS.stream().anyMatch(room -> name.equals(room) || name.startsWith(room + "."));
    }
}
