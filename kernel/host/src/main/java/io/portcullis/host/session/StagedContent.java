package io.portcullis.host.session;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.pack.PackContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a rule pack into the events that carry it through the log. */
public final class StagedContent {
    /** Well below what one message of the log may hold. */
    private static final int CHUNK_BYTES = 48 << 10;

    private StagedContent() {}

    /** The staging events of a pack, in order. */
    public static List<EngineEvent> events(long timeNanos, String name, PackContent pack) {
        byte[] bytes = pack.bytes();
        PackHash hash = pack.hash();
        int chunks = Math.max(1, (bytes.length + CHUNK_BYTES - 1) / CHUNK_BYTES);
        List<EngineEvent> events = new ArrayList<>();
        for (int chunk = 0; chunk < chunks; chunk++) {
            int start = chunk * CHUNK_BYTES;
            byte[] part = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + CHUNK_BYTES));
            events.add(new EngineEvent.PackStaged(timeNanos, hash, name, chunk, chunks, part));
        }
        return events;
    }
}
