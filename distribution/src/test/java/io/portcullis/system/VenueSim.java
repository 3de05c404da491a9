package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The venue as a process of its own. */
final class VenueSim {
    private final Installation.Running running;
    private final Path journal;
    private final VenueJournal.Reader reader;
    private final int port;

    VenueSim(Installation.Running running, Path journal) {
        this.running = running;
        this.journal = journal;
        this.reader = new VenueJournal.Reader(journal);
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> Files.readString(running.out()).endsWith("}\n"));
        try {
            JsonNode ready = Door.json(Files.readString(running.out()));
            this.port = ready.path("port").asInt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** What it has written so far. */
    VenueJournal journal() throws IOException {
        return reader.read();
    }

    Path journalFile() {
        return journal;
    }

    void stop() throws InterruptedException {
        running.process().destroy();
        assertThat(running.process().waitFor(30, TimeUnit.SECONDS))
                .as("venue-sim ends when asked")
                .isTrue();
    }
}
