package io.portcullis.host.cli;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.transport.LogException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** All commands, and what becomes of what they throw: one line on standard error and an exit code, never a stack trace. */
public final class Cli {
    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

    private final Terminal terminal;
    private final CommandLine commands;

    /** With what runs sessions and what checks rules; each is asked for only by the commands that need it. */
    public Cli(Terminal terminal, Supplier<Sessions> sessions, Supplier<RuleDesk> rules) {
        this.terminal = terminal;
        this.commands = new CommandLine(new Top())
                .addSubcommand(new StartCommand(terminal, sessions))
                .addSubcommand(new StopCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new KillCommand(terminal))
                .addSubcommand(new KillsCommand(terminal))
                .addSubcommand(new ResumeCommand(terminal))
                .addSubcommand(new FlattenCommand(terminal))
                .addSubcommand(new LoginCommand(terminal))
                .addSubcommand(new LogoutCommand(terminal))
                .addSubcommand(new WhoAmICommand(terminal))
                .addSubcommand(new CommandLine(new UsersCommand(terminal)))
                .addSubcommand(new CommandLine(new AuditCommand(terminal)))
                .addSubcommand(new CommandLine(new RulesCommand(terminal, rules))
                        .addSubcommand(new ExplainCommand(terminal, sessions))
                        .addSubcommand(new SubmitCommand(terminal))
                        .addSubcommand(new ActivateCommand(terminal))
                        .addSubcommand(new RollbackCommand(terminal))
                        .addSubcommand(new HistoryCommand(terminal))
                        .addSubcommand(new ApproveCommand(terminal)))
                .addSubcommand(new CommandLine(new RequestsCommand(terminal)))
                .addSubcommand(new CommandLine(new PluginsCommand(terminal))
                        .addSubcommand(new NewPluginCommand(terminal))
                        .addSubcommand(new PluginKeygenCommand(terminal))
                        .addSubcommand(new PluginSignCommand(terminal)))
                .addSubcommand(new CommandLine(new RoutesCommand(terminal)))
                .addSubcommand(new CommandLine(new LimitsCommand(terminal)).addSubcommand(new TightenCommand(terminal)))
                .addSubcommand(new OrderCommand(terminal))
                .addSubcommand(new DemoCommand(terminal, sessions))
                .addSubcommand(new BacktestCommand(terminal, sessions))
                .addSubcommand(new EvaluateCommand(terminal, sessions))
                .addSubcommand(new ReplayCommand(terminal, sessions))
                .addSubcommand(new AtCommand(terminal, sessions))
                .addSubcommand(new CommandLine(new StoreCommand(terminal, sessions)))
                .addSubcommand(new VenueSimCommand(terminal))
                .addSubcommand(new PrepareCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new SupportBundleCommand(terminal))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler(this::failed);
    }

    /** Runs one command line. */
    public int run(String... arguments) {
        return commands.execute(arguments);
    }

    private int misused(ParameterException e, String[] arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.note(oneLine(e.getMessage()) + "; see '" + command + " --help'");
        return ExitCode.USAGE.number();
    }

    private int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof CommandFailure failure) {
            terminal.note(oneLine(failure.getMessage()));
            return failure.code().number();
        }
        terminal.note(oneLine(explain(e)));
        return ExitCode.FAILED.number();
    }

    private static String explain(Exception e) {
        if (e instanceof ConfigException || e instanceof ServerRefusal) {
            return e.getMessage();
        }
        if (e instanceof LogException) {
            return e.getMessage() + "; nothing is traded on it";
        }
        if (e instanceof UncheckedIOException unchecked) {
            return unchecked.getMessage() + ": " + explain(unchecked.getCause());
        }
        if (e instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read or written by this user";
        }
        if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + " exists already, and is not a folder";
        }
        if (e instanceof IOException) {
            return String.valueOf(e.getMessage());
        }
        // A defect: whoever looks for it turns the log up.
        LOG.debug("the command failed", e);
        return "failed, which is a defect of Portcullis: " + e;
    }

    private static String oneLine(String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** bin/portcullis without a command. */
    @Command(
            name = "portcullis",
            description = "A rules and policy engine server for trading.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:done",
                "1:refused or failed",
                "2:wrong usage",
                "3:no server runs on the data folder",
                "4:a verification came to other results, or something recorded is not as it was written"
            },
            synopsisSubcommandLabel = "COMMAND")
    private static final class Top implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                scope = CommandLine.ScopeType.INHERIT,
                description = "show this and exit")
        private boolean help;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "a command is missing");
        }
    }
}
