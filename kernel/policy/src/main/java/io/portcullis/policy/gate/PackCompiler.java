package io.portcullis.policy.gate;

import io.portcullis.model.id.PackHash;
import io.portcullis.policy.Finding;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.kie.api.KieBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles packs on a thread of its own, once per content: whoever checks a pack, stages it and activates it gets
 * the same result. Thread-safe; close it with the server.
 */
public final class PackCompiler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PackCompiler.class);

    static final int KEPT_MAX = 8;
    private static final int FILES_KEPT_MAX = 64;

    private final ExecutorService thread;
    private final Map<PackHash, Future<CompiledPack>> compiled;
    private final Map<CompiledPack, Future<Agreement>> agreements = new WeakHashMap<>();
    /** By rule text, since most edits touch a limit or a case and no rule. Used on the compiler's thread only. */
    private final Map<String, Linked> bases;

    private final KeptClasses kept;
    private final Function<CompiledPack, List<Finding>> proof;
    private final Set<String> keptRules = ConcurrentHashMap.newKeySet();
    /** The rules that were kept last, hence the last to be forgotten. */
    private final AtomicReference<String> newestKept = new AtomicReference<>("");

    private final RuleBuilds builds = new RuleBuilds(FILES_KEPT_MAX);

    /** A base and the classes that it was linked from. */
    private record Linked(RuleClasses classes, KieBase base) {}

    /** Compiles every pack itself. Starts without a thread; it appears with the first pack and ends a minute after the last one. */
    public PackCompiler() {
        this(KeptClasses.NONE, compiled -> List.of());
    }

    /**
     * Links a pack whose classes were kept, and compiles the others.
     *
     * @param proof what a pack must show before classes that were kept may judge: what is wrong, or nothing
     */
    public PackCompiler(KeptClasses kept, Function<CompiledPack, List<Finding>> proof) {
        this.kept = kept;
        this.proof = proof;
        ThreadPoolExecutor single =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), work -> {
                    Thread created = Executors.defaultThreadFactory().newThread(work);
                    created.setName("pack-compiler");
                    created.setDaemon(true);
                    return created;
                });
        single.allowCoreThreadTimeOut(true);
        this.thread = single;
        this.compiled = newestOf(KEPT_MAX);
        this.bases = newestOf(2 * KEPT_MAX);
    }

    /** Begins to compile; the future fails with {@link PackRefusedException} when the pack cannot judge. */
    public Future<CompiledPack> submit(PackContent content) {
        PackHash hash = content.hash(); // digests everything, and an engine may be waiting for this lock
        synchronized (this) {
            return compiled.computeIfAbsent(hash, each -> thread.submit(() -> compile(content)));
        }
    }

    /**
     * Begins to read and to compile what came through the log under a hash; a pack that is known under it is not read again. The future
     * fails with {@link PackRefusedException} also when these are not its bytes.
     */
    public synchronized Future<CompiledPack> submit(PackHash hash, byte[] bytes) {
        return compiled.computeIfAbsent(hash, each -> thread.submit(() -> compile(read(each, bytes))));
    }

    /** Bytes that are damaged say nothing about the pack with that hash, so nothing of them is remembered. */
    private PackContent read(PackHash hash, byte[] bytes) throws PackRefusedException {
        String wrong;
        try {
            PackContent content = PackContent.ofBytes(bytes);
            if (content.hash().equals(hash)) {
                return content;
            }
            wrong = "it was staged with the content of " + content.hash();
        } catch (IllegalArgumentException e) {
            wrong = e.getMessage();
        }
        synchronized (this) {
            compiled.remove(hash);
        }
        throw new PackRefusedException(List.of(Finding.in("pack", wrong)));
    }

    /**
     * Compiles and waits.
     *
     * @throws PackRefusedException with the findings when the pack cannot judge
     */
    public CompiledPack await(PackContent content) throws PackRefusedException {
        return await(submit(content));
    }

    /**
     * Keeps the classes of a pack's rules for later processes; for packs that were checked with all their cases and judge. It goes
     * on in the background, and what fails of it costs the next start its compiler, no more.
     */
    public void keep(RulePack pack) {
        String rules = Maker.rulesOf(pack);
        if (!rules.equals(newestKept.getAndSet(rules))) {
            keptRules.add(rules);
            try {
                thread.submit(() -> keepNow(pack, rules));
            } catch (RejectedExecutionException e) {
                forget(rules); // the server stops
            }
        }
    }

    private void forget(String rules) {
        keptRules.remove(rules);
        newestKept.compareAndSet(rules, "");
    }

    /** True when a later process finds the classes of this pack's rules, or will: they are kept, or about to be. */
    public boolean isKept(RulePack pack) {
        return keptRules.contains(Maker.rulesOf(pack));
    }

    /** How many rings of packs had a file to compile, not counting those whose classes were known or kept. */
    public long builds() {
        return builds.count();
    }

    /**
     * Begins to make the classes of a pack, and to hold them against Drools; once they agree they may judge. Once for each pack.
     */
    public synchronized Future<Agreement> agree(CompiledPack pack) {
        return agreements.computeIfAbsent(pack, each -> thread.submit(() -> Agreement.reach(each, this::rest)));
    }

    /** The same, and waits for it. */
    public Agreement awaitAgreement(CompiledPack pack) throws PackRefusedException {
        return await(agree(pack));
    }

    /** Ends the thread; what is compiled keeps working. */
    @Override
    public void close() {
        // whoever waits for work that will not be done any more must not wait for ever
        thread.shutdownNow().forEach(work -> ((Future<?>) work).cancel(true));
    }

    /** The rule engine's bases of those rules that are in no class. */
    private CompiledPack rest(RulePack pack, PackProgram program) throws PackRefusedException {
        return new CompiledPack(
                pack,
                base(pack, Ring.GATE, program.gate().left()),
                base(pack, Ring.WATCH, program.watch().left()));
    }

    private KieBase base(RulePack pack, Ring ring, Map<String, String> left) throws PackRefusedException {
        List<Rule> rules = pack.rules(ring).stream()
                .filter(rule -> left.containsKey(rule.id()))
                .toList();
        return linked(builds.of(ring, rules)).base();
    }

    /** Waits for what was begun; {@link PackRefusedException} when it came to nothing. */
    public static <T> T await(Future<T> future) throws PackRefusedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof PackRefusedException refused) {
                throw refused;
            }
            throw new PackRefusedException(List.of(Finding.in("pack", "compiling failed: " + e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a pack was compiled", e);
        }
    }

    /** A map that forgets what was asked for the longest ago. */
    static <K, V> Map<K, V> newestOf(int kept) {
        return new LinkedHashMap<>(kept, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > kept;
            }
        };
    }

    private CompiledPack compile(PackContent content) throws PackRefusedException {
        List<Finding> findings = new ArrayList<>();
        RulePack pack = RulePack.read(content, findings).orElseThrow(() -> new PackRefusedException(findings));
        linkKept(pack);
        long before = builds.count();
        CompiledPack result = new CompiledPack(pack, base(pack, Ring.GATE), base(pack, Ring.WATCH));
        if (builds.count() > before) {
            LOG.info("rule pack {} was compiled", pack.hash());
            WarmUp.run(result);
        }
        return result;
    }

    /** Classes of an earlier process must show what a pack shows before it is published. What fails is compiled instead. */
    private void linkKept(RulePack pack) {
        if (areLinked(pack)) {
            return;
        }
        try {
            String rules = Maker.rulesOf(pack);
            Optional<byte[]> bytes = kept.read(rules, Maker.of(pack));
            if (bytes.isPresent()) {
                linkProven(pack, PackClasses.decode(bytes.get()));
                keptRules.add(rules);
                LOG.info(
                        "rule pack {} is linked from the classes that were kept when its rules were published",
                        pack.hash());
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("the kept classes of rule pack {} are not used, it is compiled: {}", pack.hash(), e.toString());
        }
    }

    private boolean areLinked(RulePack pack) {
        return bases.containsKey(RuleBuilds.text(Ring.GATE, pack.rules(Ring.GATE)))
                && bases.containsKey(RuleBuilds.text(Ring.WATCH, pack.rules(Ring.WATCH)));
    }

    private void linkProven(RulePack pack, Map<Ring, RuleClasses> classes) throws IOException {
        Linked gate = linked(classes.get(Ring.GATE));
        Linked watch = linked(classes.get(Ring.WATCH));
        CompiledPack linked = new CompiledPack(pack, gate.base(), watch.base());
        for (Ring ring : Ring.values()) {
            if (linked.rulesIn(ring) != pack.manifestIds(ring).size()) {
                throw new IOException(linked.rulesIn(ring) + " rules in " + ring + ", the manifest has "
                        + pack.manifestIds(ring).size());
            }
        }
        List<Finding> wrong = proof.apply(linked);
        if (!wrong.isEmpty()) {
            throw new IOException(wrong.get(0).toString());
        }
        bases.put(RuleBuilds.text(Ring.GATE, pack.rules(Ring.GATE)), gate);
        bases.put(RuleBuilds.text(Ring.WATCH, pack.rules(Ring.WATCH)), watch);
    }

    private static Linked linked(RuleClasses classes) {
        return new Linked(classes, classes.link());
    }

    private void keepNow(RulePack pack, String rules) {
        Linked gate = bases.get(RuleBuilds.text(Ring.GATE, pack.rules(Ring.GATE)));
        Linked watch = bases.get(RuleBuilds.text(Ring.WATCH, pack.rules(Ring.WATCH)));
        try {
            if (gate == null || watch == null) {
                throw new IOException("too many other packs were compiled since");
            }
            byte[] bytes = PackClasses.encode(Map.of(Ring.GATE, gate.classes(), Ring.WATCH, watch.classes()));
            kept.write(rules, Maker.of(pack), bytes);
        } catch (IOException | RuntimeException | LinkageError e) {
            forget(rules);
            LOG.warn("the classes of rule pack {} are not kept, a restart compiles it: {}", pack.hash(), e.toString());
        }
    }

    private KieBase base(RulePack pack, Ring ring) throws PackRefusedException {
        List<Rule> rules = pack.rules(ring);
        String text = RuleBuilds.text(ring, rules);
        Linked known = bases.get(text);
        if (known == null) {
            known = linked(builds.of(ring, rules));
            bases.put(text, known);
        }
        return known.base();
    }
}
