package io.portcullis.host.timemachine;

import io.portcullis.engine.Engine;
import io.portcullis.host.server.ServerRefusal;
import java.time.Duration;

/**
 * What one answer may cost. Beside trading it is little: a question about the past must never take the memory that the present needs.
 *
 * @param time for the whole answer
 * @param snapshotBytesMax the largest snapshot that is taken up
 * @param ordersMax how many orders may be known at that moment
 */
public record Allowance(Duration time, long snapshotBytesMax, long ordersMax) {
    /** Nobody else needs the process. */
    public static final Allowance UNBOUNDED = new Allowance(Duration.ofDays(1), Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Duration BESIDE_TRADING = Duration.ofSeconds(60);
    /** What a known order takes in memory, its execution and its places in maps included. */
    private static final long BYTES_PER_ORDER = 512;

    private static final String OTHERWISE =
            "; ask nearer to a snapshot, or copy the data folder and ask the copy with --data";

    /** A quarter of the heap, and a minute. */
    public static Allowance besideTrading() {
        long heap = Runtime.getRuntime().maxMemory() / 4;
        return new Allowance(BESIDE_TRADING, heap / 4, heap / BYTES_PER_ORDER);
    }

    void requireRoomFor(int snapshotBytes) {
        if (snapshotBytes > snapshotBytesMax) {
            throw tooMuch("a snapshot of " + snapshotBytes + " bytes");
        }
    }

    /** Looks at the time that has been used; to be called now and then. */
    void requireTime(long startedNanos) {
        if (System.nanoTime() - startedNanos > time.toNanos()) {
            throw tooMuch("more than " + time.toSeconds() + " s of reading");
        }
    }

    /** Looks at all that has been used; to be called now and then. */
    void require(long startedNanos, Engine engine) {
        requireTime(startedNanos);
        if (engine.books() != null && engine.books().orders().all().size() > ordersMax) {
            throw tooMuch("more than " + ordersMax + " known orders");
        }
    }

    private static ServerRefusal tooMuch(String what) {
        return new ServerRefusal(
                ServerRefusal.Kind.BUSY, "the answer needs " + what + ", too much beside trading" + OTHERWISE);
    }
}
