package io.portcullis.host.live;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.transport.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * data/content: rule packs by their hash, copied from the log as they pass, so that a snapshot needs to name them only. The engine's
 * thread only hands them over; who writes a snapshot first sees to it that they are on the disk.
 *
 * <p>The file ACTIVE names the pack that judged last: a restart begins to compile it before the log is read. It is a hint; the
 * log decides. A file HASH-fell-back says that the pack is judged by Drools alone, and why.
 */
final class ContentStore implements LogListener {
    private static final Logger LOG = LoggerFactory.getLogger(ContentStore.class);
    private static final String ACTIVE = "ACTIVE";
    private static final String FELL_BACK = "-fell-back";
    private static final String HASH = "[0-9a-f]{32}";

    private final Path folder;
    private final Executor writer;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int chunks;
    /** Of which some chunks have passed and some have not; null when there is none. */
    private PackHash coming;

    /** By file name, what is not on the disk yet. Entries go on the writer's thread only. */
    private final Map<String, byte[]> unwritten = new ConcurrentHashMap<>();

    /** @param writer where files are written, one at a time: the thread that also writes snapshots */
    ContentStore(Path folder, Executor writer) {
        this.folder = folder;
        this.writer = writer;
    }

    @Override
    public void on(long position, EngineEvent event) {
        if (event instanceof EngineEvent.PackStaged staged) {
            take(staged);
        } else if (event instanceof EngineEvent.SessionStarted) {
            coming = null; // whoever was about to stage the rest is gone
        } else if (event instanceof EngineEvent.PackActivated activated) {
            keep(ACTIVE, activated.pack().hex().getBytes(StandardCharsets.US_ASCII));
        } else if (event instanceof EngineEvent.PackFellBack fell) {
            keep(fell.pack().hex() + FELL_BACK, fell.reason().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void take(EngineEvent.PackStaged staged) {
        if (staged.chunk() == 0) {
            coming = staged.pack();
            content.reset();
            chunks = 0;
        }
        // who begins to read behind the first chunk has not the whole pack and keeps nothing of it
        if (staged.pack().equals(coming) && staged.chunk() == chunks) {
            content.writeBytes(staged.content());
            chunks++;
            if (chunks == staged.chunks()) {
                keep(staged.pack().hex(), content.toByteArray());
                coming = null;
            }
        }
    }

    /** Whether a pack is half through: a restart from here would not see its beginning. Engine's thread. */
    boolean isHalfThrough() {
        return coming != null;
    }

    private void keep(String name, byte[] bytes) {
        unwritten.put(name, bytes);
        writer.execute(this::tryToWrite);
    }

    private void tryToWrite() {
        try {
            write();
        } catch (IOException e) {
            LOG.error("rule packs cannot be kept in {} now; until they are there is no snapshot", folder, e);
        }
    }

    /** Puts on the disk what is not there yet; writer's thread. */
    void write() throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> each : unwritten.entrySet()) {
            AtomicFile.write(folder.resolve(each.getKey()), each.getValue());
            unwritten.remove(each.getKey(), each.getValue());
        }
    }

    /** The bytes of a pack that came through the log. Any thread. */
    byte[] bytes(PackHash pack) throws IOException {
        byte[] waiting = unwritten.get(pack.hex());
        return waiting == null ? Files.readAllBytes(folder.resolve(pack.hex())) : waiting;
    }

    /** Gives every kept pack to a gate, and which of them fell back. */
    void stageAll(PolicyGate gate) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.matches(HASH)) {
                    gate.stage(new PackHash(name), name, sound(file, name));
                } else if (name.matches(HASH + FELL_BACK)) {
                    gate.fallBack(new PackHash(name.substring(0, name.length() - FELL_BACK.length())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("rule packs cannot be read from " + folder, e);
        }
    }

    /** A pack whose bytes are not those that its name promises must not judge, and nobody may wonder why it does not. */
    private static byte[] sound(Path file, String hash) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String found;
        try {
            found = PackContent.ofBytes(bytes).hash().hex();
        } catch (IllegalArgumentException e) {
            found = e.getMessage();
        }
        if (!found.equals(hash)) {
            throw new ConfigException(
                    "the kept rule pack " + file + " is damaged (" + found + "); nothing is traded with it."
                            + " Restore it from a copy, or move it and data/snapshots away: the log has its bytes");
        }
        return bytes;
    }

    /** The bytes of the pack that judged last, when it is known. */
    Optional<byte[]> active() {
        try {
            Path hint = folder.resolve(ACTIVE);
            if (!Files.isRegularFile(hint)) {
                return Optional.empty();
            }
            Path file = folder.resolve(Files.readString(hint).strip());
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
