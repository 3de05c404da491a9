package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** An agent as a stranger would write it: compiled against the installed jars, packed by hand, no build tool of ours. */
final class AgentJar {
    private static final String CLASS = "com/example/second/SecondAgent";
    private static final String COMPONENT = "OSGI-INF/second.xml";
    private static final String SOURCE = """
            package com.example.second;

            import io.portcullis.model.id.AgentId;
            import io.portcullis.model.signal.Direction;
            import io.portcullis.model.signal.FeatureFrame;
            import io.portcullis.model.signal.FeatureVector;
            import io.portcullis.model.signal.Signal;
            import io.portcullis.spi.Agent;
            import io.portcullis.spi.AgentInputs;
            import io.portcullis.spi.SignalSink;
            import java.util.List;
            import java.util.Set;

            public final class SecondAgent implements Agent {
                private static final AgentId ID = AgentId.of("second");

                @Override
                public AgentId id() {
                    return ID;
                }

                @Override
                public AgentInputs inputs() {
                    return new AgentInputs(List.of("close"), Set.of(), 5, 0, 1, true, 250);
                }

                @Override
                public void onInstant(FeatureFrame frame, SignalSink sink) {
                    for (FeatureVector row : frame.rows()) {
                        sink.signal(new Signal(
                                ID, row.instrument(), frame.timeNanos(), 5, Direction.LONG, 0.51, 1, 100, "1"));
                    }
                }

                @Override
                public byte[] snapshot() {
                    return new byte[0];
                }

                @Override
                public void restore(byte[] snapshot) {}
            }
            """;
    private static final String DESCRIPTION = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="com.example.second.SecondAgent">
              <implementation class="com.example.second.SecondAgent"/>
              <service>
                <provide interface="io.portcullis.spi.Agent"/>
              </service>
            </scr:component>
            """;

    private AgentJar() {}

    /** Builds the jar, of the agent {@code second}, which has a signal for every instrument at every instant. */
    static Path build(Installation installation, Path folder) throws IOException {
        Path source = folder.resolve(CLASS + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, SOURCE);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String libraries = libraries(installation);
        int status = compiler.run(null, null, null, "--release", "17", "-cp", libraries, source.toString());
        assertThat(status).as("the agent compiles against lib/").isZero();
        Path jar = folder.resolve("agent-second-1.0.0.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest())) {
            put(out, COMPONENT, DESCRIPTION.getBytes(StandardCharsets.UTF_8));
            put(out, CLASS + ".class", Files.readAllBytes(folder.resolve(CLASS + ".class")));
        }
        return jar;
    }

    private static String libraries(Installation installation) throws IOException {
        try (Stream<Path> jars = Files.list(installation.root().resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("kernel-"))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "agent-second");
        main.putValue("Bundle-Version", "1.0.0");
        String range = ";version=\"[0.1,1)\"";
        main.putValue(
                "Import-Package",
                String.join(
                                range + ",",
                                List.of("io.portcullis.model.id", "io.portcullis.model.signal", "io.portcullis.spi"))
                        + range);
        main.putValue("Service-Component", COMPONENT);
        return manifest;
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
