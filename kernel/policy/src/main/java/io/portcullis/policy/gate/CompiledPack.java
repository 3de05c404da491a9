package io.portcullis.policy.gate;

import io.portcullis.policy.Ring;
import io.portcullis.policy.pack.RulePack;
import org.kie.api.KieBase;
import org.kie.api.definition.KiePackage;

/** A pack and what the rule engine made of it. Immutable, shared by every gate and thread; sessions are not. */
public final class CompiledPack {
    private final RulePack pack;
    private final KieBase gate;
    private final KieBase watch;

    CompiledPack(RulePack pack, KieBase gate, KieBase watch) {
        this.pack = pack;
        this.gate = gate;
        this.watch = watch;
    }

    /** The pack. */
    public RulePack pack() {
        return pack;
    }

    KieBase base(Ring ring) {
        return switch (ring) {
            case GATE -> gate;
            case WATCH -> watch;
        };
    }

    /** The officer's rules that the rule engine really holds, counted in its own books. */
    int rulesIn(Ring ring) {
        int count = 0;
        for (KiePackage each : base(ring).getKiePackages()) {
            count += (int) each.getRules().stream()
                    .filter(rule -> !rule.getName().equals(PackCompiler.COMPLETE))
                    .count();
        }
        return count;
    }
}
