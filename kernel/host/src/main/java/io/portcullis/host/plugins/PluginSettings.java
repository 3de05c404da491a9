package io.portcullis.host.plugins;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.PluginConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps ConfigAdmin as etc/PID.cfg says, also when a file is edited, added or deleted while the server runs. */
final class PluginSettings {
    private static final Logger LOG = LoggerFactory.getLogger(PluginSettings.class);
    /** Ours: read by the server itself. */
    private static final Set<String> OWN = Set.of("server", "safety", "engine");

    /** A file that was written within this time is read again at each look: clocks of file systems are coarse. */
    private static final long FRESH_MILLIS = 2_000;

    private final Home home;
    private final PluginKernel kernel;
    private final PluginDeployer deployer;
    private final Map<String, Map<String, String>> overrides;
    private final Map<String, FileStamp> seen = new HashMap<>();
    private final Map<String, Map<String, String>> pushed = new HashMap<>();
    private final Map<String, String> broken = new HashMap<>();

    /**
     * For an installation.
     *
     * @param overrides pid to key to value: what the command line said, which wins over the files
     */
    PluginSettings(
            Home home, PluginKernel kernel, PluginDeployer deployer, Map<String, Map<String, String>> overrides) {
        this.home = home;
        this.kernel = kernel;
        this.deployer = deployer;
        this.overrides = Map.copyOf(overrides);
    }

    /** One look: whatever changed is handed over, and the plugins that read it start anew. */
    synchronized void poll() {
        Set<String> pids = pids();
        pids.addAll(pushed.keySet());
        pids.addAll(overrides.keySet());
        for (String pid : pids) {
            Map<String, String> now = touched(pid) ? read(pid) : null;
            if (now != null && !now.equals(pushed.getOrDefault(pid, Map.of()))) {
                pushed.put(pid, now);
                hand(pid, now.isEmpty() ? null : now);
            }
        }
    }

    private void hand(String pid, Map<String, String> settings) {
        boolean handed = false;
        for (Deployment deployment : deployer.all()) {
            if (deployment.jar().pids().contains(pid)) {
                LOG.info(
                        "plugin {} starts anew: etc/{}.cfg changed",
                        deployment.jar().name(),
                        pid);
                deployer.restart(deployment.jar().name(), () -> kernel.configure(pid, settings));
                handed = true;
            }
        }
        if (!handed) {
            kernel.configure(pid, settings);
        }
    }

    /** Looked at several times a second, and hardly ever another: only then is it worth being read. */
    private boolean touched(String pid) {
        FileStamp now = FileStamp.of(file(pid));
        boolean first = !seen.containsKey(pid);
        FileStamp before = seen.put(pid, now);
        return first || !Objects.equals(now, before) || now != null && now.isFresh(FRESH_MILLIS);
    }

    private Path file(String pid) {
        return home.etc().resolve(pid + ".cfg");
    }

    /** Null when the file is broken: the former settings stay, and the reason is in the log. */
    private Map<String, String> read(String pid) {
        try {
            Map<String, String> settings = PluginConfig.read(file(pid));
            settings.putAll(overrides.getOrDefault(pid, Map.of()));
            broken.remove(pid);
            return settings;
        } catch (ConfigException e) {
            if (!e.getMessage().equals(broken.put(pid, e.getMessage()))) {
                LOG.warn("settings of {} stay as they are: {}", pid, e.getMessage());
            }
            return null;
        }
    }

    private Set<String> pids() {
        Set<String> pids = new TreeSet<>();
        if (Files.isDirectory(home.etc())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home.etc(), "*.cfg")) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    pids.add(name.substring(0, name.length() - ".cfg".length()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("settings in " + home.etc() + " cannot be listed", e);
            }
        }
        pids.removeAll(OWN);
        return pids;
    }
}
