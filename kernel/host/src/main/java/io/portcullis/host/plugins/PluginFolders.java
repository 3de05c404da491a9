package io.portcullis.host.plugins;

import io.portcullis.host.config.Home;
import io.portcullis.host.plugins.signing.DetachedSignature;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.PluginUpload;
import io.portcullis.host.server.PluginView;
import io.portcullis.host.server.ServerRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * of one name. A file is read once, when it and its signature stood still from one look to the next.
 */
final class PluginFolders implements PluginAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolders.class);
    /**
     * So many looks in a row a file may stand still and yet be incomplete, or lack its signature, before it is judged as it is: a jar
     * and its signature are copied one after the other, and a slow copy stops now and then.
     */
    private static final int PATIENCE_LOOKS = 4;

    private final Home home;
    private final AddedPlugins added;
    private final PluginDeployer deployer;
    private final PluginAdmission admission;
    private final Runnable readSettings;
    private final Map<Path, DroppedFile> seen = new HashMap<>();
    private final Map<Path, PluginView> refused = new TreeMap<>();
    private String trusted;

    /**
     * Of an installation.
     *
     * @param readSettings hands over what changed in etc/
     */
    PluginFolders(Home home, PluginDeployer deployer, PluginAdmission admission, Runnable readSettings) {
        this.home = home;
        this.added = new AddedPlugins(home);
        this.deployer = deployer;
        this.admission = admission;
        this.readSettings = readSettings;
        this.trusted = admission.trusted();
    }

    /**
     * A file that may be deployed.
     *
     * @param file where it lies
     * @param jar what is in it
     */
    private record Candidate(Path file, PluginJar jar) {}

    /** Makes the folder that people may copy into. */
    void open() {
        try {
            added.open();
        } catch (IOException e) {
            LOG.warn("the folder {} cannot be made: {}", home.addedPlugins(), e.getMessage());
        }
    }

    /** Deploys what lies there now and is wanted, all at once, and waits for it. */
    void deployPresent(Predicate<PluginJar> wanted) {
        List<CompletableFuture<PluginView>> started = new ArrayList<>();
        synchronized (this) {
            Map<String, Candidate> chosen = new TreeMap<>();
            for (Path file : files()) {
                DroppedFile now = DroppedFile.look(file);
                DroppedFile former = seen.get(file);
                if (now == null || (former != null && former.handled())) {
                    continue;
                }
                PluginJar jar = read(file, now, wanted, 0);
                if (jar != null) {
                    seen.put(file, now.handledAs(jar.name()));
                    chosen.merge(jar.name(), new Candidate(file, jar), this::preferred);
                }
            }
            chosen.values().forEach(candidate -> started.add(deploy(candidate.jar(), candidate.file(), null)));
        }
        started.forEach(CompletableFuture::join);
    }

    /** Those added later win; in one folder the higher version does. */
    private Candidate preferred(Candidate one, Candidate other) {
        boolean sameFolder = one.file().getParent().equals(other.file().getParent());
        boolean lower = other.jar().version().compareTo(one.jar().version()) < 0;
        return sameFolder && lower ? one : other;
    }

    /** A plugin that comes together with its settings starts with them. */
    private CompletableFuture<PluginView> deployWithSettings(PluginJar jar, Path file, String askedBy) {
        readSettings.run();
        return deploy(jar, file, askedBy);
    }

    private CompletableFuture<PluginView> deploy(PluginJar jar, Path file, String askedBy) {
        return deployer.deploy(jar, file).thenApply(view -> {
            if (view.state() == PluginView.State.ACTIVE) {
                admission.active(jar, askedBy);
            }
            return view;
        });
    }

    /** One look: takes what is new and stands still, drops what is gone. */
    synchronized void poll() {
        judgeAnewWhenTrustChanged();
        List<Path> files = files();
        for (Path file : files) {
            DroppedFile now = DroppedFile.look(file);
            DroppedFile former = seen.get(file);
            if (now == null || (former != null && former.handled() && now.sameAs(former))) {
                continue;
            }
            if (now.sameAs(former)) {
                takeNew(file, former.oneLookMore());
            } else {
                seen.put(file, now);
            }
        }
        List<Path> gone = new ArrayList<>(seen.keySet());
        gone.removeAll(files);
        gone.forEach(this::takeGone);
    }

    /** A key that comes into etc/trust may be what a refused file waited for. One that goes stops nothing that runs. */
    private void judgeAnewWhenTrustChanged() {
        String now = admission.trusted();
        if (!now.equals(trusted)) {
            LOG.info("etc/trust changed: it holds {} now; refused plugins are looked at again", now);
            trusted = now;
            refused.keySet().forEach(seen::remove);
        }
    }

    private void takeNew(Path file, DroppedFile now) {
        seen.put(file, now);
        boolean mayYetBeSigned = now.signature() == null && now.looks() < PATIENCE_LOOKS;
        PluginJar jar = mayYetBeSigned ? null : read(file, now, any -> true, PATIENCE_LOOKS);
        if (jar == null) {
            return;
        }
        seen.put(file, now.handledAs(jar.name()));
        boolean running = deployer.find(jar.name())
                .filter(Deployment::isActive)
                .filter(deployment -> deployment.jar().sha256().equals(jar.sha256())
                        && deployment.jar().signer().equals(jar.signer()))
                .isPresent();
        if (!running) {
            deployWithSettings(jar, file, null);
        }
    }

    private void takeGone(Path file) {
        DroppedFile former = seen.remove(file);
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

    /**
     * Reads and verifies once; a file that is no plugin, or may not come in, is listed with its reason until it changes.
     *
     * @param patienceLooks how many looks something is waited for that may still become right
     * @return null when it is refused, removed, not wanted or waited for
     */
    private PluginJar read(Path file, DroppedFile now, Predicate<PluginJar> wanted, int patienceLooks) {
        try {
            admission.checkFile(file);
            byte[] content = Files.readAllBytes(file);
            String signature = DetachedSignature.textOf(file);
            if (content.length != now.jar().size()) {
                seen.remove(file);
                return null;
            }
            PluginJar jar = PluginJarReader.read(file.getFileName().toString(), content);
            PluginJar admitted = null;
            if (isRemoved(file, jar.name())) {
                seen.put(file, now.handledAs(jar.name()));
            } else if (wanted.test(jar)) {
                admitted = admission.admit(jar, signature, false);
            }
            refused.remove(file);
            return admitted;
        } catch (PluginJarException e) {
            if (!e.isUnsettled() || now.looks() >= patienceLooks) {
                refuse(file, now, e.getMessage(), e.jar());
            }
            return null;
        } catch (IOException e) {
            refuse(file, now, "it cannot be read: " + e.getMessage(), null);
            return null;
        }
    }

    private void refuse(Path file, DroppedFile now, String reason, PluginJar jar) {
        String fileName = file.getFileName().toString();
        LOG.warn("plugin file {} is refused: {}", fileName, reason);
        refused.put(file, refusal(fileName, reason, jar));
        seen.put(file, now.handledAs(null));
    }

    private static PluginView refusal(String fileName, String reason, PluginJar jar) {
        String version = jar == null ? "" : jar.version().toString();
        List<String> kinds = jar == null ? List.of() : jar.kinds();
        return new PluginView(fileName, version, kinds, PluginView.State.REFUSED, reason, fileName, "");
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
    public PluginView install(PluginUpload upload) {
        PluginJar jar;
        try {
            jar = admission.admit(
                    PluginJarReader.read(upload.fileName(), upload.content()),
                    upload.signature(),
                    upload.allowDowngrade());
        } catch (PluginJarException e) {
            LOG.warn("plugin file {} is refused, as sent by {}: {}", upload.fileName(), upload.by(), e.getMessage());
            throw new ServerRefusal(ServerRefusal.Kind.INVALID, upload.fileName() + " is refused: " + e.getMessage());
        }
        String askedBy = upload.allowDowngrade() ? upload.by() : null;
        LOG.info(
                "plugin {} {} is installed, as {} asks{}",
                jar.name(),
                jar.version(),
                upload.by(),
                upload.allowDowngrade() ? ", whatever version was there" : "");
        Path target = added.fileOf(jar);
        PluginView view = deployWithSettings(jar, target, askedBy).join();
        if (view.state() == PluginView.State.ACTIVE) {
            keep(jar, target);
        }
        return view;
    }

    /** Only what started is kept: after a restart the former version must still be there. */
    private synchronized void keep(PluginJar jar, Path target) {
        try {
            added.keep(jar);
            for (Path other : List.copyOf(seen.keySet())) {
                if (jar.name().equals(seen.get(other).name()) && !other.equals(target)) {
                    forget(other);
                }
            }
            seen.put(target, DroppedFile.look(target).handledAs(jar.name()));
        } catch (IOException e) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.CONFLICT,
                    jar.name() + " runs, but will be gone after a restart: it cannot be written to " + target + ": "
                            + e.getMessage());
        }
    }

    /** Deletes a file that was added later; those of the installation stay. */
    private void forget(Path file) throws IOException {
        if (added.holds(file)) {
            seen.remove(file);
            added.delete(file);
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
            for (Path file : List.copyOf(seen.keySet())) {
                if (name.equals(seen.get(file).name())) {
                    forget(file);
                }
            }
            added.markRemoved(name);
        } catch (IOException e) {
            throw new UncheckedIOException("plugin " + name + " cannot be removed for good", e);
        }
    }

    private boolean isRemoved(Path file, String name) {
        return !added.holds(file) && added.isRemoved(name);
    }
}
