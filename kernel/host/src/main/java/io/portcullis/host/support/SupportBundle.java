package io.portcullis.host.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.PluginConfig;
import io.portcullis.host.config.Version;
import io.portcullis.host.server.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One zip with what is needed to help from afar. Only what is listed here goes in, every text passes the {@link Redactor}, no part is
 * longer than {@value #PART_CHARACTERS_MAX} characters, and what could not be had is named in {@code README.txt}.
 */
public final class SupportBundle {
    private static final int PART_CHARACTERS_MAX = 4 << 20;

    /** What a server is asked for: path to the name in the zip. */
    private static final List<Map.Entry<String, String>> ASKED = List.of(
            Map.entry("/metrics", "server/metrics.txt"),
            Map.entry("/v1/status", "server/status.json"),
            Map.entry("/v1/limits", "server/limits.json"),
            Map.entry("/v1/rules", "server/rules.json"),
            Map.entry("/v1/routes", "server/routes.json"),
            Map.entry("/v1/plugins", "server/plugins.json"));

    private final Home home;
    private final Redactor redactor;
    private final List<String> contents = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /** Of an installation and its data folder. */
    public SupportBundle(Home home) {
        this.home = home;
        this.redactor = Redactor.of(home);
    }

    /**
     * Writes the zip, aside and renamed, readable by its owner only.
     *
     * @param out where; must not exist
     * @param doctor the doctor's findings as JSON
     * @param server asks a running server for a path and returns the answer's text; empty when none runs
     * @return what could not be had, with the reason
     * @throws IOException when it cannot be written
     */
    public List<String> write(Path out, String doctor, Optional<Function<String, String>> server) throws IOException {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        Path aside = out.resolveSibling(out.getFileName() + ".part");
        Files.deleteIfExists(aside);
        try (OutputStream file = Files.newOutputStream(ownersOnly(aside));
                ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            put(zip, "doctor.json", doctor);
            ofServer(zip, server);
            settings(zip);
            logs(zip);
            put(zip, "rules.txt", FileLists.rules(home.rules()));
            put(zip, "files/data.txt", FileLists.tree(home.data()));
            put(zip, "files/plugins.txt", FileLists.tree(home.plugins()));
            put(zip, "files/lib.txt", FileLists.tree(home.root().resolve("lib")));
            put(zip, "README.txt", readme());
        }
        Files.move(aside, out);
        return List.copyOf(missing);
    }

    private static Path ownersOnly(Path file) throws IOException {
        try {
            return Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            return Files.createFile(file);
        }
    }

    private void ofServer(ZipOutputStream zip, Optional<Function<String, String>> server) throws IOException {
        if (server.isEmpty()) {
            missing.add("server/*: no server runs on " + home.data());
            put(zip, "jvm.json", Json.writePretty(Diagnosis.jvm(redactor)));
            return;
        }
        for (Map.Entry<String, String> entry : ASKED) {
            ask(server.get(), entry.getKey(), entry.getValue())
                    .ifPresent(answer -> later(zip, entry.getValue(), answer));
        }
        Optional<String> support = ask(server.get(), "/v1/support", "jvm.json, threads.txt");
        if (support.isPresent()) {
            JsonNode facts = Json.tree(support.get());
            put(
                    zip,
                    "versions.json",
                    Json.writePretty(Map.of("server", facts.path("version"), "command", Version.text())));
            put(zip, "jvm.json", Json.writePretty(facts.path("jvm")));
            StringBuilder threads = new StringBuilder();
            facts.path("threads").forEach(line -> threads.append(line.asText()).append('\n'));
            put(zip, "threads.txt", threads.toString());
        }
    }

    private Optional<String> ask(Function<String, String> server, String path, String name) {
        try {
            return Optional.of(server.apply(path));
        } catch (RuntimeException e) {
            missing.add(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void settings(ZipOutputStream zip) throws IOException {
        for (Path file : FileLists.of(home.etc(), "*.cfg")) {
            try {
                put(zip, "etc/" + file.getFileName(), redactor.settings(PluginConfig.read(file)));
            } catch (ConfigException e) {
                missing.add("etc/" + file.getFileName() + ": " + e.getMessage());
            }
        }
        for (Path file : FileLists.of(home.etc(), "{*.csv,logback.xml}")) {
            put(zip, "etc/" + file.getFileName(), LogTail.of(file, PART_CHARACTERS_MAX));
        }
    }

    private void logs(ZipOutputStream zip) throws IOException {
        for (String name : List.of("portcullis.log", "portcullis.jsonl")) {
            Path file = home.logFiles().resolve(name);
            if (Files.isRegularFile(file)) {
                put(zip, "logs/" + name, LogTail.of(file, PART_CHARACTERS_MAX));
            } else {
                missing.add("logs/" + name + ": there is no " + file);
            }
        }
    }

    private String readme() {
        StringBuilder text = new StringBuilder("Portcullis support bundle\n\nmade     ")
                .append(Instant.now())
                .append("\nversion  ")
                .append(Version.text())
                .append("\nfolder   ")
                .append(home.data())
                .append(
                        "\n\nSecrets are replaced by ***. The newest end of each log is here, not all of it.\n\nIn it:\n");
        contents.forEach(name -> text.append("  ").append(name).append('\n'));
        text.append("\nNot in it:\n");
        missing.forEach(what -> text.append("  ").append(what).append('\n'));
        return text.toString();
    }

    private void later(ZipOutputStream zip, String name, String text) {
        try {
            put(zip, name, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the bundle cannot be written", e);
        }
    }

    /** Nothing gets into the zip but through here. */
    private void put(ZipOutputStream zip, String name, String text) throws IOException {
        String clean = redactor.text(text);
        boolean whole = clean.length() <= PART_CHARACTERS_MAX;
        zip.putNextEntry(new ZipEntry(name));
        zip.write((whole ? clean : clean.substring(0, PART_CHARACTERS_MAX)).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        contents.add(whole ? name : name + " (cut)");
    }
}
