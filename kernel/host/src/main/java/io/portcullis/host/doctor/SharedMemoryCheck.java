package io.portcullis.host.doctor;

import io.portcullis.transport.archive.AeronFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the media driver will keep its buffers. */
final class SharedMemoryCheck implements Check {
    private static final String NAME = "shared-memory";
    private static final long MIB = 1 << 20;

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        Path folder = premises.machine().sharedMemory();
        boolean usable = Files.isDirectory(folder) && Files.isWritable(folder);
        long free = usable ? Files.getFileStore(folder).getUsableSpace() : 0;
        if (free >= AeronFolder.SHARED_MEMORY_MIN) {
            return List.of(Finding.ok(NAME, free / MIB + " MiB free in " + folder + "; the log's buffers lie there"));
        }
        if (premises.serving()) {
            return List.of(Finding.ok(NAME, free / MIB + " MiB free in " + folder + " beside this server's own"));
        }
        return List.of(Finding.warn(
                NAME,
                (usable ? free / MIB + " MiB free" : "not there or not writable")
                        + ": the log's buffers will lie in data/aeron, where the disk slows them",
                folder.toString(),
                "give it " + AeronFolder.SHARED_MEMORY_MIN / MIB + " MiB, in a container by --shm-size"));
    }
}
