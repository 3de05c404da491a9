package io.portcullis.policy.analysis;

import io.portcullis.policy.Finding;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks at a pack that is inside the language for what its author cannot have meant. */
public final class PackInspection {
    private PackInspection() {}

    /** What has to be put right before the pack may be activated: mixed units, texts that no fact holds, limits out of range. */
    public static void findings(RulePack pack, List<Finding> findings) {
        LimitRanges.check(pack.limits(), findings);
        pack.rules().forEach(rule -> UnitCheck.check(rule, findings));
    }

    /** What its author should look at again; it keeps nobody from activating the pack. Sorted. */
    public static List<Finding> notes(RulePack pack) {
        List<Finding> notes = new ArrayList<>();
        PackNotes.write(pack, notes);
        notes.sort(Comparator.naturalOrder());
        return notes;
    }
}
