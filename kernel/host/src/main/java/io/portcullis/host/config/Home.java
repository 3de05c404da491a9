package io.portcullis.host.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folders of an installation, and the data folder of this run.
 *
 * @param root the unzipped distribution
 * @param data where this server keeps what it writes
 */
public record Home(Path root, Path data) {
    /** Set by bin/portcullis. */
    public static final String PROPERTY = "portcullis.home";

    /** Both as absolute paths. */
    public Home {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** The installation that bin/portcullis named. */
    public static Home of(Path data) {
        String root = System.getProperty(PROPERTY);
        if (root == null || !Files.isDirectory(Path.of(root))) {
            throw new ConfigException("the installation folder is not known: start by bin/portcullis, or set -D"
                    + PROPERTY + "=DIR to the unzipped distribution (it is " + root + ")");
        }
        return new Home(Path.of(root), data);
    }

    /** For commands that only ask a running server: they need its data folder and no installation. */
    public static Home ofData(Path data) {
        return new Home(Path.of(System.getProperty(PROPERTY, ".")), data);
    }

    /** Makes the data folder when it is not there, for its owner only: orders, positions and the token lie in it. */
    public void makeData() throws IOException {
        if (Files.isDirectory(data)) {
            return;
        }
        Files.createDirectories(data.getParent());
        try {
            Files.createDirectory(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            Files.createDirectory(data);
        }
    }

    /** Settings, one file per component. */
    public Path etc() {
        return root.resolve("etc");
    }

    /** Rule packs, one folder each. */
    public Path rules() {
        return root.resolve("rules");
    }

    /** Route files. */
    public Path routes() {
        return root.resolve("routes");
    }

    /** Public keys of those whose plugins are taken. */
    public Path trust() {
        return etc().resolve("trust");
    }

    /** Plugins that came with the distribution. */
    public Path plugins() {
        return root.resolve("plugins");
    }

    /** Bundles that the plugin framework itself consists of. */
    public Path systemBundles() {
        return root.resolve("lib").resolve("system");
    }

    /** Plugins that were installed later. */
    public Path addedPlugins() {
        return data.resolve("plugins");
    }

    /** The highest version of each plugin that was active on this data folder. */
    public Path pluginVersions() {
        return data.resolve("plugin-versions.txt");
    }

    /** The framework's scratch space; emptied at each start. */
    public Path frameworkStorage() {
        return data.resolve("felix");
    }

    /** Kill flags, one file per scope. */
    public Path killFlags() {
        return data.resolve("kill");
    }

    /** Log files of the server, not to be confused with the event log. */
    public Path logFiles() {
        return data.resolve("logs");
    }

    /** Process id and port of the running server. */
    public Path serverFile() {
        return data.resolve("server.json");
    }

    /** The secret that the HTTP API asks for. */
    public Path adminToken() {
        return data.resolve("admin.token");
    }

    /** Users and session tokens. */
    public Path access() {
        return data.resolve("access");
    }

    /** Who did what, one file a day. */
    public Path audit() {
        return data.resolve("audit");
    }

    /** Held by the one server that may use the data folder. */
    public Path lockFile() {
        return data.resolve("lock");
    }
}
