package io.portcullis.host.plugins;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes plugin jars, sound ones and others, from classes of this source set. */
final class TestJar {
    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final String name;
    private final Class<?> component;
    private final Class<?> service;

    private TestJar(String name, String version, Class<?> component, Class<?> service) {
        this.name = name;
        this.component = component;
        this.service = service;
        header("Manifest-Version", "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", name);
        header("Bundle-Version", version);
        header("Import-Package", "io.portcullis.spi,io.portcullis.model.id,io.portcullis.model.signal");
        header("Service-Component", componentFile());
    }

    /** A plugin with one Declarative Services component. */
    static TestJar component(String name, String version, Class<?> component, Class<?> service) {
        return new TestJar(name, version, component, service).withClass(component);
    }

    /** Bundle-SymbolicName of a component's jar. */
    String name() {
        return name;
    }

    private String componentFile() {
        return "OSGI-INF/" + name + ".xml";
    }

    TestJar header(String header, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(header), value);
        return this;
    }

    TestJar without(String header) {
        manifest.getMainAttributes().remove(new Attributes.Name(header));
        return this;
    }

    TestJar entry(String entry, String content) {
        entries.put(entry, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestJar entry(String entry, byte[] content) {
        entries.put(entry, content);
        return this;
    }

    /** A key that the component declares, with its default. */
    TestJar property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    TestJar withClass(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
            entries.put(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private String description() {
        StringBuilder declared = new StringBuilder();
        properties.forEach((key, value) -> declared.append("<property name=\"")
                .append(key)
                .append("\" value=\"")
                .append(value)
                .append("\"/>"));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s"
                    activate="activate" deactivate="deactivate">
                  %s
                  <service><provide interface="%s"/></service>
                  <implementation class="%s"/>
                </scr:component>
                """.formatted(name, declared, service.getName(), component.getName());
    }

    byte[] bytes() {
        entries.putIfAbsent(componentFile(), description().getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            manifest.write(head);
            add(jar, JarFile.MANIFEST_NAME, head.toByteArray());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                add(jar, entry.getKey(), entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same bytes whenever it is made. */
    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
