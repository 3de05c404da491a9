package io.portcullis.host.live;

import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * data/anchors/DATE.txt: the head of the decision chain at each day's end, outside log and database, for whoever wants to prove
 * later that neither was rewritten.
 */
final class Anchors implements LogListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);

    private final Path folder;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(runnable -> {
        Thread thread = new Thread(runnable, "anchors");
        thread.setDaemon(true);
        return thread;
    });

    Anchors(Path folder) {
        this.folder = folder;
    }

    @Override
    public void on(long position, EngineEvent event) {
        if (event instanceof EngineEvent.DayClosed day) {
            writer.execute(() -> write(position, day));
        }
    }

    private void write(long position, EngineEvent.DayClosed day) {
        String text = "date " + day.date() + "\nposition " + position + "\ndecisions " + day.decisions() + "\nchain "
                + day.chain() + "\n";
        try {
            Files.createDirectories(folder);
            Path aside = folder.resolve(day.date() + ".new");
            Files.writeString(aside, text);
            Files.move(
                    aside,
                    folder.resolve(day.date() + ".txt"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("the anchor of {} could not be written; its chain head is {}", day.date(), day.chain(), e);
        }
    }

    @Override
    public void close() {
        writer.shutdown();
    }
}
