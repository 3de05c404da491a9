package io.portcullis.host.http;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.console.Console;
import io.portcullis.host.server.AdminToken;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.ServerApi;
import io.portcullis.host.server.ServerFile;
import io.portcullis.host.support.Diagnosis;

/** A running server's doors, opened and closed together: HTTP, MBeans, and data/server.json last, so that who finds it can ask. */
public final class AdminEndpoint implements AutoCloseable {
    private final Home home;
    private final HttpApi http;
    private final Console console;
    private final ServerFile file;

    private AdminEndpoint(Home home, HttpApi http, Console console, ServerFile file) {
        this.home = home;
        this.http = http;
        this.console = console;
        this.file = file;
    }

    /**
     * Opens everything; the data folder's lock must be held.
     *
     * @throws io.portcullis.host.config.ConfigException when the port is in use or the token is not safe; nothing stays open
     */
    public static AdminEndpoint open(
            Home home, ServerSettings settings, ServerApi api, PluginAdmin plugins, MetricRegistry metrics) {
        AdminToken token = AdminToken.loadOrCreate(home);
        Diagnosis diagnosis = new Diagnosis(home, settings);
        HttpApi http = HttpApi.start(api, plugins, diagnosis, token, metrics, settings.httpPort());
        try {
            Console console = Console.open(api, plugins, metrics);
            ServerFile file =
                    ServerFile.ofThisProcess(http.port(), settings.profile().text());
            file.write(home);
            return new AdminEndpoint(home, http, console, file);
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /** The HTTP port. */
    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        file.remove(home);
        console.close();
        http.close();
    }
}
