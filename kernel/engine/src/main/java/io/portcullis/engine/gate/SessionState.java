package io.portcullis.engine.gate;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;

/** Which session this is and how far the day has come. Engine thread only. */
public final class SessionState {
    private EngineEvent.SessionKind kind = EngineEvent.SessionKind.LIVE;
    private String id = "";
    private String policyVersion = "";
    private long sinceNanos;
    private boolean open;
    private long day;

    /** Which host runs the engine. */
    public EngineEvent.SessionKind kind() {
        return kind;
    }

    /** The session's identifier; empty before the first one. */
    public String id() {
        return id;
    }

    /** Version of the rule engine that judges in it. */
    public String policyVersion() {
        return policyVersion;
    }

    /** When it began, engine time. */
    public long sinceNanos() {
        return sinceNanos;
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
    public void start(EngineEvent.SessionStarted started) {
        kind = started.kind();
        id = started.sessionId();
        policyVersion = started.policyVersion();
        sinceNanos = started.timeNanos();
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
        out.putString(id);
        out.putString(policyVersion);
        out.putLong(sinceNanos);
        out.putBoolean(open);
        out.putLong(day);
    }

    /** Reads what {@link #write} wrote. */
    public static SessionState read(StateReader in) {
        SessionState state = new SessionState();
        state.kind = EngineEvent.SessionKind.values()[(int) in.getLong()];
        state.id = in.getString();
        state.policyVersion = in.getString();
        state.sinceNanos = in.getLong();
        state.open = in.getBoolean();
        state.day = in.getLong();
        return state;
    }
}
