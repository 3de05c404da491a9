package io.portcullis.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.access.AdminToken;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFileTest {
    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void locate() {
        home = new Home(folder, folder.resolve("data"));
    }

    @Test
    void shouldFindALiveServerAndNoneAfterItsFileIsGone() {
        assertThat(ServerFile.findLive(home)).isEmpty();

        ServerFile mine = ServerFile.ofThisProcess(8765, "dev");
        mine.write(home);

        assertThat(ServerFile.findLive(home)).contains(mine);
        mine.remove(home);
        assertThat(home.serverFile()).doesNotExist();
        assertThat(home.data().toFile().list()).isEmpty();
    }

    @Test
    void shouldCountTheFileOfADeadProcessForNothing() throws Exception {
        Process child = new ProcessBuilder("true").start();
        child.waitFor();
        new ServerFile(child.pid(), 8765, Instant.now(), "dev").write(home);

        assertThat(ServerFile.read(home)).isPresent();
        assertThat(ServerFile.findLive(home)).isEmpty();
    }

    @Test
    void shouldCountTheFileOfAnEarlierProcessWithTheSameNumberForNothing() {
        long pid = ProcessHandle.current().pid();
        new ServerFile(pid, 8765, Instant.parse("2020-01-01T00:00:00Z"), "dev").write(home);

        assertThat(ServerFile.findLive(home)).isEmpty();
    }

    @Test
    void shouldLeaveTheFileOfAnotherServerAlone() {
        ServerFile.ofThisProcess(1, "dev").write(home);

        ServerFile.ofThisProcess(2, "dev").remove(home);

        assertThat(home.serverFile()).exists();
    }

    @Test
    void shouldRefuseAFileThatIsNone() throws IOException {
        Files.createDirectories(home.data());
        for (String text : new String[] {
            "", "{", "[]", "{\"pid\":1}", "{\"pid\":1,\"port\":0,\"startedAt\":\"2020-01-01T00:00:00Z\"}"
        }) {
            Files.writeString(home.serverFile(), text);
            assertThatThrownBy(() -> ServerFile.read(home))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("server.json");
        }
    }

    @Test
    void shouldMakeATokenThatOnlyItsOwnerCanReadAndKeepIt() throws IOException {
        AdminToken token = AdminToken.loadOrCreate(home);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.adminToken())))
                .isEqualTo("rw-------");
        String secret = Files.readString(home.adminToken()).strip();
        assertThat(secret).hasSize(64);
        assertThat(token.matches(secret)).isTrue();
        assertThat(AdminToken.loadOrCreate(home).matches(secret)).isTrue();
        assertThat(token.toString()).doesNotContain(secret);
        assertThat(token.matches(secret.substring(1))).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.matches(null)).isFalse();
    }

    @Test
    void shouldRefuseATokenThatOthersCanRead() throws IOException {
        AdminToken.loadOrCreate(home);
        Files.setPosixFilePermissions(home.adminToken(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> AdminToken.loadOrCreate(home))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rw-r-----");
    }
}
