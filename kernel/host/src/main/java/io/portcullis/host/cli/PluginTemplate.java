package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files under dev/templates of an installation: whole plugins that compile as they stand, but for the words that stand for
 * their name and for where the installation is.
 */
final class PluginTemplate {
    /** What a plugin can be. */
    enum Kind {
        AGENT,
        VENUE,
        CONNECTOR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String LIBRARY = "kernel-spi-";

    private final Home home;
    private final Kind kind;

    PluginTemplate(Home home, Kind kind) {
        this.home = home;
        this.kind = kind;
    }

    /**
     * Writes a plugin of that name into a new folder: all of it, or nothing.
     *
     * @param parent the folder in which the plugin's own is made
     * @return the plugin's folder
     */
    Path write(PluginName name, Path parent) throws IOException {
        requireFree(name);
        String version = version();
        Path template = SessionOutput.existingFolder(
                "dev/templates of the installation", home.root().resolve("dev/templates/" + kind.word()));
        Path target =
                parent.resolve(kind.word() + "-" + name.text()).toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new CommandFailure(
                    ExitCode.FAILED, target + " is there already; choose another name, or another place with --out");
        }
        Files.createDirectories(target.getParent());
        Path aside = Files.createTempDirectory(target.getParent(), ".plugin-");
        try {
            for (Path file : files(template)) {
                write(file, aside.resolve(place(template.relativize(file).toString(), name)), name, version);
            }
            // createTempDirectory keeps everybody else out; a project is for whoever the parent is for.
            Path made = Files.createDirectory(target);
            moveChildren(aside, made);
        } finally {
            delete(aside);
        }
        return target;
    }

    private static void moveChildren(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(from)) {
            for (Path child : children) {
                Files.move(child, to.resolve(child.getFileName()));
            }
        }
    }

    private void requireFree(PluginName name) throws IOException {
        String jars = kind.word() + "-" + name.text() + "-[0-9]*.jar";
        if (Files.isDirectory(home.plugins())) {
            try (DirectoryStream<Path> taken = Files.newDirectoryStream(home.plugins(), jars)) {
                if (taken.iterator().hasNext()) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            "the installation has " + kind.word() + " " + name.text()
                                    + " already; a plugin of the same name would take its place");
                }
            }
        }
    }

    /** The version that the installation's own jars carry. */
    private String version() throws IOException {
        Path libraries = home.root().resolve("lib");
        if (Files.isDirectory(libraries)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(libraries, LIBRARY + "*.jar")) {
                for (Path jar : found) {
                    String file = jar.getFileName().toString();
                    return file.substring(LIBRARY.length(), file.length() - ".jar".length());
                }
            }
        }
        throw new CommandFailure(
                ExitCode.FAILED, "there is no " + LIBRARY + "*.jar in " + libraries + ": a plugin is built against it");
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A file that begins with a point would be left out when the distribution is packed, so one goes without it. */
    private static String place(String relative, PluginName name) {
        return relative.equals("gitignore") ? ".gitignore" : named(relative, name);
    }

    private void write(Path from, Path to, PluginName name, String version) throws IOException {
        Files.createDirectories(to.getParent());
        // The installation's place comes last: what stands in it is not for us to replace.
        String text = named(Files.readString(from), name)
                .replace("PORTCULLIS_VERSION", xml(version))
                .replace("PORTCULLIS_HOME", xml(home.root().toString()));
        Files.writeString(to, text);
    }

    private static String named(String text, PluginName name) {
        return text.replace("plugin-name", name.text())
                .replace("PluginName", name.camelCase())
                .replace("pluginname", name.joined());
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
