package io.portcullis.store;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.TradingState;
import org.jdbi.v3.core.Handle;

/** Turns the four kinds of events about trading states into rows. */
final class StateFold {
    private StateFold() {}

    static TradingStateChange change(Handle handle, long position, EngineEvent event) {
        if (event instanceof EngineEvent.KillRequested kill) {
            return new TradingStateChange(
                    position,
                    kill.timeNanos(),
                    kill.scope(),
                    TradingStateChange.Cause.KILL,
                    TradingState.KILLED,
                    kill.by(),
                    kill.reason());
        }
        if (event instanceof EngineEvent.ReduceOnlyRequested request) {
            TradingState before = StateTable.inForce(handle, request.scope());
            return new TradingStateChange(
                    position,
                    request.timeNanos(),
                    request.scope(),
                    TradingStateChange.Cause.REDUCE_ONLY,
                    before == TradingState.KILLED ? before : TradingState.REDUCE_ONLY,
                    request.by(),
                    request.reason());
        }
        if (event instanceof EngineEvent.ResumeRequested resume) {
            return new TradingStateChange(
                    position,
                    resume.timeNanos(),
                    resume.scope(),
                    TradingStateChange.Cause.RESUME,
                    TradingState.NORMAL,
                    resume.by(),
                    "");
        }
        EngineEvent.TradingStateChanged changed = (EngineEvent.TradingStateChanged) event;
        return new TradingStateChange(
                position,
                changed.timeNanos(),
                changed.scope(),
                TradingStateChange.Cause.ENGINE,
                changed.state(),
                changed.by(),
                changed.reason());
    }
}
