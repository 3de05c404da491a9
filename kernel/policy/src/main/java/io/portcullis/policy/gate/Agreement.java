package io.portcullis.policy.gate;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.policy.pack.RulePack;
import io.portcullis.policy.program.ProgramFailedException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether a pack's classes say what Drools says, on facts that are made for its rules: verdict, quantity and every reason with
 * its numbers.
 *
 * @param orders how many orders both judged
 * @param states how many states of things both judged
 * @param silent rules that spoke about none of them
 * @param onDrools rules that are in no class, and why
 * @param difference where the two differ, or why there is no class; empty when they agree
 * @param millis how long it took, the making of the classes included
 */
public record Agreement(
        int orders,
        int states,
        SortedSet<String> silent,
        Map<String, String> onDrools,
        String difference,
        long millis) {
    static final int ORDERS = 1_000;
    private static final int STATES = 200;
    private static final long SEED = 20_261_130;

    /** The rule engine's bases of what is in no class. */
    interface Rest {
        CompiledPack of(RulePack pack, PackProgram program) throws PackRefusedException;
    }

    /** Whether they agree, so that the classes may judge. */
    public boolean reached() {
        return difference.isEmpty();
    }

    /** Makes the classes and compares; when the two agree, the classes judge from then on. */
    static Agreement reach(CompiledPack pack, Rest rest) {
        long begun = System.nanoTime();
        try {
            PackProgram program = PackProgram.of(pack.pack());
            if (!program.left().isEmpty()) {
                program = program.with(rest.of(pack.pack(), program));
            }
            return compare(pack, program, begun);
        } catch (ProgramFailedException | PackRefusedException e) {
            pack.distrust(e.getMessage());
            return new Agreement(0, 0, new TreeSet<>(), Map.of(), e.getMessage(), millisSince(begun));
        }
    }

    /** Compares; when the two agree, these classes judge from then on, and Drools for good when they do not. */
    static Agreement compare(CompiledPack pack, PackProgram program, long begunNanos) {
        Comparing comparing = new Comparing(pack.pack());
        String difference = comparing.compare(pack, program);
        if (difference.isEmpty()) {
            pack.trust(program);
        } else {
            pack.distrust(difference);
        }
        return new Agreement(
                comparing.orders,
                comparing.states,
                comparing.silent,
                program.left(),
                difference,
                millisSince(begunNanos));
    }

    private static long millisSince(long begunNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    }

    /** Both judges and what they have judged so far. */
    private static final class Comparing {
        private final RulePack pack;
        private final SortedSet<String> silent = new TreeSet<>();
        private int orders;
        private int states;

        private Comparing(RulePack pack) {
            this.pack = pack;
            pack.rules().forEach(rule -> silent.add(rule.id()));
        }

        private String compare(CompiledPack compiled, PackProgram program) {
            try (PackJudge drools = new PackJudge(compiled);
                    PackJudge classes = new PackJudge(compiled, program)) {
                String difference = orders(drools, classes);
                return difference.isEmpty() ? states(drools, classes) : difference;
            }
        }

        private String orders(PackJudge drools, PackJudge classes) {
            Corpus<GateFacts> corpus = Corpus.orders(pack, SEED);
            GateFacts twin = new GateFacts();
            for (orders = 0; orders < ORDERS; orders++) {
                GateFacts facts = corpus.next();
                FactsCopy.copy(facts, twin);
                Ruling expected = drools.judge(facts);
                Object came = classes.judge(twin);
                if (!expected.equals(came)) {
                    return difference("order " + orders, expected, came);
                }
                spoke(expected.reasons());
                refuseInterrupts();
            }
            return "";
        }

        private String states(PackJudge drools, PackJudge classes) {
            Corpus<WatchFacts> corpus = Corpus.states(pack, SEED);
            WatchFacts twin = new WatchFacts();
            for (states = 0; states < STATES; states++) {
                WatchFacts facts = corpus.next();
                FactsCopy.copy(facts, twin);
                WatchRuling expected = drools.watch(facts);
                Object came = classes.watch(twin);
                if (!expected.equals(came)) {
                    return difference("state " + states, expected, came);
                }
                spoke(Stream.concat(
                                expected.warnings().stream(),
                                expected.actions().stream().map(action -> action.reason()))
                        .toList());
                refuseInterrupts();
            }
            return "";
        }

        private void spoke(List<Reason> reasons) {
            reasons.forEach(reason -> silent.remove(reason.rule()));
        }

        private static String difference(String what, Object drools, Object classes) {
            return "the compiled rules differ from Drools on " + what + " of the corpus of seed " + SEED
                    + ": Drools says " + drools + ", they say " + classes;
        }

        private static void refuseInterrupts() {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the compiler was closed while a pack's classes were compared");
            }
        }
    }
}
