package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.policy.Ring;
import io.portcullis.policy.pack.RulePack;
import io.portcullis.policy.program.ProgramFailedException;
import io.portcullis.policy.program.Programs;
import io.portcullis.policy.program.Programs.Compiled;
import io.portcullis.policy.program.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pack's rules as classes. Immutable; shared by threads, since the classes keep nothing.
 *
 * @param gate the gate rules
 * @param watch the watch rules
 * @param rest the rule engine's bases of those rules that are in no class; null when there are none
 */
record PackProgram(Compiled<GateProgram> gate, Compiled<WatchProgram> watch, CompiledPack rest) {
    private static final Shape<GateProgram> GATE = new Shape<>(GateProgram.class, GateFacts.class, GateVerdicts.class);
    private static final Shape<WatchProgram> WATCH =
            new Shape<>(WatchProgram.class, WatchFacts.class, WatchVerdicts.class);

    /** The classes alone; {@link #with} adds what stays on the rule engine. */
    static PackProgram of(RulePack pack) throws ProgramFailedException {
        return new PackProgram(
                Programs.compile(GATE, pack.rules(Ring.GATE)), Programs.compile(WATCH, pack.rules(Ring.WATCH)), null);
    }

    PackProgram with(CompiledPack bases) {
        return new PackProgram(gate, watch, bases);
    }

    Compiled<?> of(Ring ring) {
        return switch (ring) {
            case GATE -> gate;
            case WATCH -> watch;
        };
    }

    /** The rules that are in no class, by id, and why. */
    Map<String, String> left() {
        Map<String, String> left = new LinkedHashMap<>(gate.left());
        left.putAll(watch.left());
        return left;
    }

    /** Such as {@code 21 gate and 2 watch rules compiled}. */
    String describe() {
        String compiled = gate.rules() + " gate and " + watch.rules() + " watch rules compiled";
        return left().isEmpty() ? compiled : compiled + ", on Drools " + left();
    }
}
