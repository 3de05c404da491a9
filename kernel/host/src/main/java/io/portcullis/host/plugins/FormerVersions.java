package io.portcullis.host.plugins;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.SharedAccess;
import io.portcullis.host.plugins.signing.DetachedSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For each plugin: the version that worked before the present one, and the files that failed after they had started, which are
 * not taken again until another file comes. When a version fails, both are written under {@code data/plugins/former}, so that
 * a restart does not begin the same failure anew. Thread-safe.
 */
final class FormerVersions {
    private static final Logger LOG = LoggerFactory.getLogger(FormerVersions.class);

    private final Path folder;
    private final PluginAdmission admission;
    private final Map<String, Line> lines = new HashMap<>();

    FormerVersions(Home home, PluginAdmission admission) {
        this.folder = home.addedPlugins().resolve("former");
        this.admission = admission;
    }

    /** What is known of one plugin. */
    private static final class Line {
        private PluginJar former;
        private final Map<String, String> failed = new LinkedHashMap<>();
    }

    private Line line(String plugin) {
        return lines.computeIfAbsent(plugin, this::load);
    }

    /**
     * Another file came and works.
     *
     * @param former what worked before it; null when nothing did
     */
    synchronized void replaced(PluginJar former, PluginJar by) {
        Line line = line(by.name());
        if (former != null && !former.sha256().equals(by.sha256())) {
            line.former = former;
        }
        if (!line.failed.isEmpty()) {
            line.failed.clear();
            forgetFiles(by.name());
        }
    }

    /** What to go back to; empty when nothing worked before. */
    synchronized Optional<PluginJar> before(String plugin) {
        return Optional.ofNullable(line(plugin).former);
    }

    /** A version failed after it had started. */
    synchronized void failed(PluginJar jar, String reason) {
        Line line = line(jar.name());
        line.failed.put(jar.sha256(), reason);
        save(jar.name(), line);
    }

    /** Why a file is not taken; empty when it may be tried. */
    synchronized Optional<String> whyNot(PluginJar jar) {
        return Optional.ofNullable(line(jar.name()).failed.get(jar.sha256()))
                .map(reason ->
                        "this very file failed before and is not tried again until another one comes: " + reason);
    }

    /** The plugin was taken out for good. */
    synchronized void forget(String plugin) {
        lines.remove(plugin);
        forgetFiles(plugin);
    }

    private Path jarFile(String plugin) {
        return folder.resolve(plugin + ".jar");
    }

    private Path failedFile(String plugin) {
        return folder.resolve(plugin + ".failed");
    }

    private void save(String plugin, Line line) {
        try {
            Files.createDirectories(folder);
            SharedAccess.forOwnerOnlyToWrite(folder);
            if (line.former != null) {
                KeptJar.write(jarFile(plugin), line.former);
            }
            StringBuilder text = new StringBuilder();
            line.failed.forEach((sha256, reason) ->
                    text.append(sha256).append(' ').append(reason).append('\n'));
            KeptJar.place(failedFile(plugin), text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn(
                    "plugin {}: a restart will try the failed version again, for {} cannot be written: {}",
                    plugin,
                    folder,
                    e.getMessage());
        }
    }

    private Line load(String plugin) {
        Line line = new Line();
        try {
            if (Files.exists(failedFile(plugin))) {
                for (String row : Files.readAllLines(failedFile(plugin))) {
                    String[] parts = row.split(" ", 2);
                    line.failed.put(parts[0], parts.length > 1 ? parts[1] : "");
                }
            }
            if (!line.failed.isEmpty() && Files.exists(jarFile(plugin))) {
                line.former = admitted(jarFile(plugin));
            }
        } catch (IOException | PluginJarException e) {
            LOG.warn("plugin {}: what is kept of its former version cannot be used: {}", plugin, e.getMessage());
        }
        return line;
    }

    /** What lies there has to pass like any other file; that it is older than what failed is the point of it. */
    private PluginJar admitted(Path file) throws IOException, PluginJarException {
        admission.checkFile(file);
        PluginJar jar = PluginJarReader.read(file.getFileName().toString(), Files.readAllBytes(file));
        return admission.admit(jar, DetachedSignature.textOf(file), true);
    }

    private void forgetFiles(String plugin) {
        try {
            KeptJar.delete(jarFile(plugin));
            Files.deleteIfExists(failedFile(plugin));
        } catch (IOException e) {
            LOG.warn("plugin {}: {} cannot be tidied up: {}", plugin, folder, e.getMessage());
        }
    }
}
