package io.portcullis.host.live;

import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.SafetySettings;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.server.PackAnswer;
import io.portcullis.host.server.RulesView;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.server.Tightening;
import io.portcullis.host.timemachine.PackHistory;
import io.portcullis.model.event.EngineEvent.PackIntent;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.Ring;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rule folders, and the packs that judge or may: what people ask for, and in dev what they save. */
final class RuleRoom implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleRoom.class);
    private static final long LOOK_MILLIS = 250;
    private static final long HISTORY_SECONDS_MAX = 20;

    private final Home home;
    private final TradingCore core;
    private final PackStage stage;
    private final PackLife life;
    private final LimitDesk limitDesk;
    private final Map<String, PackHash> seen = new TreeMap<>();
    private final Map<PackHash, RulePack> known = new LinkedHashMap<>();
    private final Thread watcher;
    private volatile String lastError = "";
    private volatile boolean running = true;
    private PackHash lastRefused = PackHash.NONE;
    private PackHash lastTaken = PackHash.NONE;

    RuleRoom(Home home, TradingCore core, Questions questions, ApprovalDesk desk, Profile profile) {
        this.home = home;
        this.core = core;
        this.stage = new PackStage(questions, core.compiler(), SafetySettings.read(home), core.content());
        this.life = new PackLife(stage, desk, profile);
        this.limitDesk = new LimitDesk(questions, stage, core.compiler());
        this.watcher = profile == Profile.DEV ? new Thread(this::watch, "rule-folders") : null;
    }

    /** In dev: from now on a saved pack is live once it is sound. In prod a saved file stays a draft. */
    void watchIfDev() {
        if (watcher != null) {
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    /** Checks a folder and makes it judge, without comparing it with anything: for a first start, and for what is saved in dev. */
    void takeUp(Path folder, String by, String reason) {
        synchronized (stage) {
            PackStage.Candidate candidate = stage.check(stage.source(folder.toString()));
            PackHash before = stage.activeHash();
            if (candidate.hash().equals(before)) {
                core.compiler().keep(candidate.pack());
                return;
            }
            stage.propose(candidate, before, PackIntent.ACTIVATION, "", by, reason, candidate.report());
            stage.activate(candidate, by);
        }
        lastError = "";
    }

    /** Puts a pack forward that stands in a folder or in the log; {@code go} makes it judge when one person may do that. */
    PackAnswer putForward(String pack, String by, String reason, boolean go) {
        PackAnswer answer = life.putForward(stage.source(pack), PackIntent.ACTIVATION, by, reason, go);
        lastError = "";
        return answer;
    }

    /** Puts the pack forward that judged before the one that judges. */
    PackAnswer rollback(String by, String reason) {
        PackHash active = stage.activeHash();
        PackHash before = history()
                .before(active)
                .orElseThrow(() -> new ServerRefusal(
                        ServerRefusal.Kind.CONFLICT,
                        "no pack judged before " + active + "; there is nothing to go back to"));
        return life.putForward(stage.kept(before), PackIntent.ROLLBACK, by, reason, true);
    }

    /** What became of the rules; for one question, which takes a bounded time. */
    PackHistory history() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HISTORY_SECONDS_MAX);
        return new PackHistory(core.log(), () -> {
            if (System.nanoTime() > deadline) {
                throw new ServerRefusal(
                        ServerRefusal.Kind.BUSY,
                        "more than " + HISTORY_SECONDS_MAX + " s of reading; ask for fewer steps");
            }
        });
    }

    /** See {@link PackStage#keepActive}. */
    void keepActive() {
        active().ifPresent(stage::keepActive);
    }

    /** The pack that judges, as far as this process has read it. */
    synchronized Optional<RulePack> active() {
        return Optional.ofNullable(known.computeIfAbsent(stage.activeHash(), this::readKept));
    }

    private RulePack readKept(PackHash hash) {
        try {
            return hash.equals(PackHash.NONE)
                    ? null
                    : RulePack.read(stage.kept(hash).content(), new ArrayList<>())
                            .orElse(null);
        } catch (ServerRefusal e) {
            LOG.warn("the kept content of pack {} cannot be read: {}", hash, e.getMessage());
            return null;
        }
    }

    /** The limits of the active pack. */
    Optional<LimitTable> limits() {
        return active().map(RulePack::limits);
    }

    /** Lowers a limit for a while. */
    void tighten(Tightening tightening, String by) {
        limitDesk.tighten(tightening, by);
    }

    /** All packs: the folders, and which of them judges. */
    synchronized RulesView view() {
        PackHash active = stage.activeHash();
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

    /**
     * Takes up what a folder holds once it holds it for two looks in a row: a file that is half written is not taken. What people
     * activated or rolled back meanwhile stays until somebody saves again.
     */
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
        if (now.equals(stage.activeHash())) {
            lastError = ""; // also when somebody took back what was wrong
            lastTaken = now;
            return;
        }
        if (!now.equals(before) || now.equals(lastRefused) || now.equals(lastTaken)) {
            return;
        }
        try {
            takeUp(folder, "dev-folder", "a file was saved");
            lastTaken = now; // the next look may find it replaced by what was taken before
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
