package io.portcullis.host.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "store",
        description = "Make the database anew or verify it. Needs no server.",
        synopsisSubcommandLabel = "COMMAND")
final class StoreCommand implements Runnable {
    private final Terminal terminal;
    private final Supplier<Sessions> sessions;

    @Spec
    private CommandSpec spec;

    StoreCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of rebuild, verify is missing");
    }

    @Command(name = "rebuild", description = "Throw the database's content away and make it anew from the log.")
    int rebuild(@Mixin DataOption data, @Mixin JsonOption json) throws Exception {
        SessionOutput.existingFolder("--data", data.home().data());
        return SessionOutput.print(
                terminal, json, sessions.get().rebuildStore(data.installation(), terminal.progress()));
    }

    @Command(name = "verify", description = "Compare every row with the log; exit code 4 when one differs.")
    int verify(@Mixin DataOption data, @Mixin JsonOption json) throws Exception {
        SessionOutput.existingFolder("--data", data.home().data());
        return SessionOutput.print(
                terminal, json, sessions.get().verifyStore(data.installation(), terminal.progress()));
    }
}
