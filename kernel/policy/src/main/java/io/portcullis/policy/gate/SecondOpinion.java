package io.portcullis.policy.gate;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.id.PackHash;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks Drools about a sample of what a pack's classes decided, on a thread of its own. When the two differ, the pack is judged by
 * Drools from that moment on, and the alarm is raised once.
 *
 * <p>The engine's thread copies the facts into a place that waits for them, and that is all; when there is none, this decision is
 * not looked at and counted as passed over.
 */
public final class SecondOpinion implements AutoCloseable {
    private static final int PLACES = 256;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int every;
    private final Consumer<Difference> alarm;
    private final Sample[] samples = new Sample[PLACES];
    private final Thread thread;
    private long decisions;
    private volatile long shown;
    private volatile long compared;
    private volatile long passedOver;
    private volatile long differing;
    private volatile boolean closed;
    private PackJudge drools;
    private CompiledPack droolsPack;

    /**
     * Where a pack's classes and Drools differ.
     *
     * @param pack whose
     * @param what the facts' order and both rulings
     */
    public record Difference(PackHash pack, String what) {}

    /** Facts with what was decided on them; a watch evaluation has no ruling, an order no watch ruling. */
    private static final class Sample {
        private final GateFacts order = new GateFacts();
        private final WatchFacts state = new WatchFacts();
        private CompiledPack pack;
        private Ruling ruling;
        private WatchRuling watchRuling;
    }

    /**
     * Begins to wait for samples.
     *
     * @param every one decision out of so many is looked at
     * @param alarm told once for each pack, on this object's thread
     */
    public SecondOpinion(int every, Consumer<Difference> alarm) {
        if (every < 1) {
            throw new IllegalArgumentException("one decision out of at least 1 is looked at, got " + every);
        }
        this.every = every;
        this.alarm = alarm;
        for (int i = 0; i < PLACES; i++) {
            samples[i] = new Sample();
        }
        this.thread = new Thread(this::run, "second-opinion");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** An order was decided. Engine thread. */
    void show(CompiledPack pack, GateFacts facts, Ruling ruling) {
        Sample sample = place();
        if (sample != null) {
            FactsCopy.copy(facts, sample.order);
            sample.ruling = ruling;
            sample.watchRuling = null;
            sample.pack = pack;
            shown = shown + 1;
        }
    }

    /** The state of things was judged. Engine thread. */
    void show(CompiledPack pack, WatchFacts facts, WatchRuling ruling) {
        Sample sample = place();
        if (sample != null) {
            FactsCopy.copy(facts, sample.state);
            sample.ruling = null;
            sample.watchRuling = ruling;
            sample.pack = pack;
            shown = shown + 1;
        }
    }

    /** How many decisions Drools was asked about. */
    public long compared() {
        return compared;
    }

    /** How many would have been asked about if there had been a place for them. */
    public long passedOver() {
        return passedOver;
    }

    /** How many differed. */
    public long differing() {
        return differing;
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the next sample goes; null when this decision is none, or when there is no place. */
    private Sample place() {
        if (++decisions % every != 0) {
            return null;
        }
        if (shown - compared >= PLACES) {
            passedOver = passedOver + 1;
            return null;
        }
        return samples[(int) (shown % PLACES)];
    }

    private void run() {
        while (!closed) {
            while (compared < shown && !closed) {
                look(samples[(int) (compared % PLACES)]);
                compared = compared + 1;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        if (drools != null) {
            drools.close();
        }
    }

    private void look(Sample sample) {
        if (sample.pack.program() == null) {
            return; // Drools judges already
        }
        Object decided = sample.ruling == null ? sample.watchRuling : sample.ruling;
        Object asked;
        try {
            PackJudge judge = judge(sample.pack);
            asked = sample.ruling == null ? judge.watch(sample.state) : judge.judge(sample.order);
        } catch (RuntimeException e) {
            asked = e;
        }
        if (!decided.equals(asked)) {
            differing = differing + 1;
            String about = sample.ruling == null
                    ? "a state of things"
                    : "order " + sample.order.order().getOrderId();
            String what = "on " + about + " Drools says " + asked + ", the compiled rules said " + decided;
            sample.pack.distrust(what);
            alarm.accept(new Difference(sample.pack.pack().hash(), what));
        }
    }

    private PackJudge judge(CompiledPack pack) {
        if (droolsPack != pack) {
            if (drools != null) {
                drools.close();
            }
            drools = new PackJudge(pack);
            droolsPack = pack;
        }
        return drools;
    }
}
