package io.portcullis.transport.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Where the media driver keeps its buffers: shared memory when there is room, else under the data folder. */
public final class AeronFolder {
    /** One driver takes 47 MB before its first stream; a container's default of 64 MB dies once its pages fill. */
    public static final long SHARED_MEMORY_MIN = 512L << 20;

    /** Where that is. */
    public static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private AeronFolder() {}

    static Path choose(Path dataFolder) {
        return choose(dataFolder, SHARED_MEMORY);
    }

    /** The same data folder always gets the same name, so that what a killed process left there is found again. */
    static Path choose(Path dataFolder, Path sharedMemory) {
        if (free(sharedMemory) >= SHARED_MEMORY_MIN) {
            UUID name = UUID.nameUUIDFromBytes(
                    dataFolder.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
            return sharedMemory.resolve("portcullis-" + System.getProperty("user.name") + "-" + name);
        }
        return dataFolder.resolve("aeron");
    }

    private static long free(Path folder) {
        try {
            return Files.isWritable(folder) ? Files.getFileStore(folder).getUsableSpace() : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
