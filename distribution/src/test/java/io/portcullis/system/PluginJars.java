package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Plugins as others would bring them: shipped ones under another version, and new ones compiled against the installed jars. */
final class PluginJars {
    private static final String DESCRIPTION = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s">
              <implementation class="%1$s"/>
              <service>
                <provide interface="%2$s"/>
              </service>
            </scr:component>
            """;

    private PluginJars() {}

    /** The bytes of a shipped plugin, in which nothing but its version is another. */
    static byte[] shipped(Installation installation, String name, String version) throws IOException {
        try (JarFile jar = new JarFile(find(installation, name).toFile())) {
            Manifest manifest = jar.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/")) {
                        put(out, entry.getName(), jar.getInputStream(entry).readAllBytes());
                    }
                }
            }
            return bytes.toByteArray();
        }
    }

    static Path find(Installation installation, String name) throws IOException {
        try (Stream<Path> jars = Files.list(installation.root().resolve("plugins"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(name)
                            && jar.getFileName().toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * The bytes of a plugin with one component.
     *
     * @param name its symbolic name
     * @param version its version
     * @param service the interface that it offers
     * @param className of the component
     * @param source its source
     */
    static byte[] compiled(
            Installation installation,
            Path folder,
            String name,
            String version,
            String service,
            String className,
            String source)
            throws IOException {
        String path = className.replace('.', '/');
        Path file = folder.resolve(name + "-" + version).resolve(path + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-cp", libraries(installation), file.toString());
        assertThat(status).as("%s compiles against lib/", className).isZero();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest(name, version))) {
            put(
                    out,
                    "OSGI-INF/component.xml",
                    DESCRIPTION.formatted(className, service).getBytes(StandardCharsets.UTF_8));
            try (Stream<Path> classes = Files.list(file.getParent())) {
                for (Path each :
                        classes.filter(one -> one.toString().endsWith(".class")).toList()) {
                    String entry = path.substring(0, path.lastIndexOf('/') + 1) + each.getFileName();
                    put(out, entry, Files.readAllBytes(each));
                }
            }
        }
        return bytes.toByteArray();
    }

    private static String libraries(Installation installation) throws IOException {
        try (Stream<Path> jars = Files.list(installation.root().resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("kernel-"))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static Manifest manifest(String name, String version) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        main.putValue(
                "Import-Package",
                Stream.of("model.id", "model.market", "model.order", "model.signal", "model.value", "spi")
                        .map(room -> "io.portcullis." + room + ";version=\"[0.1,1)\"")
                        .collect(Collectors.joining(",")));
        main.putValue("Service-Component", "OSGI-INF/component.xml");
        return manifest;
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
