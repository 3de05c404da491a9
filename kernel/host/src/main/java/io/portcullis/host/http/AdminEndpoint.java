package io.portcullis.host.http;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.access.Doorkeeper;
import io.portcullis.host.audit.AuditTrail;
import io.portcullis.host.config.AccessSettings;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.console.Console;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.ServerApi;
import io.portcullis.host.server.ServerFile;
import io.portcullis.host.support.Diagnosis;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** A running server's doors, opened and closed together: MBeans, HTTP, and data/server.json last, so that who finds it can ask. */
public final class AdminEndpoint implements AutoCloseable {
    private final Deque<Runnable> open = new ArrayDeque<>();
    private final int port;

    private AdminEndpoint(
            Home home, ServerSettings settings, ServerApi api, PluginAdmin plugins, MetricRegistry metrics) {
        Clock clock = Clock.systemUTC();
        Doorkeeper doorkeeper = Doorkeeper.open(home, AccessSettings.read(home), clock);
        try {
            AuditTrail audit = AuditTrail.open(home, clock);
            open.push(audit::close);
            Console console = Console.open(api, plugins, metrics, audit);
            open.push(console::close);
            HttpApi http = HttpApi.start(
                    new Doors(api, plugins, new Diagnosis(home, settings), metrics, doorkeeper, audit, console),
                    settings.httpPort());
            open.push(http::close);
            port = http.port();
            ServerFile file = ServerFile.ofThisProcess(port, settings.profile().text());
            file.write(home);
            open.push(() -> file.remove(home));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens everything; the data folder's lock must be held.
     *
     * @throws io.portcullis.host.config.ConfigException when the port is in use, or token, users or sessions are not safe;
     *     nothing stays open
     */
    public static AdminEndpoint open(
            Home home, ServerSettings settings, ServerApi api, PluginAdmin plugins, MetricRegistry metrics) {
        return new AdminEndpoint(home, settings, api, plugins, metrics);
    }

    /** The HTTP port. */
    public int port() {
        return port;
    }

    /** All of them, whatever one says: on a disk that is read-only the file stays, and the door behind it must not. */
    @Override
    public void close() {
        RuntimeException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
