package io.portcullis.host.live;

import io.portcullis.host.approval.DeskLog;
import io.portcullis.host.config.SafetySettings;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.session.StagedContent;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.LimitTightened;
import io.portcullis.model.event.EngineEvent.PackIntent;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.cases.PackCheck;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.gate.PackRefusedException;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rule packs on their way into the log: checked, compiled and warmed here, then staged and activated as events. What fails here changes
 * nothing: the pack that judges goes on. Whoever does several of these steps holds this object's monitor meanwhile.
 */
final class PackStage {
    private static final Logger LOG = LoggerFactory.getLogger(PackStage.class);
    private static final long ACTIVATION_SECONDS_MAX = 30;
    private static final String HASH = "[0-9a-f]{32}";
    private static final int REPORT_CHARACTERS_MAX = 16_000;

    private final DeskLog log;
    private final PackCompiler compiler;
    private final SafetySettings safety;
    private final PackCheck check;
    private final TighteningProof proof;
    private final ContentStore content;

    /** @param content where packs of the log are kept */
    PackStage(DeskLog log, PackCompiler compiler, SafetySettings safety, ContentStore content) {
        this.log = log;
        this.compiler = compiler;
        this.safety = safety;
        this.content = content;
        this.check = new PackCheck(compiler);
        this.proof = new TighteningProof(compiler);
    }

    /**
     * A pack that may judge.
     *
     * @param compiled it
     * @param cases how many cases it passed
     */
    record Candidate(CompiledPack compiled, int cases) {
        PackHash hash() {
            return pack().hash();
        }

        RulePack pack() {
            return compiled.pack();
        }

        String name() {
            return pack().manifest().name();
        }

        /** What the check said, for people. */
        List<String> report() {
            return List.of(pack().rules().size() + " rules, " + cases + " cases passed, every rule is covered");
        }
    }

    /** A pack by its folder, or by the hash under which the log has it. */
    PackSource source(String pack) {
        if (pack.matches(HASH)) {
            return kept(new PackHash(pack));
        }
        Path folder = Path.of(pack);
        try {
            return new PackSource(String.valueOf(folder.getFileName()), PackContent.ofFolder(folder));
        } catch (IOException e) {
            throw new ServerRefusal(ServerRefusal.Kind.INVALID, e.getMessage());
        }
    }

    /** A pack that came through the log. */
    PackSource kept(PackHash pack) {
        try {
            PackContent kept = PackContent.ofBytes(content.bytes(pack));
            if (!kept.hash().equals(pack)) {
                throw new ServerRefusal(ServerRefusal.Kind.CONFLICT, "the kept rule pack " + pack + " is damaged");
            }
            return new PackSource(pack.hex(), kept);
        } catch (IOException | IllegalArgumentException e) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.NOT_FOUND, "no pack " + pack + " came through this log: " + e.getMessage());
        }
    }

    /**
     * Checks a pack with all its cases, and that what people tightened stays tighter over it; {@link ServerRefusal} with the first finding
     * when one of the two does not hold.
     */
    Candidate check(PackSource source) {
        PackCheck.Checked checked = check.check(source.content());
        if (!checked.passed()) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.INVALID,
                    source.name() + "/" + checked.findings().get(0));
        }
        refuseLooserThanSafety(checked.pack().orElseThrow().limits());
        Candidate candidate = new Candidate(compiled(source), checked.cases());
        requireTightened(candidate.compiled());
        return candidate;
    }

    private CompiledPack compiled(PackSource source) {
        try {
            return compiler.await(source.content());
        } catch (PackRefusedException e) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.INVALID,
                    source.name() + "/" + e.findings().get(0));
        }
    }

    /** A limit that somebody lowered was proven to be a ceiling in the pack of then; a pack to which it is a floor would let more through. */
    private void requireTightened(CompiledPack pack) {
        long now = log.now();
        for (LimitTightened each :
                log.ask(engine -> engine.books().tightenings().inForce(now))) {
            LimitField.named(each.limit())
                    .flatMap(limit -> proof.objection(pack, limit, each.value()))
                    .ifPresent(objection -> {
                        throw new ServerRefusal(
                                ServerRefusal.Kind.CONFLICT,
                                each.by() + " lowered " + each.limit() + " of " + each.scope() + " to " + each.value()
                                        + " until " + Instant.ofEpochSecond(0, each.untilNanos()) + ", and " + objection
                                        + "; mend the rules, or wait until it has ended");
                    });
        }
    }

    /** A pack of the log, compiled. */
    CompiledPack compiled(PackHash pack) throws PackRefusedException {
        return compiler.await(kept(pack).content());
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

    /** Puts a pack and what is known of it into the log; it does not judge yet. */
    void propose(
            Candidate candidate,
            PackHash before,
            PackIntent intent,
            String effect,
            String by,
            String reason,
            List<String> report) {
        StagedContent.events(log.now(), candidate.name(), candidate.pack().content())
                .forEach(log::append);
        String text = String.join("\n", report);
        log.append(new EngineEvent.PackProposed(
                log.now(),
                candidate.hash(),
                candidate.name(),
                before,
                intent,
                effect,
                by,
                reason,
                text.length() <= REPORT_CHARACTERS_MAX ? text : text.substring(0, REPORT_CHARACTERS_MAX)));
    }

    /** Makes a proposed pack judge, and returns when it does. */
    void activate(Candidate candidate, String by) {
        log.append(new EngineEvent.PackActivated(log.now(), candidate.hash(), by));
        awaitActive(candidate.hash());
        LOG.info("rule pack {} {} judges from now on", candidate.name(), candidate.hash());
        compiler.keep(candidate.pack());
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

    /** The pack that judges. */
    PackHash activeHash() {
        return log.ask(engine -> engine.policy().activePack());
    }

    /**
     * A start that had to compile the pack that judges runs its cases and keeps its classes: the next start need not. In the
     * background, since the pack was published and judges already.
     */
    void keepActive(RulePack pack) {
        if (!compiler.isKept(pack)) {
            Thread keeper = new Thread(() -> keepChecked(pack), "pack-keeper");
            keeper.setDaemon(true);
            keeper.start();
        }
    }

    private void keepChecked(RulePack pack) {
        PackCheck.Checked checked = check.check(pack.content());
        if (checked.passed()) {
            compiler.keep(pack);
        } else {
            LOG.error(
                    "rule pack {} judges, but a case that held when it was published does not hold on this version: {}",
                    pack.hash(),
                    checked.findings().get(0));
        }
    }

    /** The log position as of which answers are true. */
    long position() {
        return log.position();
    }
}
