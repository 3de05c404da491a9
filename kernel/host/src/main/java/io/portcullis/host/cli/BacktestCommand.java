package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "backtest", description = "Trade a data set in virtual time. Needs no server.")
final class BacktestCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Sessions> sessions;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    @Mixin
    private DatasetOptions run;

    @Option(
            names = "--capital",
            defaultValue = "10000000",
            paramLabel = "N",
            description = "money to begin with (default: ${DEFAULT-VALUE})")
    private long capital;

    @Option(
            names = "--timing",
            description = "tell only what it took: no profit, no hit rate, no files by which one could choose;"
                    + " days that are held back may be in it")
    private boolean timing;

    BacktestCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public Integer call() throws Exception {
        run.requireOrder();
        if (capital <= 0) {
            throw new ParameterException(spec.commandLine(), "--capital must be above 0, got " + capital);
        }
        Path descriptor = run.dataset();
        Sessions runner = sessions.get();
        Path folder = SessionOutput.folder(run.out());
        var options = new Sessions.BacktestOptions(
                Home.of(folder.resolve("data")),
                descriptor,
                run.from(),
                run.to(),
                folder,
                capital,
                run.seed(),
                timing,
                run.openHeldBack());
        return SessionOutput.print(terminal, json, runner.backtest(options, terminal.progress()));
    }
}
