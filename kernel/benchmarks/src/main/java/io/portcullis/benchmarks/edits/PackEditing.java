package io.portcullis.benchmarks.edits;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.benchmarks.scene.CheckedPack;
import io.portcullis.benchmarks.scene.PackEdits;
import io.portcullis.policy.Ring;
import io.portcullis.policy.cases.PackCheck;
import io.portcullis.policy.edit.PackDiff;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The parts of an edit of rules/portfolio, warm: a rule compiled, its class made and agreed upon, all cases run on both, the edit compared
 * with what judged before; the same where a limit alone was edited; and the build and the check of large packs.
 */
public final class PackEditing implements Measurement {
    private static final int WARM = 3;
    private static final int EDITS = 12;
    private static final int LARGE = 500;
    /** Of the thousand that a pack may have the watch rules are some. */
    private static final int LARGEST = 990;

    private static final long NANOS_MAX = 600_000_000_000L;
    private static final double NANOS = 1e9;

    @Override
    public String name() {
        return "edits";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        List<Taken> taken = new ArrayList<>();
        PackEdits edits = new PackEdits();
        try (PackCompiler compiler = new PackCompiler()) {
            Parts rule = new Parts("edit.rule");
            Parts limit = new Parts("edit.limit");
            CompiledPack before = compiler.await(edits.limit());
            for (int i = 0; i < WARM + EDITS; i++) {
                before = rule.edit(compiler, before, edits.rule(), i >= WARM);
                before = limit.edit(compiler, before, edits.limit(), i >= WARM);
            }
            taken.addAll(rule.taken(load1));
            taken.addAll(limit.taken(load1));
            taken.add(build(compiler, load1));
        }
        try (PackCompiler compiler = new PackCompiler()) {
            taken.add(check(compiler, load1));
        }
        return taken;
    }

    /** Where the time of one kind of edit goes. */
    private static final class Parts {
        private final String name;
        private final Histogram compiled = new Histogram(NANOS_MAX, 3);
        private final Histogram agreed = new Histogram(NANOS_MAX, 3);
        private final Histogram checked = new Histogram(NANOS_MAX, 3);
        private final Histogram compared = new Histogram(NANOS_MAX, 3);
        private final Histogram all = new Histogram(NANOS_MAX, 3);

        Parts(String name) {
            this.name = name;
        }

        CompiledPack edit(PackCompiler compiler, CompiledPack before, PackContent content, boolean counts)
                throws Exception {
            long start = System.nanoTime();
            CompiledPack pack = compiler.await(content);
            long built = System.nanoTime();
            boolean agree = compiler.awaitAgreement(pack).reached();
            long same = System.nanoTime();
            PackCheck.Checked check = new PackCheck(compiler).check(content);
            long sound = System.nanoTime();
            PackDiff diff = PackDiff.of(before, pack);
            long end = System.nanoTime();
            if (!agree || !check.passed() || diff.changes().isEmpty()) {
                throw new WrongAnswerException(
                        name + ": agreed " + agree + ", " + check.findings() + ", " + diff.lines());
            }
            if (counts) {
                compiled.recordValue(built - start);
                agreed.recordValue(same - built);
                checked.recordValue(sound - same);
                compared.recordValue(end - sound);
                all.recordValue(end - start);
            }
            return pack;
        }

        List<Taken> taken(double load1) {
            return List.of(
                    Taken.latency(name + ".compile", compiled, load1),
                    Taken.latency(name + ".agree", agreed, load1),
                    Taken.latency(name + ".cases", checked, load1),
                    Taken.latency(name + ".diff", compared, load1),
                    Taken.latency(name + ".all", all, load1));
        }
    }

    private static Taken build(PackCompiler compiler, double load1) throws Exception {
        long start = System.nanoTime();
        CompiledPack pack = compiler.await(CheckedPack.content(LARGE));
        double seconds = (System.nanoTime() - start) / NANOS;
        return Taken.of(Figure.number("pack-500.build", seconds, "s", rules(pack), load1));
    }

    /** As rules check does it, after the compiler has seen a pack of ordinary size. */
    private static Taken check(PackCompiler compiler, double load1) throws Exception {
        compiler.await(new PackEdits().rule());
        PackContent content = CheckedPack.content(LARGEST);
        long start = System.nanoTime();
        PackCheck.Checked check = new PackCheck(compiler).check(content);
        double seconds = (System.nanoTime() - start) / NANOS;
        if (!check.passed()) {
            throw new WrongAnswerException("the pack of " + LARGEST + " rules does not pass: "
                    + check.findings().subList(0, Math.min(3, check.findings().size())));
        }
        return Taken.of(Figure.number("pack-1000.check", seconds, "s", rules(compiler.await(content)), load1));
    }

    private static long rules(CompiledPack pack) {
        return pack.pack().rules(Ring.GATE).size();
    }
}
