package io.portcullis.host.plugins;

import io.portcullis.host.config.SharedAccess;
import io.portcullis.host.plugins.signing.DetachedSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A plugin as we keep it for the next start: the jar, and beside it the signature that it came with. */
final class KeptJar {
    private KeptJar() {}

    /** The signature first: a jar alone would be unsigned. */
    static void write(Path file, PluginJar jar) throws IOException {
        if (jar.signature() == null) {
            Files.deleteIfExists(DetachedSignature.fileOf(file));
        } else {
            place(DetachedSignature.fileOf(file), jar.signature().getBytes(StandardCharsets.ISO_8859_1));
        }
        place(file, jar.content());
    }

    /** Written aside and renamed, so that nobody ever reads half a file. */
    static void place(Path target, byte[] content) throws IOException {
        Path aside = target.resolveSibling(target.getFileName() + ".part");
        Files.write(aside, content);
        SharedAccess.forOwnerOnlyToWrite(aside);
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(DetachedSignature.fileOf(file));
    }
}
