package io.portcullis.host.session;

import io.portcullis.engine.Engine;
import io.portcullis.transport.StateHash;

/** The hash by which two runs are compared. */
final class StateDigest {
    private StateDigest() {}

    static String of(Engine engine) {
        StateHash hash = new StateHash();
        engine.write(hash);
        return hash.hex();
    }
}
