package io.portcullis.host.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskGuardTest {
    @TempDir
    private Path folder;

    @Test
    void shouldHaveNothingToSayWhileThereIsRoomAndLeaveNothingBehind() throws IOException {
        DiskGuard guard = new DiskGuard(folder, 1 << 20);
        assertThat(guard.problem()).isEmpty();
        assertThat(guard.writeProblem()).isEmpty();
        assertThat(Files.list(folder)).isEmpty();
    }

    @Test
    void shouldSayHowMuchIsFreeAndHowMuchIsKept() {
        DiskGuard guard = new DiskGuard(folder, 1L << 60);
        assertThat(guard.problem()).contains("MiB are free in " + folder).contains("1099511627776 are kept in reserve");
        assertThat(guard.writeProblem()).isEqualTo(guard.problem());
    }

    @Test
    void shouldSayThatAFolderCannotBeWritten() {
        Path gone = folder.resolve("gone");
        DiskGuard guard = new DiskGuard(gone, 1);
        assertThat(guard.problem()).contains("cannot be asked");
        assertThat(guard.writeProblem()).startsWith(gone + " cannot be written");
    }
}
