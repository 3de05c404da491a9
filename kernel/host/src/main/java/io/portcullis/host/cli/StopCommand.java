package io.portcullis.host.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "stop", description = "Stop the server and wait until it is gone; working orders stay at their venue.")
final class StopCommand implements Callable<Integer> {
    private static final int GONE_SECONDS_MAX = 30;

    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    StopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        ServerClient client = data.server();
        var process = ProcessHandle.of(client.pid());
        client.post("/v1/stop", Map.of());
        if (process.isPresent() && !process.get().equals(ProcessHandle.current())) {
            try {
                process.get().onExit().get(GONE_SECONDS_MAX, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the server (process " + client.pid() + ") was told to stop and still" + " runs after "
                                + GONE_SECONDS_MAX + " s; see data/logs");
            }
        }
        if (json.isOn()) {
            terminal.json(Map.of("stopped", true, "pid", client.pid()));
        } else {
            terminal.line("stopped (process " + client.pid() + ")");
        }
        return ExitCode.OK.number();
    }
}
