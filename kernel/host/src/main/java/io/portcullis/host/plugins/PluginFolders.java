package io.portcullis.host.plugins;

import io.portcullis.host.config.Home;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.PluginView;
import io.portcullis.host.server.ServerRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that plugins are dropped into: those of the installation and those added later, which win when both hold a plugin
 * of one name. A file is read once, when its size and time stood still from one look to the next.
 */
final class PluginFolders implements PluginAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolders.class);
    private static final String REMOVED_SUFFIX = ".removed";

    private final Home home;
    private final PluginDeployer deployer;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<Path, PluginView> refused = new TreeMap<>();

    PluginFolders(Home home, PluginDeployer deployer) {
        this.home = home;
        this.deployer = deployer;
    }

    /**
     * What the last look at a file showed.
     *
     * @param size bytes
     * @param modifiedMillis its time
     * @param handled whether it was taken, or refused, as it stands
     * @param name the plugin's name once it was read
     */
    private record Seen(long size, long modifiedMillis, boolean handled, String name) {
        boolean sameFile(Seen other) {
            return other != null && size == other.size && modifiedMillis == other.modifiedMillis;
        }

        Seen handledAs(String plugin) {
            return new Seen(size, modifiedMillis, true, plugin);
        }
    }

    /** Deploys what lies there now and is wanted, all at once, and waits for it. */
    void deployPresent(Predicate<PluginJar> wanted) {
        List<CompletableFuture<PluginView>> started = new ArrayList<>();
        synchronized (this) {
            Map<String, Map.Entry<Path, PluginJar>> chosen = new TreeMap<>();
            for (Path file : files()) {
                Seen now = look(file);
                Seen former = seen.get(file);
                if (now == null || (former != null && former.handled())) {
                    continue;
                }
                PluginJar jar = read(file, now);
                if (jar != null && !isRemoved(file, jar.name()) && wanted.test(jar)) {
                    seen.put(file, now.handledAs(jar.name()));
                    chosen.put(jar.name(), Map.entry(file, jar));
                }
            }
            chosen.values().forEach(entry -> started.add(deployer.deploy(entry.getValue(), entry.getKey())));
        }
        started.forEach(CompletableFuture::join);
    }

    /** One look: takes what is new and stands still, drops what is gone. */
    synchronized void poll() {
        List<Path> files = files();
        for (Path file : files) {
            Seen now = look(file);
            Seen former = seen.get(file);
            if (now == null || (former != null && former.handled() && now.sameFile(former))) {
                continue;
            }
            if (now.sameFile(former)) {
                takeNew(file, now);
            } else {
                seen.put(file, now);
            }
        }
        List<Path> gone = new ArrayList<>(seen.keySet());
        gone.removeAll(files);
        gone.forEach(this::takeGone);
    }

    private void takeNew(Path file, Seen now) {
        PluginJar jar = read(file, now);
        if (jar == null || isRemoved(file, jar.name())) {
            return;
        }
        seen.put(file, now.handledAs(jar.name()));
        boolean running = deployer.find(jar.name())
                .filter(Deployment::isActive)
                .filter(deployment -> deployment.jar().sha256().equals(jar.sha256()))
                .isPresent();
        if (!running) {
            deployer.deploy(jar, file);
        }
    }

    private void takeGone(Path file) {
        Seen former = seen.remove(file);
        refused.remove(file);
        if (former == null || former.name() == null) {
            return;
        }
        deployer.find(former.name())
                .filter(deployment -> deployment.source().equals(file))
                .ifPresent(deployment -> {
                    LOG.info("plugin {} is removed: {} is gone", former.name(), file.getFileName());
                    deployer.remove(former.name());
                    lookAgainAt(former.name());
                });
    }

    /** Another file of the same name may take the place of one that went. */
    private void lookAgainAt(String name) {
        seen.values().removeIf(other -> name.equals(other.name()));
    }

    /** Reads and verifies once; a file that is no plugin is listed with its reason until it changes. */
    private PluginJar read(Path file, Seen now) {
        try {
            byte[] content = Files.readAllBytes(file);
            if (content.length != now.size()) {
                seen.remove(file);
                return null;
            }
            PluginJar jar = PluginJarReader.read(file.getFileName().toString(), content);
            refused.remove(file);
            return jar;
        } catch (PluginJarException | IOException e) {
            String fileName = file.getFileName().toString();
            LOG.warn("plugin file {} is refused: {}", fileName, e.getMessage());
            refused.put(
                    file, new PluginView(fileName, "", List.of(), PluginView.State.REFUSED, e.getMessage(), fileName));
            seen.put(file, now.handledAs(null));
            return null;
        }
    }

    private Seen look(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Seen(attributes.size(), attributes.lastModifiedTime().toMillis(), false, null);
        } catch (IOException e) {
            return null;
        }
    }

    /** Of the installation first, then the added ones, so that those win. */
    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(home.plugins(), home.addedPlugins())) {
            List<Path> inFolder = new ArrayList<>();
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
                    jars.forEach(inFolder::add);
                } catch (IOException e) {
                    throw new UncheckedIOException("plugin folder " + folder + " cannot be listed", e);
                }
            }
            inFolder.sort(Comparator.naturalOrder());
            files.addAll(inFolder);
        }
        return files;
    }

    @Override
    public synchronized List<PluginView> list() {
        List<PluginView> views = new ArrayList<>(refused.values());
        views.addAll(deployer.views());
        views.sort(Comparator.comparing(PluginView::name));
        return views;
    }

    @Override
    public int loadersHeld() {
        deployer.loaders().look();
        return deployer.loaders().held();
    }

    @Override
    public PluginView install(String fileName, byte[] content) {
        PluginJar jar;
        try {
            jar = PluginJarReader.read(fileName, content);
        } catch (PluginJarException e) {
            throw new ServerRefusal(ServerRefusal.Kind.INVALID, fileName + " is no plugin: " + e.getMessage());
        }
        Path target = home.addedPlugins().resolve(jar.name() + "-" + jar.version() + ".jar");
        PluginView view = deployer.deploy(jar, target).join();
        if (view.state() == PluginView.State.ACTIVE) {
            keep(jar, target);
        }
        return view;
    }

    /** Only what started is kept: after a restart the former version must still be there. */
    private synchronized void keep(PluginJar jar, Path target) {
        try {
            Files.createDirectories(home.addedPlugins());
            Path aside = target.resolveSibling(target.getFileName() + ".part");
            Files.write(aside, jar.content());
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(marker(jar.name()));
            for (Path other : List.copyOf(seen.keySet())) {
                boolean older = jar.name().equals(seen.get(other).name()) && !other.equals(target);
                if (older && other.startsWith(home.addedPlugins())) {
                    seen.remove(other);
                    Files.deleteIfExists(other);
                }
            }
            seen.put(target, look(target).handledAs(jar.name()));
        } catch (IOException e) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.CONFLICT,
                    jar.name() + " runs, but will be gone after a restart: it cannot be written to " + target + ": "
                            + e.getMessage());
        }
    }

    @Override
    public void remove(String name) {
        boolean known = deployer.find(name).isPresent();
        if (!known) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.NOT_FOUND, "no plugin '" + name + "'; 'plugins list' shows their names");
        }
        forgetFiles(name);
        deployer.remove(name).join();
    }

    /** Files of the installation stay: a mark in the data folder keeps them out. */
    private synchronized void forgetFiles(String name) {
        try {
            Files.createDirectories(home.addedPlugins());
            for (Path file : List.copyOf(seen.keySet())) {
                if (name.equals(seen.get(file).name()) && file.startsWith(home.addedPlugins())) {
                    seen.remove(file);
                    Files.deleteIfExists(file);
                }
            }
            Files.writeString(marker(name), "");
        } catch (IOException e) {
            throw new UncheckedIOException("plugin " + name + " cannot be removed for good", e);
        }
    }

    private boolean isRemoved(Path file, String name) {
        return file.startsWith(home.plugins()) && Files.exists(marker(name));
    }

    private Path marker(String name) {
        return home.addedPlugins().resolve(name + REMOVED_SUFFIX);
    }
}
