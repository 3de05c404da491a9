package io.portcullis.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "submit",
        description =
                "Check a pack, compare it with the one that judges, stage it; ask for a second person where it takes one.")
final class SubmitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PackArgument pack;

    SubmitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        pack.put("/v1/rules/submit", terminal);
        return ExitCode.OK.number();
    }
}
