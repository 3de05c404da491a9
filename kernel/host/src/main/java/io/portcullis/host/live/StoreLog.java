package io.portcullis.host.live;

import io.portcullis.store.CatchUp;
import io.portcullis.transport.EventSource;

/** The log as the store reads it. */
record StoreLog(EventSource log) implements CatchUp {
    @Override
    public void replay(long fromPosition, Handler handler) {
        log.replay(Math.max(fromPosition, log.startPosition()), log.recordedPosition(), handler::on);
    }

    @Override
    public long end() {
        return log.recordedPosition();
    }
}
