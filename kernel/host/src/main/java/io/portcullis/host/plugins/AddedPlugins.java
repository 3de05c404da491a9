package io.portcullis.host.plugins;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.SharedAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** data/plugins: what was installed later, with its signatures, and marks for what was taken out of the installation. */
final class AddedPlugins {
    private static final String REMOVED_SUFFIX = ".removed";

    private final Path folder;

    AddedPlugins(Home home) {
        this.folder = home.addedPlugins();
    }

    /** Makes the folder when there is none, so that people can copy into it. */
    void open() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            SharedAccess.forOwnerOnlyToWrite(folder);
        }
    }

    boolean holds(Path file) {
        return file.startsWith(folder);
    }

    /** Where a plugin is kept. */
    Path fileOf(PluginJar jar) {
        return folder.resolve(jar.name() + "-" + jar.version() + ".jar");
    }

    /** Keeps a plugin, which is then no longer a removed one. */
    void keep(PluginJar jar) throws IOException {
        open();
        KeptJar.write(fileOf(jar), jar);
        Files.deleteIfExists(marker(jar.name()));
    }

    void delete(Path file) throws IOException {
        KeptJar.delete(file);
    }

    /** Keeps a plugin of the installation out, whose file is not ours to delete. */
    void markRemoved(String name) throws IOException {
        open();
        Files.writeString(marker(name), "");
    }

    boolean isRemoved(String name) {
        return Files.exists(marker(name));
    }

    private Path marker(String name) {
        return folder.resolve(name + REMOVED_SUFFIX);
    }
}
