package io.portcullis.host.doctor;

import io.portcullis.host.config.ServerSettings.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the data folder's disk takes what the log writes: room, names, speed, kind. */
final class DiskCheck implements Check {
    private static final long MIB = 1 << 20;
    private static final long FREE_MIN = 512 * MIB;
    private static final long FREE_ENOUGH = 5 * 1024 * MIB;
    private static final int NAMES_USED_MAX = 90;
    private static final int BLOCK = 4096;
    private static final int WRITES = 3;
    private static final double SYNC_MILLIS_MAX = 20;
    private static final Pattern USED = Pattern.compile("\\s(\\d{1,3})%\\s");
    private static final Set<String> FLEETING = Set.of("tmpfs", "ramfs");
    private static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs", "smb2", "smb3", "fuse.sshfs");

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        Path folder = existing(premises.home().data());
        FileStore store = Files.getFileStore(folder);
        List<Finding> findings = new ArrayList<>();
        findings.add(space(folder, store));
        findings.add(kind(folder, store));
        findings.add(names(premises, folder));
        findings.addAll(writing(premises, folder));
        return findings;
    }

    /** The data folder, or what it will be made in. */
    private static Path existing(Path data) {
        Path folder = data;
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static Finding space(Path folder, FileStore store) throws IOException {
        long free = store.getUsableSpace();
        String what = free / MIB + " MiB free of " + store.getTotalSpace() / MIB;
        if (free < FREE_MIN) {
            return Finding.fail("disk-space", what, folder.toString(), "make room: the log stops when there is none");
        }
        return free < FREE_ENOUGH
                ? Finding.warn("disk-space", what, folder.toString(), "keep 5 GiB free; the log is not purged yet")
                : Finding.ok("disk-space", what);
    }

    private static Finding kind(Path folder, FileStore store) {
        if (FLEETING.contains(store.type())) {
            return Finding.warn(
                    "file-system", store.type() + " is gone after a restart", folder.toString(), "use a disk");
        }
        return REMOTE.contains(store.type())
                ? Finding.warn(
                        "file-system",
                        store.type() + ": locks and syncs over a network cannot be relied on",
                        folder.toString(),
                        "use a local disk")
                : Finding.ok("file-system", store.type());
    }

    /** Java cannot ask for inodes. */
    private static Finding names(Premises premises, Path folder) {
        Optional<String> answer = premises.machine().ask(premises.patience(), "df", "-Pi", folder.toString());
        Matcher used = USED.matcher(answer.map(text -> text + " ").orElse(""));
        if (!used.find()) {
            return Finding.ok("disk-inodes", "not counted on this file system");
        }
        int percent = Integer.parseInt(used.group(1));
        return percent > NAMES_USED_MAX
                ? Finding.warn("disk-inodes", percent + " % of all inodes are used", folder.toString(), "delete files")
                : Finding.ok("disk-inodes", percent + " % of all inodes are used");
    }

    private static List<Finding> writing(Premises premises, Path folder) throws IOException {
        if (!folder.equals(premises.home().data())) {
            return List.of(
                    Files.isWritable(folder)
                            ? Finding.ok("disk-write", premises.home().data() + " can be made")
                            : Finding.fail(
                                    "disk-write", "may not be written to", folder.toString(), "give us the folder"));
        }
        Path file = folder.resolve(".doctor-" + ProcessHandle.current().pid());
        try {
            double millis = syncMillis(file);
            return List.of(Finding.ok("disk-write", "can be written to"), speed(premises, folder, millis));
        } catch (IOException e) {
            return List.of(Finding.fail(
                    "disk-write",
                    "cannot be written to: " + e.getMessage(),
                    folder.toString(),
                    "mend the disk or its mount"));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static double syncMillis(Path file) throws IOException {
        double[] millis = new double[WRITES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < WRITES; i++) {
                long started = System.nanoTime();
                channel.write(ByteBuffer.allocate(BLOCK));
                channel.force(false);
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[WRITES / 2];
    }

    private static Finding speed(Premises premises, Path folder, double millis) {
        String what = String.format("a forced write takes %.1f ms", millis);
        boolean waits = premises.server()
                .filter(server -> server.durability() == Durability.POWER)
                .isPresent();
        if (millis <= SYNC_MILLIS_MAX) {
            return Finding.ok("disk-speed", what);
        }
        return Finding.warn(
                "disk-speed",
                what + (waits ? ", and each order waits for one" : ""),
                folder.toString(),
                "use a faster disk" + (waits ? ", or log.durability = process" : ""));
    }
}
