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

@Command(name = "backtest", description = "Trade a data set in virtual time. Needs no server.")
final class BacktestCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Sessions> sessions;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    @Option(names = "--dataset", required = true, paramLabel = "F", description = "descriptor of the data set")
    private Path dataset;

    @Option(names = "--from", required = true, paramLabel = "D", description = "first trading date, yyyy-MM-dd")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "D", description = "last trading date, yyyy-MM-dd")
    private LocalDate to;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the results go")
    private Path out;

    @Option(
            names = "--capital",
            defaultValue = "10000000",
            paramLabel = "N",
            description = "money to begin with (default: ${DEFAULT-VALUE})")
    private long capital;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "of every random choice (default: ${DEFAULT-VALUE})")
    private long seed;

    BacktestCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public Integer call() throws Exception {
        if (to.isBefore(from)) {
            throw new ParameterException(
                    spec.commandLine(), "--to (" + to + ") must not be before --from (" + from + ")");
        }
        if (capital <= 0) {
            throw new ParameterException(spec.commandLine(), "--capital must be above 0, got " + capital);
        }
        Path descriptor = SessionOutput.existingFile("--dataset", dataset);
        Sessions runner = sessions.get();
        Path folder = SessionOutput.folder(out);
        var options = new Sessions.BacktestOptions(
                Home.of(folder.resolve("data")), descriptor, from, to, folder, capital, seed);
        return SessionOutput.print(terminal, json, runner.backtest(options, terminal.progress()));
    }
}
