package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.plugins.signing.DetachedSignature;
import io.portcullis.host.server.PluginView;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "plugins",
        description = "List, install, remove, sign and begin plugins.",
        synopsisSubcommandLabel = "COMMAND")
final class PluginsCommand implements Runnable {
    private static final String ROW = "%-32s %-18s %-20s %-12s %-17s %s";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    PluginsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of list, install, remove, new, keygen, sign is missing");
    }

    @Command(
            name = "list",
            description =
                    "Show every plugin with its state, and every agent with what it did and what became of its calls.")
    int list(@Mixin ServerOption data, @Mixin JsonOption json) {
        ServerClient server = data.server();
        JsonNode plugins = server.get("/v1/plugins");
        JsonNode agents = server.get("/v1/agents").path("agents");
        if (json.isOn()) {
            terminal.json(Map.of("plugins", plugins.path("plugins"), "agents", agents));
        } else {
            terminal.line(String.format(ROW, "PLUGIN", "VERSION", "KIND", "STATE", "SIGNED BY", "REASON"));
            plugins.path("plugins").forEach(this::print);
            if (!agents.isEmpty()) {
                terminal.line("");
                new AgentLines(agents).lines().forEach(terminal::line);
            }
        }
        return ExitCode.OK.number();
    }

    @Command(name = "install", description = "Install a plugin, or replace it by another version, without a restart.")
    int install(
            @Mixin ServerOption data,
            @Mixin JsonOption json,
            @Option(
                            names = "--signature",
                            paramLabel = "FILE",
                            description = "its signature (default: JAR.sig when that is there)")
                    Path signature,
            @Option(
                            names = "--allow-downgrade",
                            description = "install it although a higher version was active; recorded with your name")
                    boolean downgrade,
            @Parameters(paramLabel = "JAR", description = "the plugin") Path jar)
            throws IOException {
        ServerClient client = data.server();
        byte[] content = Files.readAllBytes(SessionOutput.existingFile("JAR", jar));
        String name = URLEncoder.encode(jar.getFileName().toString(), StandardCharsets.UTF_8);
        String path = "/v1/plugins/install?file=" + name + "&allowDowngrade=" + downgrade;
        Map<String, String> headers = signature(jar, signature)
                .map(text -> Map.of("Plugin-Signature", Base64.getEncoder().encodeToString(text)))
                .orElse(Map.of());
        JsonNode view = client.post(path, BodyPublishers.ofByteArray(content), "application/java-archive", headers);
        if (json.isOn()) {
            terminal.json(view);
        } else {
            print(view);
        }
        boolean active = view.path("state").asText().equals(PluginView.State.ACTIVE.name());
        return (active ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static Optional<byte[]> signature(Path jar, Path named) throws IOException {
        Path file = named == null ? DetachedSignature.fileOf(jar) : SessionOutput.existingFile("--signature", named);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Command(name = "remove", description = "Take a plugin out for good.")
    int remove(
            @Mixin ServerOption data,
            @Mixin JsonOption json,
            @Parameters(paramLabel = "NAME", description = "its name as 'list' shows it") String name) {
        JsonNode answer = data.server().post("/v1/plugins/remove", Map.of("name", name));
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            terminal.line("removed " + name);
        }
        return ExitCode.OK.number();
    }

    private void print(JsonNode plugin) {
        List<String> kinds = new ArrayList<>();
        plugin.path("kinds").forEach(kind -> kinds.add(kind.asText()));
        terminal.line(String.format(
                        ROW,
                        plugin.path("name").asText(),
                        plugin.path("version").asText(),
                        String.join(",", kinds),
                        plugin.path("state").asText(),
                        plugin.path("signer").asText(),
                        plugin.path("reason").asText())
                .stripTrailing());
    }
}
