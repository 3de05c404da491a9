package io.portcullis.policy.cases;

import io.portcullis.policy.Finding;
import io.portcullis.policy.analysis.PackInspection;
import io.portcullis.policy.gate.Agreement;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.gate.PackRefusedException;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Everything that must hold before a pack may be activated: language, manifest, limits, and every case. The
 * compiler keeps the result, so that staging the same content afterwards costs nothing. Thread-safe.
 */
public final class PackCheck {
    private final PackCompiler compiler;

    /** A check that shares its compiler with the gates. */
    public PackCheck(PackCompiler compiler) {
        this.compiler = compiler;
    }

    /** Reads and checks a folder. */
    public Checked check(Path folder) {
        try {
            return check(PackContent.ofFolder(folder));
        } catch (IOException e) {
            return Checked.refused(List.of(Finding.in("pack", e.getMessage())));
        }
    }

    /** Checks the files of a pack. */
    public Checked check(PackContent content) {
        try {
            content.bytes();
            CompiledPack compiled = compiler.await(content);
            // on the compiler's thread, while the cases are run on this one
            Future<Agreement> agreement = compiler.agree(compiled);
            List<Finding> findings = new ArrayList<>();
            CaseBook book = CaseBook.read(compiled.pack(), findings);
            List<RuleCoverage> coverage = examine(compiled, book, findings);
            if (findings.isEmpty()) {
                hold(compiled, PackCompiler.await(agreement), book, findings);
            }
            Optional<RulePack> pack = findings.isEmpty() ? Optional.of(compiled.pack()) : Optional.empty();
            return new Checked(pack, findings, book.cases().size(), coverage);
        } catch (PackRefusedException e) {
            return Checked.refused(e.findings());
        } catch (IllegalArgumentException e) {
            return Checked.refused(List.of(Finding.in("pack", e.getMessage())));
        }
    }

    /** What is wrong with a pack that was read and compiled: every case is run, and what its author cannot have meant is looked for. */
    public static List<Finding> findings(CompiledPack compiled) {
        List<Finding> findings = new ArrayList<>();
        examine(compiled, CaseBook.read(compiled.pack(), findings), findings);
        return findings;
    }

    private static List<RuleCoverage> examine(CompiledPack compiled, CaseBook book, List<Finding> findings) {
        PackInspection.findings(compiled.pack(), findings);
        try (PackJudge judge = new PackJudge(compiled)) {
            return CaseTables.run(judge, book, findings);
        }
    }

    /** A pack whose classes do not say what Drools says is not published, neither on the one nor on the other. */
    private static void hold(CompiledPack compiled, Agreement agreement, CaseBook book, List<Finding> findings) {
        if (!agreement.reached()) {
            findings.add(Finding.in("pack", agreement.difference()));
            return;
        }
        try (PackJudge classes = PackJudge.fastest(compiled)) {
            List<Finding> differences = new ArrayList<>();
            CaseTables.run(classes, book, differences);
            differences.forEach(each -> findings.add(new Finding(
                    each.file(),
                    each.line(),
                    each.cell(),
                    "Drools agrees, the compiled rules do not: " + each.message())));
        }
    }

    /**
     * The outcome of a check.
     *
     * @param pack the pack; empty exactly when there are findings
     * @param findings sorted by file and line
     * @param cases how many cases were run
     * @param coverage for each rule with cases, how far they go
     */
    public record Checked(Optional<RulePack> pack, List<Finding> findings, int cases, List<RuleCoverage> coverage) {
        /** Sorts the findings. */
        public Checked {
            findings = findings.stream().sorted().toList();
            coverage = List.copyOf(coverage);
        }

        static Checked refused(List<Finding> findings) {
            return new Checked(Optional.empty(), findings, 0, List.of());
        }

        /** True when the pack may be activated. */
        public boolean passed() {
            return pack.isPresent();
        }
    }
}
