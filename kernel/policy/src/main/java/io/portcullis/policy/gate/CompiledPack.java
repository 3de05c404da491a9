package io.portcullis.policy.gate;

import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.RulePack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kie.api.KieBase;
import org.kie.api.definition.KiePackage;

/**
 * A pack and what the rule engine made of it. Shared by every gate and thread; sessions are not.
 *
 * <p>All that ever changes is by what it is judged: by Drools, then by its classes once the two have agreed, and by Drools again,
 * for good, once they were found to differ.
 */
public final class CompiledPack {
    private final RulePack pack;
    private final KieBase gate;
    private final KieBase watch;
    private final Map<Ring, Integer> ruleCounts = new EnumMap<>(Ring.class);
    private final Map<Ring, LimitField[]> limitsRead = new EnumMap<>(Ring.class);
    private volatile PackProgram program;
    private String distrust = "";

    CompiledPack(RulePack pack, KieBase gate, KieBase watch) {
        this.pack = pack;
        this.gate = gate;
        this.watch = watch;
        for (Ring ring : Ring.values()) {
            ruleCounts.put(ring, rulesIn(base(ring)));
            limitsRead.put(ring, limitsRead(pack.rules(ring)));
        }
    }

    /** The pack. */
    public RulePack pack() {
        return pack;
    }

    /** The classes that judge in the place of the rule engine; null while there are none that may. Any thread. */
    PackProgram program() {
        return program;
    }

    /** The class of the gate rules, where all of them are in it and it may judge: for whoever measures it alone. */
    public Optional<GateProgram> gateProgram() {
        PackProgram current = program;
        return current == null || !current.gate().left().isEmpty()
                ? Optional.empty()
                : Optional.of(current.gate().program());
    }

    /** From now on these judge; without effect when they were found wanting before. */
    synchronized void trust(PackProgram proven) {
        if (distrust.isEmpty()) {
            program = proven;
        }
    }

    /** From now on the rule engine judges, whatever is proven later. Any thread. */
    public synchronized void distrust(String reason) {
        distrust = reason;
        program = null;
    }

    /** By what orders are judged, for people: how many rules are compiled, or why Drools judges. */
    public synchronized String judgedBy() {
        if (program != null) {
            return program.describe();
        }
        return distrust.isEmpty() ? "Drools" : "Drools: " + distrust;
    }

    KieBase base(Ring ring) {
        return switch (ring) {
            case GATE -> gate;
            case WATCH -> watch;
        };
    }

    /** The officer's rules that the rule engine really holds, counted in its own books. */
    int rulesIn(Ring ring) {
        return ruleCounts.get(ring);
    }

    /** The limits without which the rules of a ring cannot judge; worked out here, where no order waits for it. Not to be written to. */
    LimitField[] limitsRead(Ring ring) {
        return limitsRead.get(ring);
    }

    private static LimitField[] limitsRead(List<Rule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.reads().stream())
                .filter(name -> name.startsWith("limits."))
                .distinct()
                .map(name ->
                        LimitField.named(name.substring("limits.".length())).orElseThrow())
                .toArray(LimitField[]::new);
    }

    private static int rulesIn(KieBase base) {
        int count = 0;
        for (KiePackage each : base.getKiePackages()) {
            count += (int) each.getRules().stream()
                    .filter(rule -> !rule.getName().equals(RuleBuilds.COMPLETE))
                    .count();
        }
        return count;
    }
}
