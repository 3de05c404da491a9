package io.portcullis.benchmarks.scene;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A steady pace, whatever has become of what was due before. It sleeps while it is early, or whoever sends would take a core from what is
 * measured, and turns for the last moments, because a sleep ends some tens of microseconds late.
 */
public final class Pace {
    private static final long TURN_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(150);
    private static final long BEGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final long startNanos = System.nanoTime() + BEGIN_NANOS;
    private final long stepNanos;
    private final long turnNanos;

    /** Begins in a moment. */
    public Pace(int perSecond) {
        this.stepNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.turnNanos = Math.min(TURN_NANOS_MAX, stepNanos / 4);
    }

    /** Waits until the n-th is due, from 0 on, and says when that was. */
    public long await(long n) {
        long due = startNanos + n * stepNanos;
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            if (early > turnNanos) {
                LockSupport.parkNanos(early - turnNanos);
            } else {
                Thread.yield();
            }
        }
        return due;
    }
}
