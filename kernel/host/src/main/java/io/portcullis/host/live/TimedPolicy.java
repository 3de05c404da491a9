package io.portcullis.host.live;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.id.PackHash;
import java.util.function.LongConsumer;

/** A policy ring whose evaluations are timed: the watchdog sees the one in hand, the metrics every one that has ended. */
final class TimedPolicy implements PolicyGate {
    private final PolicyGate policy;
    private volatile long since;
    private volatile LongConsumer timer = nanos -> {};

    TimedPolicy(PolicyGate policy) {
        this.policy = policy;
    }

    /** From now on each evaluation's nanoseconds go here, on the thread that asked. */
    void timeWith(LongConsumer newTimer) {
        timer = newTimer;
    }

    /** For how many nanoseconds one evaluation has been going on; 0 between evaluations. Any thread. */
    long busyNanos() {
        long started = since;
        return started == 0 ? 0 : System.nanoTime() - started;
    }

    @Override
    public Ruling judge(GateFacts facts) {
        long started = System.nanoTime();
        since = started;
        try {
            return policy.judge(facts);
        } finally {
            since = 0;
            timer.accept(System.nanoTime() - started);
        }
    }

    @Override
    public WatchRuling watch(WatchFacts facts) {
        since = System.nanoTime();
        try {
            return policy.watch(facts);
        } finally {
            since = 0;
        }
    }

    @Override
    public PackHash activePack() {
        return policy.activePack();
    }

    @Override
    public String version() {
        return policy.version();
    }

    @Override
    public void stage(PackHash pack, String name, byte[] content) {
        policy.stage(pack, name, content);
    }

    @Override
    public void activate(PackHash pack) {
        policy.activate(pack);
    }

    @Override
    public void fallBack(PackHash pack) {
        policy.fallBack(pack);
    }
}
