package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.doctor.Checkup;
import io.portcullis.host.doctor.Doctor;
import io.portcullis.host.doctor.Finding;
import io.portcullis.host.doctor.Level;
import io.portcullis.host.doctor.Premises;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description =
                "Look at machine, JVM, folders and settings; exit code 1 when something is dangerous or will not work.")
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--profile",
            paramLabel = "dev|prod",
            description = "the profile that is meant (default: the server's, or that of etc/server.cfg)")
    private String profile;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (profile != null && !profile.matches("dev|prod")) {
            throw new ParameterException(spec.commandLine(), "--profile must be dev or prod, got '" + profile + "'");
        }
        Checkup checkup = examine(data.installation(), profile == null ? null : Profile.of(profile));
        if (json.isOn()) {
            terminal.json(checkup.values());
        } else {
            checkup.lines().forEach(terminal::line);
            terminal.line(String.format(
                    "%d checks: %d OK, %d WARN, %d FAIL",
                    checkup.findings().size(),
                    checkup.of(Level.OK).size(),
                    checkup.of(Level.WARN).size(),
                    checkup.of(Level.FAIL).size()));
        }
        return (checkup.worst() == Level.FAIL ? ExitCode.FAILED : ExitCode.OK).number();
    }

    /** A running server looks at itself, since only it can see its own JVM; without one this process looks. */
    static Checkup examine(Home home, Profile asked) {
        try {
            Optional<ServerClient> server = asked == null ? ServerClient.find(home) : Optional.empty();
            if (server.isPresent()) {
                return read(server.get().get("/v1/doctor"));
            }
        } catch (CommandFailure | ConfigException e) {
            Checkup own = Doctor.examine(Premises.at(home, asked));
            List<Finding> findings = new ArrayList<>(own.findings());
            findings.add(new Finding(
                    "server",
                    Level.WARN,
                    "a server runs and could not be asked, so its JVM was not looked at: " + e.getMessage(),
                    home.data().toString(),
                    "ask again"));
            return new Checkup(findings, own.millis());
        }
        return Doctor.examine(Premises.at(home, asked));
    }

    private static Checkup read(JsonNode answer) {
        List<Finding> findings = new ArrayList<>();
        answer.path("findings")
                .forEach(finding -> findings.add(new Finding(
                        finding.path("check").asText(),
                        Level.valueOf(finding.path("level").asText()),
                        finding.path("what").asText(),
                        finding.path("where").asText(),
                        finding.path("right").asText())));
        return new Checkup(findings, answer.path("millis").asLong());
    }
}
