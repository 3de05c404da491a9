package io.portcullis.host.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * The bytes of a jar, opened through their central directory. That is what the framework will read, and only a file gives it to
 * us; a stream would show the local headers, which may say something else.
 */
final class ScratchJar implements AutoCloseable {
    private final Path file;
    private final JarFile jar;

    private ScratchJar(Path file, JarFile jar) {
        this.file = file;
        this.jar = jar;
    }

    static ScratchJar of(byte[] content) throws IOException {
        Path file = Files.createTempFile("portcullis-plugin", ".jar");
        try {
            Files.write(file, content);
            return new ScratchJar(file, new JarFile(file.toFile(), false, ZipFile.OPEN_READ));
        } catch (IOException | RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    JarFile jar() {
        return jar;
    }

    @Override
    public void close() throws IOException {
        jar.close();
        delete(file);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
