package io.portcullis.engine.gate;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.PackHash;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Puts the chunks of a staged pack together; one pack at a time, a new first chunk begins anew. Engine thread only. */
public final class PackStaging {
    /** A pack is at most this long; more is no pack. */
    private static final int BYTES_MAX = 1 << 20;

    private PackHash pack = PackHash.NONE;
    private int nextChunk;
    private ByteArrayOutputStream content = new ByteArrayOutputStream();

    /** Takes in a chunk; hands the whole to the policy ring after the last. */
    public void on(EngineEvent.PackStaged staged, PolicyGate policy) {
        if (staged.chunk() == 0) {
            pack = staged.pack();
            nextChunk = 0;
            content.reset();
        }
        boolean expected = staged.pack().equals(pack) && staged.chunk() == nextChunk;
        if (!expected || content.size() + staged.content().length > BYTES_MAX) {
            throw new IllegalStateException("chunk " + staged.chunk() + " of pack " + staged.pack()
                    + " does not follow chunk " + (nextChunk - 1) + " of " + pack + " within " + BYTES_MAX + " bytes");
        }
        content.writeBytes(staged.content());
        nextChunk++;
        if (nextChunk == staged.chunks()) {
            policy.stage(pack, staged.name(), content.toByteArray());
            content.reset();
            pack = PackHash.NONE;
            nextChunk = 0;
        }
    }

    /** Writes what has come in of an unfinished pack. */
    public void write(StateWriter out) {
        out.putString(pack.hex());
        out.putLong(nextChunk);
        out.putString(HexFormat.of().formatHex(content.toByteArray()));
    }

    /** Reads what {@link #write} wrote. */
    public static PackStaging read(StateReader in) {
        PackStaging staging = new PackStaging();
        staging.pack = new PackHash(in.getString());
        staging.nextChunk = (int) in.getLong();
        staging.content.writeBytes(HexFormat.of().parseHex(in.getString()));
        return staging;
    }
}
