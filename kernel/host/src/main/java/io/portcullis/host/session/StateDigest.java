package io.portcullis.host.session;

import io.portcullis.engine.Engine;
import io.portcullis.transport.snapshot.StateHash;

/** The hash by which two runs are compared. */
public final class StateDigest {
    private StateDigest() {}

    public static String of(Engine engine) {
        StateHash hash = new StateHash();
        engine.write(hash);
        return hash.hex();
    }
}
