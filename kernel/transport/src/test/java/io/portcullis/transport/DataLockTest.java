package io.portcullis.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {
    @TempDir
    Path folder;

    @Test
    void shouldNameTheProcessThatHoldsTheFolder() throws IOException {
        Path data = folder.resolve("data");
        try (DataLock held = DataLock.acquire(data)) {
            assertThat(held.dataFolder()).isEqualTo(data.toRealPath());
            assertThatThrownBy(() -> DataLock.acquire(data))
                    .isInstanceOf(DataFolderInUseException.class)
                    .hasMessage("data folder " + data + " is in use by process "
                            + ProcessHandle.current().pid() + "; stop it first, or choose another with --data");
        }
    }

    @Test
    void shouldBeFreeOnceGivenBack() throws IOException {
        DataLock first = DataLock.acquire(folder);
        first.requireHeld();
        first.close();
        assertThatThrownBy(first::requireHeld).isInstanceOf(IllegalStateException.class);
        try (DataLock second = DataLock.acquire(folder)) {
            second.requireHeld();
        }
    }
}
