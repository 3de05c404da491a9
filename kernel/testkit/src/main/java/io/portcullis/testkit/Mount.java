package io.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A small file system of a test's own, which can be filled, made read-only and made to hang. Linux, as root. */
public final class Mount implements AutoCloseable {
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final long COMMAND_SECONDS_MAX = 30;

    private final Path folder;
    private boolean frozen;

    private Mount(Path folder) {
        this.folder = folder;
    }

    /** One in memory. The test is not run, and says so, where nothing may be mounted. */
    public static Mount inMemory(Path folder, int mebibytes) throws IOException {
        Optional<Mount> mount = ifAllowed(folder, mebibytes);
        Assumptions.assumeTrue(mount.isPresent(), "not run: this user may not mount a file system");
        return mount.orElseThrow();
    }

    /** One in memory; empty where nothing may be mounted. */
    public static Optional<Mount> ifAllowed(Path folder, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
        return mounted ? Optional.of(new Mount(folder)) : Optional.empty();
    }

    /** One on a file, which can be frozen: whoever writes to it then waits. */
    public static Mount onFile(Path folder, Path image, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        boolean mounted = run("truncate", "-s", mebibytes + "M", image.toString())
                && run("mkfs.ext4", "-q", image.toString())
                && run("mount", "-o", "loop", image.toString(), folder.toString());
        Assumptions.assumeTrue(mounted, "not run: this user may not mount a file on a loop device");
        return new Mount(folder);
    }

    /** Where it is mounted. */
    public Path folder() {
        return folder;
    }

    /** Takes all the room but this much. */
    public void fill(long leaveBytes) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
            while (folder.toFile().getUsableSpace() > leaveBytes) {
                out.write(block, 0, (int) Math.min(block.length, folder.toFile().getUsableSpace() - leaveBytes));
            }
        } catch (IOException e) {
            // full, which is what was wanted
            assertThat(leaveBytes).as("%s", e.getMessage()).isZero();
        }
    }

    /** Gives the room back. */
    public void empty() throws IOException {
        Files.deleteIfExists(folder.resolve("filler"));
    }

    /** Whoever writes waits from now on. */
    public void freeze() {
        assertThat(run("fsfreeze", "-f", folder.toString())).isTrue();
        frozen = true;
    }

    /** Whoever waited goes on. */
    public void thaw() {
        frozen = false;
        assertThat(run("fsfreeze", "-u", folder.toString())).isTrue();
    }

    /** Whether a command of the system could be run and said yes. */
    public static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such command here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets everybody go who waits for it. */
    public void let() {
        if (frozen) {
            thaw();
        }
    }

    @Override
    public void close() {
        let();
        if (!run("umount", folder.toString()) && !run("umount", "-l", folder.toString())) {
            throw new UncheckedIOException(new IOException(folder + " cannot be unmounted"));
        }
    }
}
