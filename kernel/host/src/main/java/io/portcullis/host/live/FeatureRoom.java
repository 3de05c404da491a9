package io.portcullis.host.live;

import io.portcullis.host.config.FeatureSettings;
import io.portcullis.host.config.Home;
import io.portcullis.host.health.Alerts;
import io.portcullis.ingest.recording.RecordedRow;
import io.portcullis.ingest.recording.Recorder;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.signals.feature.FeatureMirror;
import io.portcullis.signals.feature.FeatureStore;
import io.portcullis.signals.feature.MemoryFeatureStore;
import io.portcullis.signals.feature.RedisFeatureStore;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the features go that agents were shown (step 2 of the walk): into the store that others read, and, when wanted, what they
 * are made of into a recording. Whoever hands over never waits: not for Redis, not for the disk.
 */
final class FeatureRoom implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureRoom.class);
    private static final String ALERT = "feature-store";

    private final Path saved;
    private final MemoryFeatureStore memory;
    private final FeatureMirror mirror;
    private final Recorder recorder;

    /** As etc/features.cfg says; with what the last process saved. */
    FeatureRoom(Home home, FeatureSettings settings, Alerts alerts) throws IOException {
        saved = home.data().resolve("features.bin");
        memory = new MemoryFeatureStore(settings.retention());
        restore();
        mirror = settings.redis()
                .map(redis -> new FeatureMirror(
                        memory, new RedisFeatureStore(redis, settings.retention()), problem -> say(alerts, problem)))
                .orElse(null);
        recorder = settings.recording() ? new Recorder(home.data().resolve("market"), LOG::info) : null;
        LOG.info(
                "features are kept in memory{}",
                settings.redis().map(redis -> " and " + redis).orElse(""));
    }

    private static void say(Alerts alerts, String problem) {
        if (problem.isEmpty()) {
            alerts.clear(ALERT);
        } else {
            alerts.raise(ALERT, problem + "; agents and trading go on, what others read grows old");
        }
    }

    private void restore() {
        if (!Files.exists(saved)) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(saved)))) {
            memory.readFrom(in);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read, the feature store begins empty: {}", saved, e.toString());
        }
    }

    /** The features were told this. */
    void told(MarketEvent event) {
        if (recorder != null) {
            recorder.offer(new RecordedRow.Event(event));
        }
    }

    /** The agents were asked about this instant. */
    void asked(long timeNanos, LocalDate date) {
        if (recorder != null) {
            recorder.offer(new RecordedRow.Asked(timeNanos, date));
        }
    }

    /** What they were shown. */
    void shown(FeatureFrame frame) {
        store().put(frame);
    }

    /** To read from. */
    FeatureStore store() {
        return mirror == null ? memory : mirror;
    }

    /** True when the store can be read by others, or nobody wants that. */
    boolean isUp() {
        return mirror == null || mirror.problem().isEmpty();
    }

    /** Frames that Redis was too slow for, and rows that the disk was. */
    long dropped() {
        return (mirror == null ? 0 : mirror.dropped()) + (recorder == null ? 0 : recorder.dropped());
    }

    private void save() throws IOException {
        Path part = saved.resolveSibling(saved.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            memory.writeTo(out);
        }
        Files.move(part, saved, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        store().close();
        if (recorder != null) {
            recorder.close();
        }
        save();
    }
}
