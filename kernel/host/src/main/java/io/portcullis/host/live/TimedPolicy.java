package io.portcullis.host.live;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.id.PackHash;

/** A policy ring that lets the watchdog see how long the evaluation in hand has taken. */
final class TimedPolicy implements PolicyGate {
    private final PolicyGate policy;
    private volatile long since;

    TimedPolicy(PolicyGate policy) {
        this.policy = policy;
    }

    /** For how many nanoseconds one evaluation has been going on; 0 between evaluations. Any thread. */
    long busyNanos() {
        long started = since;
        return started == 0 ? 0 : System.nanoTime() - started;
    }

    @Override
    public Ruling judge(GateFacts facts) {
        since = System.nanoTime();
        try {
            return policy.judge(facts);
        } finally {
            since = 0;
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
}
