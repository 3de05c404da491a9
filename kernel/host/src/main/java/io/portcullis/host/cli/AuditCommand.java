package io.portcullis.host.cli;

import io.portcullis.host.audit.AuditVerifier;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "audit", description = "Verify the audit of privileged calls.", synopsisSubcommandLabel = "COMMAND")
final class AuditCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    AuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "verify is missing");
    }

    @Command(
            name = "verify",
            description = "Tell whether every line is the one that was written, in its place; exit code 4 when not."
                    + " Works beside a running server.")
    int verify(
            @Mixin DataOption data,
            @Mixin JsonOption json,
            @Option(
                            names = "--head",
                            paramLabel = "HASH",
                            defaultValue = "",
                            description =
                                    "a hash that was noted earlier: it must still be there, or lines were cut off")
                    String head,
            @Option(
                            names = "--after",
                            paramLabel = "HASH",
                            defaultValue = "",
                            description = "hash of the last line that was put away, when older files are elsewhere")
                    String after)
            throws IOException {
        AuditVerifier.Result result = AuditVerifier.verify(data.home(), after, head);
        if (json.isOn()) {
            terminal.json(result);
        } else {
            terminal.line(result.lines() + " lines in " + result.files() + " files, head " + result.head());
            if (!result.note().isEmpty()) {
                terminal.line("note: " + result.note());
            }
            terminal.line(result.problem().isEmpty() ? "verified" : "NOT AS WRITTEN: " + result.problem());
        }
        return (result.problem().isEmpty() ? ExitCode.OK : ExitCode.DIFFERENT).number();
    }
}
