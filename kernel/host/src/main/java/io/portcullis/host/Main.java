package io.portcullis.host;

import io.portcullis.host.cli.Cli;
import io.portcullis.host.cli.CommandFailure;
import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.RuleDesk;
import io.portcullis.host.cli.Sessions;
import io.portcullis.host.cli.Terminal;
import io.portcullis.host.config.LogFiles;
import java.util.ServiceLoader;

/** Where bin/portcullis begins. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code, whatever threads a plugin may have left behind. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        int status = run(terminal, arguments);
        terminal.out().flush();
        terminal.err().flush();
        LogFiles.close();
        System.exit(status);
    }

    /** Runs one command in this process, and leaves the process as it is. */
    public static int run(Terminal terminal, String... arguments) {
        LogFiles.quiet();
        return new Cli(terminal, () -> part(Sessions.class), () -> part(RuleDesk.class)).run(arguments);
    }

    /** The parts are named in META-INF/services, so that the commands do not drag in a session before one is asked for. */
    private static <T> T part(Class<T> type) {
        return ServiceLoader.load(type)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "this installation has no " + type.getSimpleName() + ": lib/ is not complete"));
    }
}
