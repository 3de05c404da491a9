package io.portcullis.host.cli;

import io.portcullis.host.access.JvmDoors;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.LogFiles;
import io.portcullis.host.config.SafetySettings;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.doctor.Checkup;
import io.portcullis.host.doctor.Doctor;
import io.portcullis.host.doctor.Level;
import io.portcullis.host.doctor.Premises;
import io.portcullis.transport.DataFolderInUseException;
import io.portcullis.transport.DataLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "start", description = "Start the server and stay in the foreground.")
final class StartCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(StartCommand.class);
    private static final String VENUE_PATTERN = "simulated|[A-Za-z0-9.-]+:[0-9]{1,5}";

    private final Terminal terminal;
    private final Supplier<Sessions> sessions;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--profile",
            paramLabel = "dev|prod",
            description = "dev: saved rules are live within 2 s; prod: they are drafts (default: etc/server.cfg)")
    private String profile;

    @Option(
            names = "--market",
            paramLabel = "generated|none|DESCRIPTOR",
            defaultValue = "none",
            description = "where market data comes from (default: ${DEFAULT-VALUE})")
    private String market;

    @Option(
            names = "--venue",
            paramLabel = "simulated|HOST:PORT",
            defaultValue = "simulated",
            description = "where orders go (default: ${DEFAULT-VALUE})")
    private String venue;

    StartCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public Integer call() throws Exception {
        checkUsage();
        Home home = data.installation();
        ServerSettings server = ServerSettings.read(home, profile == null ? null : Profile.of(profile));
        SafetySettings safety = SafetySettings.read(home);
        JvmDoors.requireShut(server.profile());
        var options = new Sessions.StartOptions(home, server, safety, market(), venue);
        Checkup checkup = Doctor.examine(Premises.beforeStart(home, server));
        refuseWhatIsDangerous(server, checkup);
        Sessions runner = sessions.get();
        home.makeData();
        requireFree(home);
        LogFiles.open(home, home.logFiles());
        say(checkup);
        return SessionOutput.print(terminal, json, runner.start(options, this::ready));
    }

    /** Before a word is written into the log of the server that is there. */
    private static void requireFree(Home home) throws IOException {
        try {
            DataLock.acquire(home.data()).close();
        } catch (DataFolderInUseException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        }
    }

    private static void refuseWhatIsDangerous(ServerSettings server, Checkup checkup) {
        if (server.profile() == Profile.PROD && checkup.worst() == Level.FAIL) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "not started, since profile prod starts on nothing that is dangerous or will not work: "
                            + checkup.line(Level.FAIL));
        }
    }

    /** One line each, or the start would be the longest text of the log. */
    private static void say(Checkup checkup) {
        LOG.info("doctor: {} checks in {} ms", checkup.findings().size(), checkup.millis());
        for (Level level : List.of(Level.FAIL, Level.WARN)) {
            if (!checkup.of(level).isEmpty()) {
                LOG.warn("doctor: {} {}: {}", checkup.of(level).size(), level, checkup.line(level));
            }
        }
    }

    private void checkUsage() {
        if (profile != null && !profile.matches("dev|prod")) {
            throw new ParameterException(spec.commandLine(), "--profile must be dev or prod, got '" + profile + "'");
        }
        if (!venue.matches(VENUE_PATTERN)) {
            throw new ParameterException(
                    spec.commandLine(), "--venue must be simulated or HOST:PORT, got '" + venue + "'");
        }
    }

    private String market() {
        if (market.matches("generated|none")) {
            return market;
        }
        if (!Files.isRegularFile(Path.of(market))) {
            throw new CommandFailure(
                    ExitCode.FAILED, "--market must be generated, none or a descriptor; there is no file " + market);
        }
        return Path.of(market).toAbsolutePath().toString();
    }

    private void ready(String line) {
        if (json.isOn()) {
            terminal.json(Map.of("ready", line));
        } else {
            terminal.line(line);
        }
    }
}
