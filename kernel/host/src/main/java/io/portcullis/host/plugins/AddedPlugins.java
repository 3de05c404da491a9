package io.portcullis.host.plugins;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.SharedAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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

    /**
     * Keeps a plugin, the signature first: a jar alone would be unsigned. It is no longer a removed one.
     *
     * @param signature null when there is none
     */
    void keep(PluginJar jar, String signature) throws IOException {
        open();
        Path file = fileOf(jar);
        if (signature == null) {
            Files.deleteIfExists(DroppedFile.signatureOf(file));
        } else {
            place(DroppedFile.signatureOf(file), signature.getBytes(StandardCharsets.ISO_8859_1));
        }
        place(file, jar.content());
        Files.deleteIfExists(marker(jar.name()));
    }

    /** Written aside and renamed, so that nobody ever reads half a file. */
    private static void place(Path target, byte[] content) throws IOException {
        Path aside = target.resolveSibling(target.getFileName() + ".part");
        Files.write(aside, content);
        SharedAccess.forOwnerOnlyToWrite(aside);
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(DroppedFile.signatureOf(file));
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
