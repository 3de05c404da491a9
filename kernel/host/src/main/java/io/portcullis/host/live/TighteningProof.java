package io.portcullis.host.live;

import io.portcullis.policy.analysis.Witness;
import io.portcullis.policy.edit.LoweredPack;
import io.portcullis.policy.edit.PackDiff;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.gate.PackRefusedException;
import io.portcullis.policy.pack.LimitField;
import java.util.Optional;

/**
 * Whether lowering a limit only tightens is a matter of the rules that use it, so it is proven on a pack: when somebody lowers a limit, on
 * the pack that judges; when a pack comes in meanwhile, on that one.
 */
final class TighteningProof {
    private final PackCompiler compiler;

    TighteningProof(PackCompiler compiler) {
        this.compiler = compiler;
    }

    /** Why the limit must not be lowered over this pack; empty when it is proven that nothing passes by it. */
    Optional<String> objection(CompiledPack pack, LimitField limit, double value) {
        try {
            PackDiff diff = PackDiff.of(pack, compiler.await(LoweredPack.of(pack.pack(), limit, value)));
            return diff.direction().neverLoosens() ? Optional.empty() : Optional.of(words(limit, diff));
        } catch (PackRefusedException e) {
            return Optional.of("a pack with " + limit.kebab() + " at " + value + " would not be sound: "
                    + e.findings().get(0).message());
        }
    }

    private static String words(LimitField limit, PackDiff diff) {
        String shown =
                diff.looser().stream().findFirst().map(Witness::words).orElse("the comparison cannot tell what passes");
        return "the rules of this pack do not use " + limit.kebab() + " as a ceiling: lowering it "
                + diff.direction().words() + " (" + shown + ")";
    }
}
