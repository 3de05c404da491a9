package io.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A small file system of a test's own, which can be filled, made read-only and made to hang. Linux, as root. */
public final class Mount implements AutoCloseable {
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final long COMMAND_SECONDS_MAX = 30;

    /** Whoever runs this, in a namespace of its own, where a folder can be mounted over itself and made read-only. */
    private static final String READ_ONLY = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"";

    private final Path folder;
    /** Empty for one in memory. */
    private final String image;

    private boolean frozen;

    private Mount(Path folder, String image) {
        this.folder = folder;
        this.image = image;
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
        return mounted ? Optional.of(new Mount(folder, "")) : Optional.empty();
    }

    /** One on a file, which can be frozen: whoever writes to it then waits. An error of it makes it read-only. */
    public static Mount onFile(Path folder, Path image, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        boolean mounted = run("truncate", "-s", mebibytes + "M", image.toString())
                && run("mkfs.ext4", "-q", image.toString())
                && mountImage(image.toString(), folder);
        Assumptions.assumeTrue(mounted, "not run: this user may not mount a file on a loop device");
        return new Mount(folder, image.toString());
    }

    private static boolean mountImage(String image, Path folder) {
        return run("mount", "-o", "loop,errors=remount-ro", image, folder.toString());
    }

    /** A command that sees a folder of ours as read-only, while nobody else does. The test is not run where that cannot be. */
    public static List<String> seeingReadOnly(Path folder, List<String> command) {
        List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--map-root-user", "sh", "-c"));
        words.add(READ_ONLY);
        words.add(folder.toString());
        boolean possible = run(words.toArray(String[]::new));
        Assumptions.assumeTrue(possible, "not run: this user may not mount in a namespace of its own");
        words.set(5, READ_ONLY + " && exec \"$@\"");
        words.addAll(command);
        return words;
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

    /** The file system finds an error in itself and takes no more writes, not even to files that are open. */
    public void goReadOnly() throws IOException {
        Path trigger = Path.of("/sys/fs/ext4").resolve(device()).resolve("trigger_fs_error");
        Assumptions.assumeTrue(Files.isWritable(trigger), "not run: " + trigger + " is not there to be written");
        Files.writeString(trigger, "1");
    }

    private String device() throws IOException {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
            return mounts.map(line -> line.split(" "))
                    .filter(words -> words[1].equals(folder.toString()))
                    .map(words -> words[0].substring(1 + words[0].lastIndexOf('/')))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What an operator does with a disk that went read-only; nobody has a file open there any more. */
    public void repair() {
        assertThat(run("umount", folder.toString())).as("unmounted").isTrue();
        run("e2fsck", "-p", "-f", image); // its exit code says whether it had something to mend
        assertThat(mountImage(image, folder)).as("mounted again").isTrue();
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
