package io.portcullis.host.live;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.SafetySettings;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.server.RulesView;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.session.StagedContent;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.Ring;
import io.portcullis.policy.cases.PackCheck;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rule packs on their way into the log: checked, compiled and warmed here, then staged and activated as events. What fails here
 * changes nothing: the pack that judges goes on, and the reason is kept for whoever asks.
 */
final class RuleRoom implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleRoom.class);
    private static final long LOOK_MILLIS = 250;
    private static final long ACTIVATION_SECONDS_MAX = 30;

    private final Home home;
    private final TradingCore core;
    private final SafetySettings safety;
    private final PackCheck check;
    private final Map<String, PackHash> seen = new TreeMap<>();
    private final Map<PackHash, RulePack> known = new LinkedHashMap<>();
    private final Thread watcher;
    private volatile String lastError = "";
    private volatile boolean running = true;
    private PackHash lastRefused = PackHash.NONE;

    RuleRoom(Home home, TradingCore core, Profile profile) {
        this.home = home;
        this.safety = SafetySettings.read(home);
        this.core = core;
        this.check = new PackCheck(core.compiler());
        this.watcher = profile == Profile.DEV ? new Thread(this::watch, "rule-folders") : null;
    }

    /** In dev: from now on a saved pack is live once it is sound. In prod a saved file stays a draft. */
    void watchIfDev() {
        if (watcher != null) {
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    /** Checks a pack and makes it judge; {@link ServerRefusal} with the first finding when it is not sound. */
    synchronized RulePack activate(Path folder, String by) {
        PackCheck.Checked checked = check.check(folder);
        if (!checked.passed()) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.INVALID,
                    folder.getFileName() + "/" + checked.findings().get(0));
        }
        RulePack pack = checked.pack().orElseThrow();
        known.put(pack.hash(), pack);
        refuseLooserThanSafety(pack.limits());
        if (pack.hash().equals(activeHash())) {
            core.compiler().keep(pack);
            return pack;
        }
        String name = folder.getFileName().toString();
        StagedContent.events(core.now(), name, pack.content()).forEach(core::append);
        core.append(new EngineEvent.PackActivated(core.now(), pack.hash(), by));
        awaitActive(pack.hash());
        LOG.info("rule pack {} {} judges from now on", name, pack.hash());
        core.compiler().keep(pack);
        lastError = "";
        return pack;
    }

    /**
     * A start that had to compile the pack that judges runs its cases and keeps its classes: the next start need not. In the
     * background, since the pack was published and judges already.
     */
    void keepActive() {
        active().filter(pack -> !core.compiler().isKept(pack.hash())).ifPresent(pack -> {
            Thread keeper = new Thread(() -> keepChecked(pack), "pack-keeper");
            keeper.setDaemon(true);
            keeper.start();
        });
    }

    private void keepChecked(RulePack pack) {
        PackCheck.Checked checked = check.check(pack.content());
        if (checked.passed()) {
            core.compiler().keep(pack);
        } else {
            LOG.error(
                    "rule pack {} judges, but a case that held when it was published does not hold on this version: {}",
                    pack.hash(),
                    checked.findings().get(0));
        }
    }

    /** The caps of etc/safety.cfg stand above every pack: a limit beyond one of them would only pretend to be a limit. */
    private void refuseLooserThanSafety(LimitTable limits) {
        refuseLooser(limits, LimitField.ORDER_QUANTITY_MAX, safety.orderQuantityMax());
        refuseLooser(limits, LimitField.ORDER_NOTIONAL_MAX, safety.orderNotionalMax());
        refuseLooser(limits, LimitField.GROSS_MAX, safety.grossMax());
        refuseLooser(limits, LimitField.ORDERS_PER_SECOND_MAX, safety.ordersPerSecond());
    }

    private static void refuseLooser(LimitTable limits, LimitField field, double cap) {
        limits.loosest(field).filter(loosest -> loosest > cap).ifPresent(loosest -> {
            throw new ServerRefusal(
                    ServerRefusal.Kind.INVALID,
                    LimitTable.FILE + ": " + field.kebab() + " is " + loosest + ", looser than the cap of " + cap
                            + " in etc/safety.cfg");
        });
    }

    private void awaitActive(PackHash hash) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ACTIVATION_SECONDS_MAX);
        while (!hash.equals(activeHash())) {
            if (System.nanoTime() > deadline) {
                throw new ServerRefusal(
                        ServerRefusal.Kind.UNRESOLVED,
                        "pack " + hash + " was staged but did not come to judge in time");
            }
            Thread.onSpinWait();
        }
    }

    private PackHash activeHash() {
        try {
            return core.core()
                    .ask(engine -> engine.policy().activePack())
                    .get(ACTIVATION_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerRefusal(ServerRefusal.Kind.NOT_READY, "the server is stopping");
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_READY, "the engine does not answer: " + e.getMessage());
        }
    }

    /** The pack that judges, as far as this process has read it. */
    synchronized Optional<RulePack> active() {
        PackHash hash = activeHash();
        return Optional.ofNullable(known.computeIfAbsent(hash, this::readKept));
    }

    /** A restart finds the active pack in the log's content only. */
    private RulePack readKept(PackHash hash) {
        Path kept = home.data().resolve("content").resolve(hash.hex());
        try {
            return Files.isRegularFile(kept)
                    ? RulePack.read(PackContent.ofBytes(Files.readAllBytes(kept)), new ArrayList<>())
                            .orElse(null)
                    : null;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the kept content of pack {} cannot be read: {}", hash, e.getMessage());
            return null;
        }
    }

    /** The limits of the active pack. */
    Optional<LimitTable> limits() {
        return active().map(RulePack::limits);
    }

    /** All packs: the folders, and which of them judges. */
    synchronized RulesView view() {
        PackHash active = activeHash();
        List<RulesView.PackView> packs = new ArrayList<>();
        active().ifPresent(pack -> packs.add(view(pack.manifest().name(), pack, "ACTIVE")));
        for (Path folder : folders()) {
            try {
                PackContent content = PackContent.ofFolder(folder);
                if (!content.hash().equals(active)) {
                    RulePack pack = RulePack.read(content, new ArrayList<>()).orElse(null);
                    packs.add(
                            pack == null
                                    ? new RulesView.PackView(
                                            folder.getFileName().toString(),
                                            content.hash().hex(),
                                            "DRAFT",
                                            0)
                                    : view(folder.getFileName().toString(), pack, "DRAFT"));
                }
            } catch (IOException | IllegalArgumentException e) {
                packs.add(new RulesView.PackView(folder.getFileName().toString(), "", "DRAFT", 0));
            }
        }
        return new RulesView(active.hex(), packs, lastError, core.core().processed());
    }

    private static RulesView.PackView view(String name, RulePack pack, String state) {
        int rules = pack.rules(Ring.GATE).size() + pack.rules(Ring.WATCH).size();
        return new RulesView.PackView(name, pack.hash().hex(), state, rules);
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        if (!Files.isDirectory(home.rules())) {
            return folders;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(home.rules(), Files::isDirectory)) {
            children.forEach(folders::add);
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", home.rules(), e.getMessage());
        }
        folders.sort(Path::compareTo);
        return folders;
    }

    private void watch() {
        while (running) {
            try {
                Thread.sleep(LOOK_MILLIS);
                active().ifPresent(pack ->
                        look(home.rules().resolve(pack.manifest().name())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("the rule folders could not be looked at: {}", e.getMessage());
            }
        }
    }

    /** Takes up what a folder holds once it holds it for two looks in a row: a file that is half written is not taken. */
    private void look(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        PackHash now;
        try {
            now = PackContent.ofFolder(folder).hash();
        } catch (IOException | IllegalArgumentException e) {
            fail(folder, e.getMessage());
            return;
        }
        PackHash before = seen.put(folder.toString(), now);
        if (now.equals(activeHash())) {
            lastError = ""; // also when somebody took back what was wrong
            return;
        }
        if (!now.equals(before) || now.equals(lastRefused)) {
            return;
        }
        try {
            activate(folder, "dev-folder");
        } catch (ServerRefusal e) {
            lastRefused = now;
            fail(folder, e.getMessage());
        }
    }

    private void fail(Path folder, String message) {
        if (!message.equals(lastError)) {
            LOG.warn("rule pack in {} is not taken, the active one goes on: {}", folder, message);
        }
        lastError = message;
    }

    @Override
    public void close() {
        running = false;
        if (watcher != null) {
            watcher.interrupt();
        }
    }
}
