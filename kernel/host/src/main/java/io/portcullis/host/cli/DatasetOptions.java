package io.portcullis.host.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command takes that runs on a data set. */
final class DatasetOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--dataset", required = true, paramLabel = "F", description = "descriptor of the data set")
    private Path dataset;

    @Option(names = "--from", required = true, paramLabel = "D", description = "first date that counts, yyyy-MM-dd")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "D", description = "last date, yyyy-MM-dd")
    private LocalDate to;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the results go")
    private Path out;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "of every random choice (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--open-held-back",
            description = "read the days that the descriptor holds back; evaluate's ledger allows it once")
    private boolean openHeldBack;

    /** Refuses dates the wrong way round. */
    void requireOrder() {
        if (to.isBefore(from)) {
            throw new ParameterException(
                    spec.commandLine(), "--to (" + to + ") must not be before --from (" + from + ")");
        }
    }

    /** The descriptor, which exists. */
    Path dataset() {
        return SessionOutput.existingFile("--dataset", dataset);
    }

    LocalDate from() {
        return from;
    }

    LocalDate to() {
        return to;
    }

    Path out() {
        return out;
    }

    long seed() {
        return seed;
    }

    boolean openHeldBack() {
        return openHeldBack;
    }
}
