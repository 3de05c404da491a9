package io.portcullis.host.cli;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.policy.Nearest;
import io.portcullis.transport.LogException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and what becomes of what they throw: one line on standard error and an exit code, never a stack trace. */
public final class Cli {
    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

    private final Terminal terminal;
    /** In the order of the help. */
    private final Map<String, Supplier<?>> commands = new LinkedHashMap<>();

    /** With what runs sessions and what checks rules; each is asked for only by the commands that need it. */
    public Cli(Terminal terminal, Supplier<Sessions> sessions, Supplier<RuleDesk> rules) {
        this.terminal = terminal;
        commands.put("start", () -> new StartCommand(terminal, sessions));
        commands.put("stop", () -> new StopCommand(terminal));
        commands.put("status", () -> new StatusCommand(terminal));
        commands.put("kill", () -> new KillCommand(terminal));
        commands.put("kills", () -> new KillsCommand(terminal));
        commands.put("resume", () -> new ResumeCommand(terminal));
        commands.put("flatten", () -> new FlattenCommand(terminal));
        commands.put("login", () -> new LoginCommand(terminal));
        commands.put("logout", () -> new LogoutCommand(terminal));
        commands.put("whoami", () -> new WhoAmICommand(terminal));
        commands.put("users", () -> new UsersCommand(terminal));
        commands.put("audit", () -> new AuditCommand(terminal));
        commands.put(
                "rules",
                () -> new CommandLine(new RulesCommand(terminal, rules))
                        .addSubcommand(new ExplainCommand(terminal, sessions))
                        .addSubcommand(new SubmitCommand(terminal))
                        .addSubcommand(new ActivateCommand(terminal))
                        .addSubcommand(new RollbackCommand(terminal))
                        .addSubcommand(new HistoryCommand(terminal))
                        .addSubcommand(new ApproveCommand(terminal)));
        commands.put("requests", () -> new RequestsCommand(terminal));
        commands.put(
                "plugins",
                () -> new CommandLine(new PluginsCommand(terminal))
                        .addSubcommand(new NewPluginCommand(terminal))
                        .addSubcommand(new PluginKeygenCommand(terminal))
                        .addSubcommand(new PluginSignCommand(terminal)));
        commands.put("routes", () -> new RoutesCommand(terminal));
        commands.put(
                "limits",
                () -> new CommandLine(new LimitsCommand(terminal)).addSubcommand(new TightenCommand(terminal)));
        commands.put("order", () -> new OrderCommand(terminal));
        commands.put("demo", () -> new DemoCommand(terminal, sessions));
        commands.put("backtest", () -> new BacktestCommand(terminal, sessions));
        commands.put("evaluate", () -> new EvaluateCommand(terminal, sessions));
        commands.put("replay", () -> new ReplayCommand(terminal, sessions));
        commands.put("at", () -> new AtCommand(terminal, sessions));
        commands.put("store", () -> new StoreCommand(terminal, sessions));
        commands.put("venue-sim", () -> new VenueSimCommand(terminal));
        commands.put("prepare", () -> new PrepareCommand(terminal));
        commands.put("doctor", () -> new DoctorCommand(terminal));
        commands.put("support-bundle", () -> new SupportBundleCommand(terminal));
    }

    /** Runs one command line. */
    public int run(String... arguments) {
        return commandLine(arguments.length == 0 ? "" : arguments[0]).execute(arguments);
    }

    /** With the one command that is named: to read the options of them all takes longer than most commands do. */
    private CommandLine commandLine(String named) {
        CommandLine top = new CommandLine(new Top());
        if (commands.containsKey(named)) {
            top.addSubcommand(named, commands.get(named).get());
        } else {
            commands.forEach((name, command) -> top.addSubcommand(name, command.get()));
        }
        return top.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler(this::failed);
    }

    private int misused(ParameterException e, String[] arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.note(oneLine(problem(e)) + "; see '" + command + " --help'");
        return ExitCode.USAGE.number();
    }

    /** What people mistype most is a command, which picocli calls an unmatched argument. */
    private static String problem(ParameterException e) {
        Set<String> known = e.getCommandLine().getSubcommands().keySet();
        if (!(e instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption() || known.isEmpty()) {
            return e.getMessage();
        }
        String word = unmatched.getUnmatched().get(0);
        return "there is no command '" + word + "'" + Nearest.hint(word, known);
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
