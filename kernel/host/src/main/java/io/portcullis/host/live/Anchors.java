package io.portcullis.host.live;

import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * data/anchors/DATE.txt: the heads of the chains over decisions and records at each day's end, outside log and database, for
 * whoever wants to prove later that neither was rewritten.
 */
final class Anchors implements LogListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);

    private final Path folder;
    private final LongSupplier link;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(runnable -> {
        Thread thread = new Thread(runnable, "anchors");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Anchors in a folder.
     *
     * @param link of the event in hand; asked on the engine's thread
     */
    Anchors(Path folder, LongSupplier link) {
        this.folder = folder;
        this.link = link;
    }

    @Override
    public void on(long position, EngineEvent event) {
        if (event instanceof EngineEvent.DayClosed day) {
            Anchor anchor = Anchor.of(position, day, link.getAsLong());
            writer.execute(() -> write(anchor));
        }
    }

    private void write(Anchor anchor) {
        try {
            Files.createDirectories(folder);
            AtomicFile.write(folder.resolve(anchor.fileName()), anchor.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.error("the anchor of {} could not be written; its chain head is {}", anchor.date(), anchor.chain(), e);
        }
    }

    @Override
    public void close() {
        writer.shutdown();
    }
}
