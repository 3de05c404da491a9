package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = "Judge the agents' calls on a data set out of sample, without orders. Needs no server.")
final class EvaluateCommand implements Callable<Integer> {
    private static final int FOLDS_MAX = 50;

    private final Terminal terminal;
    private final Supplier<Sessions> sessions;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    @Mixin
    private DatasetOptions run;

    @Option(
            names = "--folds",
            defaultValue = "5",
            paramLabel = "N",
            description = "stretches that are judged, each by what was fitted before it (default: ${DEFAULT-VALUE})")
    private int folds;

    @Option(
            names = "--test-from",
            paramLabel = "D",
            description = "judge everything from this date on instead, by what was fitted before it")
    private LocalDate testFrom;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "where each look at the data is counted (default: trials.csv in DIR)")
    private Path ledger;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "write the tables into this page too, between the marks of --section")
    private Path page;

    @Option(names = "--section", paramLabel = "NAME", description = "the page's section (default: the data set's name)")
    private String section;

    EvaluateCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public Integer call() throws Exception {
        run.requireOrder();
        require(folds >= 1 && folds <= FOLDS_MAX, "--folds must be 1 to " + FOLDS_MAX + ", got " + folds);
        require(
                testFrom == null || testFrom.isAfter(run.from()) && !testFrom.isAfter(run.to()),
                "--test-from must lie behind --from and not behind --to, got " + testFrom);
        Path descriptor = run.dataset();
        Path target = page == null ? null : SessionOutput.existingFile("--page", page);
        Sessions runner = sessions.get();
        Path folder = SessionOutput.folder(run.out());
        String name = descriptor.getFileName().toString().replaceAll("\\.yaml$", "");
        var options = new Sessions.EvaluationOptions(
                Home.of(folder.resolve("data")),
                descriptor,
                run.from(),
                run.to(),
                folds,
                testFrom,
                folder,
                ledger == null ? folder.resolve("trials.csv") : ledger.toAbsolutePath(),
                target,
                section == null ? name : section,
                run.openHeldBack(),
                run.seed());
        return SessionOutput.print(terminal, json, runner.evaluate(options, terminal.progress()));
    }

    private void require(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
