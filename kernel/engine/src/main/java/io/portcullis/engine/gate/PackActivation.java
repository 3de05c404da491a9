package io.portcullis.engine.gate;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;

/** Since when the active pack judges, and by whose word. Engine thread only. */
public final class PackActivation {
    private long sinceNanos;
    private long position;
    private String by = "";

    /** Engine time of the activation; zero when there was none. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** Its position in the log; zero when there was none. */
    public long position() {
        return position;
    }

    /** Who activated it; empty when nobody did. */
    public String by() {
        return by;
    }

    /** A pack was activated. */
    public void on(long newPosition, EngineEvent.PackActivated activated) {
        sinceNanos = activated.timeNanos();
        position = newPosition;
        by = activated.by();
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putLong(sinceNanos);
        out.putLong(position);
        out.putString(by);
    }

    /** Reads what {@link #write} wrote. */
    public static PackActivation read(StateReader in) {
        PackActivation activation = new PackActivation();
        activation.sinceNanos = in.getLong();
        activation.position = in.getLong();
        activation.by = in.getString();
        return activation;
    }
}
