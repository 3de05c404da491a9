package io.portcullis.system;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java of this machine.
 *
 * @param home what JAVA_HOME would be
 * @param version as its release file says, such as {@code 17.0.15}
 */
record Jdk(Path home, String version) {
    /** More homes to look at, separated as a path is. */
    private static final String OTHERS = "portcullis.other.jdks";

    private static final Path USUAL = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;

    /** The one that runs this test. */
    static Jdk own() {
        return new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /** All others that the product supports, each once, however many links point at it. */
    static List<Jdk> others() throws IOException {
        Path own = own().home().toRealPath();
        List<Path> homes = new ArrayList<>();
        for (Path candidate : candidates()) {
            if (Files.isExecutable(candidate.resolve("bin/java"))) {
                homes.add(candidate.toRealPath());
            }
        }
        return homes.stream()
                .distinct()
                .filter(home -> !home.equals(own))
                .map(home -> new Jdk(home, versionOf(home)))
                .filter(jdk -> jdk.feature() >= OLDEST)
                .sorted(Comparator.comparingInt(Jdk::feature))
                .toList();
    }

    private static List<Path> candidates() throws IOException {
        List<Path> candidates = new ArrayList<>();
        for (String home : System.getProperty(OTHERS, "").split(File.pathSeparator)) {
            if (!home.isBlank()) {
                candidates.add(Path.of(home.strip()));
            }
        }
        if (Files.isDirectory(USUAL)) {
            try (Stream<Path> children = Files.list(USUAL)) {
                candidates.addAll(children.sorted().toList());
            }
        }
        return candidates;
    }

    private static String versionOf(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release)) {
            return "";
        }
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(release)));
            return properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 17 of 17.0.15; 0 when it is not known. */
    int feature() {
        String first = version.split("[^0-9]", 2)[0];
        return first.isEmpty() ? 0 : Integer.parseInt(first);
    }

    @Override
    public String toString() {
        return version + " in " + home;
    }
}
