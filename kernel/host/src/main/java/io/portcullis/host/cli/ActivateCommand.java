package io.portcullis.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "activate",
        description =
                "The same as submit, and let it judge from the next order on. Exit code 1 when it waits for a second person.")
final class ActivateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PackArgument pack;

    ActivateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return PackText.status(pack.put("/v1/rules/activate", terminal)).number();
    }
}
