package io.portcullis.transport.archive;

import io.portcullis.model.event.EngineEvent.KillRequested;
import io.portcullis.model.gate.Scope;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import java.nio.file.Path;

/**
 * A process to be killed: appends events numbered from its second argument on, as fast as it can, and says after each batch
 * how far they are recorded.
 */
final class KilledWriter {
    private static final int BATCH = 100;

    private KilledWriter() {}

    public static void main(String[] args) throws Exception {
        DataLock lock = DataLock.acquire(Path.of(args[0]));
        ArchiveLog log = ArchiveLog.open(lock, Durability.PROCESS);
        long[] recorded = new long[1];
        for (long next = Long.parseLong(args[1]); ; ) {
            for (int i = 0; i < BATCH; i++, next++) {
                log.append(new KillRequested(next, Scope.GLOBAL, Long.toString(next), "x".repeat((int) (next % 900))));
            }
            for (int handed = 0; handed < BATCH; ) {
                handed += log.poll((position, event) -> recorded[0] = event.timeNanos(), BATCH);
            }
            System.out.println("recorded " + recorded[0]);
            System.out.flush();
        }
    }
}
