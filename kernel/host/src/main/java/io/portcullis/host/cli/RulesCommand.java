package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "rules", description = "Check, try and activate rule packs.", synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Runnable {
    private static final Path DEFAULT_PACK = Path.of("portfolio");

    private final Terminal terminal;
    private final Supplier<RuleDesk> rules;

    @Spec
    private CommandSpec spec;

    RulesCommand(Terminal terminal, Supplier<RuleDesk> rules) {
        this.terminal = terminal;
        this.rules = rules;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of activate, check, try is missing");
    }

    @Command(name = "activate", description = "Check a pack, stage it and let it judge from the next order on.")
    int activate(
            @Mixin ServerOption data,
            @Mixin JsonOption json,
            @Parameters(paramLabel = "PACK", description = "its folder, or its name under rules/") Path pack) {
        Home home = data.home();
        ServerClient client = data.server();
        JsonNode answer = client.post(
                "/v1/rules/activate", Map.of("pack", folder(home, pack).toString()));
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            terminal.line("active " + answer.path("activeHash").asText());
        }
        return ExitCode.OK.number();
    }

    @Command(name = "check", description = "Check a pack's language, manifest, rule names and cases. Needs no server.")
    int check(@Mixin JsonOption json, @Parameters(paramLabel = "PACKDIR", description = "the pack's folder") Path pack)
            throws IOException {
        RuleDesk.Check check = rules.get().check(SessionOutput.existingFolder("PACKDIR", pack));
        if (json.isOn()) {
            terminal.json(check);
        } else {
            check.problems().forEach(terminal::line);
            terminal.line(check.name() + ": " + check.rules() + " rules, " + check.cases() + " cases, "
                    + (check.problems().isEmpty()
                            ? "sound, hash " + check.hash()
                            : check.problems().size() + " problem(s)"));
        }
        return (check.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    @Command(name = "try", description = "Judge one set of facts by a pack. Needs no server.")
    int judge(
            @Mixin JsonOption json,
            @Parameters(paramLabel = "FACTS.json", description = "order, account, exposure, market, session, counters")
                    Path facts,
            @Option(
                            names = "--pack",
                            paramLabel = "P",
                            description = "folder or name of the pack (default: rules/portfolio)")
                    Path pack)
            throws IOException {
        Path file = SessionOutput.existingFile("FACTS.json", facts);
        Path folder = folder(Home.ofData(Path.of("data")), pack == null ? DEFAULT_PACK : pack);
        RuleDesk.Trial trial = rules.get().judge(file, folder);
        if (json.isOn()) {
            terminal.json(trial.values());
        } else {
            terminal.line(trial.verdict() + " " + trial.quantity());
            trial.reasons().forEach(reason -> terminal.line("  " + reason));
        }
        return (trial.verdict().equals("DENY") ? ExitCode.FAILED : ExitCode.OK).number();
    }

    private static Path folder(Home home, Path pack) {
        if (Files.isDirectory(pack)) {
            return pack.toAbsolutePath().normalize();
        }
        return SessionOutput.existingFolder("PACK", home.rules().resolve(pack));
    }
}
