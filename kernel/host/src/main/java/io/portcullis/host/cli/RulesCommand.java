package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rules",
        description = "Check, compare, try, activate, roll back and explain rule packs.",
        synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Runnable {
    private static final Path DEFAULT_PACK = Path.of("portfolio");

    private final Terminal terminal;
    private final Supplier<RuleDesk> rules;

    @Spec
    private CommandSpec spec;

    RulesCommand(Terminal terminal, Supplier<RuleDesk> rules) {
        this.terminal = terminal;
        this.rules = rules;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "one of activate, approve, check, diff, explain, history, language, rollback, submit, try is missing");
    }

    @Command(
            name = "check",
            description =
                    "Check a pack's language, units, manifest, limits and cases, and look for gaps. Needs no server.")
    int check(
            @Mixin JsonOption json,
            @Parameters(paramLabel = "PACKDIR", description = "the pack's folder") Path pack,
            @Option(names = "--coverage", description = "show how far the cases of each rule go") boolean coverage)
            throws IOException {
        RuleDesk.Check check = rules.get().check(SessionOutput.existingFolder("PACKDIR", pack));
        if (json.isOn()) {
            terminal.json(check);
        } else {
            check.problems().forEach(terminal::line);
            check.notes().forEach(note -> terminal.line("note: " + note));
            if (coverage) {
                cover(check);
            }
            terminal.line(check.name() + ": " + check.rules() + " rules, " + check.cases() + " cases, "
                    + (check.problems().isEmpty()
                            ? "sound, hash " + check.hash()
                            : check.problems().size() + " problem(s)"));
        }
        return (check.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    @Command(name = "try", description = "Judge one set of facts by a pack. Needs no server.")
    int judge(
            @Mixin JsonOption json,
            @Parameters(paramLabel = "FACTS.json", description = "order, account, exposure, market, session, counters")
                    Path facts,
            @Option(
                            names = "--pack",
                            paramLabel = "P",
                            description = "folder or name of the pack (default: rules/portfolio)")
                    Path pack)
            throws IOException {
        Path file = SessionOutput.existingFile("FACTS.json", facts);
        Path folder = folder(Home.ofData(Path.of("data")), pack == null ? DEFAULT_PACK : pack);
        RuleDesk.Trial trial = rules.get().judge(file, folder);
        if (json.isOn()) {
            terminal.json(trial.values());
        } else {
            terminal.line(trial.verdict() + " " + trial.quantity());
            trial.reasons().forEach(reason -> terminal.line("  " + reason));
        }
        return (trial.verdict().equals("DENY") ? ExitCode.FAILED : ExitCode.OK).number();
    }

    private void cover(RuleDesk.Check check) {
        TextTable table = new TextTable("RULE", "FIRES", "PASSES", "BOUNDARY", "CONDITIONS", "MISSING");
        check.coverage()
                .forEach(each -> table.add(
                        each.rule(),
                        String.valueOf(each.fires()),
                        String.valueOf(each.passes()),
                        String.valueOf(each.boundary()),
                        each.shown() + " of " + each.conditions(),
                        each.missing().isEmpty() ? "-" : String.join("; ", each.missing())));
        table.lines().forEach(terminal::line);
    }

    @Command(
            name = "diff",
            description =
                    "Say what an edit of a pack does: looser, tighter or both, with an order that shows it. Needs no"
                            + " server. Exit code 1 unless it only tightens or changes nothing.")
    int diff(
            @Mixin DataOption data,
            @Mixin JsonOption json,
            @Parameters(paramLabel = "A", description = "folder, name under rules/, or hash of the pack as it was")
                    Path before,
            @Parameters(paramLabel = "B", description = "the same of the pack as it shall be") Path after)
            throws IOException {
        RuleDesk.Comparison comparison =
                rules.get().compare(packOrHash(data.home(), before), packOrHash(data.home(), after));
        if (json.isOn()) {
            terminal.json(comparison.values());
        } else {
            comparison.lines().forEach(terminal::line);
        }
        return (comparison.neverLoosens() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    @Command(name = "language", description = "Print the reference page of the rule language. Needs no server.")
    int language() {
        rules.get().language().lines().forEach(terminal::line);
        return ExitCode.OK.number();
    }

    private static Path packOrHash(Home home, Path pack) {
        Path kept = home.data().resolve("content").resolve(pack.toString());
        return pack.toString().matches("[0-9a-f]{32}") && Files.isRegularFile(kept) ? kept : folder(home, pack);
    }

    static Path folder(Home home, Path pack) {
        if (Files.isDirectory(pack)) {
            return pack.toAbsolutePath().normalize();
        }
        return SessionOutput.existingFolder("PACK", home.rules().resolve(pack));
    }
}
