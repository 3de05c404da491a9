package io.portcullis.engine.gate;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;

/** Which session this is and how far the day has come. Engine thread only. */
public final class SessionState {
    private EngineEvent.SessionKind kind = EngineEvent.SessionKind.LIVE;
    private boolean open;
    private long day;

    /** Which host runs the engine. */
    public EngineEvent.SessionKind kind() {
        return kind;
    }

    /** True between open and close. */
    public boolean open() {
        return open;
    }

    /** Trading days since the log began. */
    public long day() {
        return day;
    }

    /** A session began. */
    public void start(EngineEvent.SessionKind newKind) {
        kind = newKind;
    }

    /** A tick came. */
    public void on(EngineEvent.Phase phase) {
        switch (phase) {
            case OPEN -> open = true;
            case CLOSE -> open = false;
            case DAY_ROLL -> day++;
            case SECOND, INSTANT -> {}
        }
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putLong(kind.ordinal());
        out.putBoolean(open);
        out.putLong(day);
    }

    /** Reads what {@link #write} wrote. */
    public static SessionState read(StateReader in) {
        SessionState state = new SessionState();
        state.kind = EngineEvent.SessionKind.values()[(int) in.getLong()];
        state.open = in.getBoolean();
        state.day = in.getLong();
        return state;
    }
}
