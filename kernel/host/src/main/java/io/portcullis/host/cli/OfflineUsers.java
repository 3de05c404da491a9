package io.portcullis.host.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.access.Doorkeeper;
import io.portcullis.host.audit.AuditEntry;
import io.portcullis.host.audit.AuditTrail;
import io.portcullis.host.config.AccessSettings;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.Json;
import io.portcullis.transport.DataFolderInUseException;
import io.portcullis.transport.DataLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.Function;

/** Changes to the list of users while no server runs: under the data folder's lock, and in the audit like any other. */
final class OfflineUsers {
    private OfflineUsers() {}

    static JsonNode change(Home home, String call, String on, Function<Doorkeeper, JsonNode> deed) {
        try {
            DataLock lock = DataLock.acquire(home.data());
            try {
                return changeLocked(home, call, on, deed);
            } finally {
                lock.close();
            }
        } catch (DataFolderInUseException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, e.getMessage() + "; it does not answer yet, or no more: try again in a moment");
        } catch (IOException e) {
            throw new UncheckedIOException("the list of users could not be changed", e);
        }
    }

    private static JsonNode changeLocked(Home home, String call, String on, Function<Doorkeeper, JsonNode> deed) {
        Clock clock = Clock.systemUTC();
        Doorkeeper keeper = Doorkeeper.open(home, AccessSettings.read(home), clock);
        try (AuditTrail audit = AuditTrail.open(home, clock)) {
            AuditEntry entry = AuditEntry.of("offline", "command line of " + Person.name(), call, on.strip());
            return audit.perform(entry, () -> deed.apply(keeper), answer -> 0);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("changing the list of users throws nothing else", e);
        }
    }

    static JsonNode json(Object value) {
        try {
            return Json.tree(Json.write(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what we write can be read", e);
        }
    }
}
