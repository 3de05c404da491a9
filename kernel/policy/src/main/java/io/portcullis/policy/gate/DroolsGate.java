package io.portcullis.policy.gate;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.pack.PackContent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy ring on Drools, and on the classes that a pack's rules become. One engine thread; any number of gates may share a {@link PackCompiler}.
 *
 * <p>A pack is swapped as a whole: until {@link #activate} has a complete new base, the old one judges.
 */
public final class DroolsGate implements PolicyGate, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DroolsGate.class);
    private static final String LOGGED = "its classes and Drools were found to differ";

    private final PackCompiler compiler;
    private final boolean eager;
    private final Map<PackHash, byte[]> staged = new HashMap<>();
    private final Set<PackHash> distrusted = new HashSet<>();
    private CompiledPack pack;
    private PackProgram program;
    private PackJudge active;
    private SecondOpinion opinion;
    private boolean compiling;
    private boolean failureLogged;

    private DroolsGate(PackCompiler compiler, boolean eager) {
        this.compiler = compiler;
        this.eager = eager;
    }

    /** A gate that compiles a pack as soon as it is staged, on the compiler's thread. */
    public static DroolsGate eager(PackCompiler compiler) {
        return new DroolsGate(compiler, true);
    }

    /** A gate that compiles a pack when it is activated: for replay, which passes over many packs. */
    public static DroolsGate lazy(PackCompiler compiler) {
        return new DroolsGate(compiler, false);
    }

    /**
     * From now on a pack's classes judge as soon as they and Drools agree; that is found out on the compiler's thread. Before the
     * first order, or on the engine's thread.
     *
     * @param sampled gets a sample of what the classes decide; null for none. Not closed with the gate
     */
    public void judgeCompiled(SecondOpinion sampled) {
        compiling = true;
        opinion = sampled;
        if (pack != null) {
            compiler.agree(pack);
        }
    }

    /** By what orders are judged now, for people. */
    public String judgedBy() {
        return pack == null ? "no pack" : pack.judgedBy();
    }

    @Override
    public PackHash activePack() {
        return active == null ? PackHash.NONE : active.pack().hash();
    }

    @Override
    public String version() {
        return "drools " + Maker.droolsVersion();
    }

    @Override
    public void stage(PackHash pack, String name, byte[] content) {
        staged.put(pack, content);
        if (eager) {
            compiler.submit(pack, content);
        }
    }

    @Override
    public void activate(PackHash hash) {
        CompiledPack next = compiled(hash);
        if (distrusted.contains(hash)) {
            next.distrust(LOGGED);
        } else if (compiling) {
            compiler.agree(next);
        }
        pack = next;
        judgeBy(compiling ? next.program() : null);
        failureLogged = false;
    }

    @Override
    public void fallBack(PackHash hash) {
        distrusted.add(hash);
        if (pack != null && pack.pack().hash().equals(hash)) {
            pack.distrust(LOGGED);
        }
    }

    private void judgeBy(PackProgram next) {
        if (active != null) {
            active.close();
        }
        program = next;
        active = new PackJudge(pack, next);
    }

    /** The judge of the active pack. Whether its classes may judge is found out on other threads, and asked for every time. */
    private PackJudge current() {
        if (compiling && program != pack.program()) {
            judgeBy(pack.program());
            LOG.info("Pack {} is judged by {}", activePack(), pack.judgedBy());
        }
        return active;
    }

    @Override
    public Ruling judge(GateFacts facts) {
        if (active == null) {
            return PackJudge.denied(ReasonCode.NO_PACK);
        }
        Ruling ruling = current().judge(facts);
        logFailure();
        if (program != null && opinion != null) {
            opinion.show(pack, facts, ruling);
        }
        return ruling;
    }

    @Override
    public WatchRuling watch(WatchFacts facts) {
        if (active == null) {
            return WatchRuling.NONE;
        }
        WatchRuling ruling = current().watch(facts);
        logFailure();
        if (program != null && opinion != null) {
            opinion.show(pack, facts, ruling);
        }
        return ruling;
    }

    /** How far an order is from each numeric limit; empty without a pack, or when a fact or limit is missing. */
    public List<Headroom> headroom(GateFacts facts) {
        return active == null ? List.of() : active.headroom(facts);
    }

    @Override
    public void close() {
        if (active != null) {
            active.close();
            active = null;
        }
    }

    /** Once for each activation: a rule that throws does so for every order. */
    private void logFailure() {
        if (!failureLogged && !active.failure().isEmpty()) {
            failureLogged = true;
            LOG.warn(
                    "A rule of pack {} failed, and whatever it fails on is refused: {}",
                    activePack(),
                    active.failure());
        }
    }

    /** What was staged under a hash; throws when that was never staged, or is not what its hash says. */
    PackContent content(PackHash pack) {
        try {
            PackContent content = PackContent.ofBytes(bytes(pack));
            if (content.hash().equals(pack)) {
                return content;
            }
        } catch (IllegalArgumentException e) {
            throw cannotJudge(pack, e);
        }
        throw otherContent(pack);
    }

    private byte[] bytes(PackHash pack) {
        byte[] bytes = staged.get(pack);
        if (bytes == null) {
            throw new IllegalStateException("pack " + pack + " was never staged: it cannot judge");
        }
        return bytes;
    }

    /** Whoever published it has had it compiled: then nothing is read here, and the engine's thread does not wait. */
    private CompiledPack compiled(PackHash pack) {
        byte[] bytes = bytes(pack);
        try {
            CompiledPack compiled = PackCompiler.await(compiler.submit(pack, bytes));
            if (compiled.pack().content().isIn(bytes)) {
                return compiled;
            }
        } catch (PackRefusedException | IllegalArgumentException e) {
            throw cannotJudge(pack, e);
        }
        throw otherContent(pack);
    }

    private static IllegalStateException otherContent(PackHash pack) {
        return new IllegalStateException("pack " + pack + " was staged with the content of another: it cannot judge");
    }

    private static IllegalStateException cannotJudge(PackHash pack, Exception cause) {
        return new IllegalStateException("pack " + pack + " cannot judge: " + cause.getMessage(), cause);
    }
}
