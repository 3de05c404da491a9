package io.portcullis.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.gate.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillFlagsTest {
    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void locate() {
        home = new Home(folder, folder.resolve("data"));
    }

    @Test
    void shouldLatchKillFlagsUntilTheyAreCleared() {
        KillFlags flags = new KillFlags(home);
        Scope venue = Scope.parse("venue:simulated");
        assertThat(flags.all()).isEmpty();

        flags.set(venue);
        flags.set(venue);

        assertThat(home.killFlags().resolve("venue_simulated")).exists();
        assertThat(flags.all()).containsExactly(venue);
        flags.clear(venue);
        assertThat(flags.all()).isEmpty();
    }

    @Test
    void shouldTakeAFlagThatNobodyUnderstandsAsGlobal() throws IOException {
        Files.createDirectories(home.killFlags());
        Files.createFile(home.killFlags().resolve("stop everything!"));

        assertThat(new KillFlags(home).all()).containsExactly(Scope.GLOBAL);
    }
}
