package io.portcullis.host.doctor;

import io.portcullis.host.config.KillFlags;
import io.portcullis.model.gate.Scope;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Whether somebody has stopped trading. */
final class KillFlagCheck implements Check {
    private static final String NAME = "kill-flags";

    @Override
    public List<Finding> look(Premises premises) {
        SortedSet<Scope> scopes = new KillFlags(premises.home()).all();
        if (scopes.isEmpty()) {
            return List.of(Finding.ok(NAME, "none is set"));
        }
        String names = scopes.stream().map(Scope::toString).collect(Collectors.joining(", "));
        return List.of(Finding.warn(
                NAME,
                "trading is stopped for " + names,
                premises.home().killFlags().toString(),
                "when the reason is gone: portcullis resume --scope SCOPE"));
    }
}
