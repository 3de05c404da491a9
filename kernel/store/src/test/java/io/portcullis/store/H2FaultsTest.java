package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.store.StoreHealth.State;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded file on a disk that is full, read-only or broken. */
final class H2FaultsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void register() {
        FaultyFiles.register();
    }

    @AfterEach
    void heal() {
        FaultyFiles.refuse("");
    }

    @Test
    void shouldSurviveAFullDisk() throws Exception {
        survives("No space left on device", 41);
    }

    @Test
    void shouldSurviveADiskThatBecomesReadOnly() throws Exception {
        survives("Read-only file system", 42);
    }

    private void survives(String why, long seed) throws Exception {
        StoreConfig config = StoreConfig.embedded(folder);
        FaultDrill drill = new FaultDrill(FaultyFiles.on(config), config, folder, seed);
        try (drill) {
            drill.begins();
            FaultyFiles.refuse(why);
            double alert = drill.awaitAlert();
            assertThat(drill.projector().health().state()).isEqualTo(State.DOWN);
            FaultyFiles.refuse("");
            drill.recovers("H2: " + why, alert);
        }
    }
}
