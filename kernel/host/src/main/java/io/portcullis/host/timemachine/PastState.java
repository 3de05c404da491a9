package io.portcullis.host.timemachine;

import io.portcullis.engine.Engine;
import io.portcullis.host.session.StateDigest;
import io.portcullis.transport.RecordedEvent;
import java.util.List;

/**
 * The engine as it was.
 *
 * @param engine after the last event at or before the moment
 * @param last that event
 * @param snapshotPosition where the snapshot stood; 0 without one
 * @param replayed events behind it
 * @param notes what whoever reads the answer should know
 * @param packs the rule packs of then
 */
record PastState(
        Engine engine, RecordedEvent last, long snapshotPosition, long replayed, List<String> notes, Packs packs) {

    /** SHA-256 over the whole state, as replay prints it. */
    String hash() {
        return StateDigest.of(engine);
    }
}
