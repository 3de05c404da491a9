package io.portcullis.host.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.server.ScriptedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors open and close together. */
class AdminEndpointTest {
    @TempDir
    private Path folder;

    /** A disk that went read-only leaves it there; a door that still answered would say that the server is up. */
    @Test
    void shouldShutTheDoorWhenItsFileCannotBeRemoved() throws IOException {
        Home home = new Home(folder, folder.resolve("data"));
        Files.createDirectories(home.etc());
        Files.writeString(home.etc().resolve("server.cfg"), "http.port = 0\n");
        ScriptedServer server = new ScriptedServer();
        AdminEndpoint endpoint =
                AdminEndpoint.open(home, ServerSettings.read(home, null), server, server, new MetricRegistry());
        int port = endpoint.port();
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        Files.writeString(home.serverFile(), "no JSON");

        assertThatExceptionOfType(ConfigException.class).isThrownBy(endpoint::close);

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }
}
