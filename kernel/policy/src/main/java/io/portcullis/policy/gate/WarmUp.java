package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;

/**
 * Judges canned facts before a pack may judge real ones: the first evaluation of a base costs a thousand times the
 * second.
 */
final class WarmUp {
    private static final int ROUNDS = 100;

    private WarmUp() {}

    static void run(CompiledPack compiled) {
        try (PackJudge judge = new PackJudge(compiled)) {
            for (int i = 0; i < ROUNDS; i++) {
                GateFacts order = new GateFacts();
                // Alternately quiet and far beyond every limit, so that conditions and consequences are both seen.
                double size = i % 2 == 0 ? 1 : 1e9;
                order.order().setQuantity(size);
                order.order().setNotional(size);
                order.order().setCollarBps(size);
                order.exposure().setGrossAfter(size);
                order.exposure().setNetAfter(size);
                order.exposure().setNameAfter(size);
                order.exposure().setSectorAfter(size);
                order.market().setParticipation(size);
                order.market().setAgeSeconds(size);
                judge.judge(order);
                WatchFacts watch = new WatchFacts();
                watch.account().setDrawdown(i % 2 == 0 ? 0 : 1);
                judge.watch(watch);
            }
        }
    }
}
