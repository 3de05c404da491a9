package io.portcullis.policy.gate;

import io.portcullis.model.id.PackHash;
import io.portcullis.policy.Finding;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.RuleFunctions;
import io.portcullis.policy.language.Vocabulary;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/**
 * Compiles packs on a thread of its own, once per content: whoever checks a pack, stages it and activates it gets
 * the same result. Thread-safe; close it with the server.
 */
public final class PackCompiler implements AutoCloseable {
    /** The generated last rule: that it fired proves that the evaluation came to its end. */
    static final String COMPLETE = "portcullis.complete";

    private static final String PACKAGE = "portcullis.pack.";
    static final int KEPT_MAX = 8;
    private static final AtomicLong BUILDS = new AtomicLong();

    private final ExecutorService thread;
    private final Map<PackHash, Future<CompiledPack>> compiled;
    private final Map<CompiledPack, Future<Agreement>> agreements = new WeakHashMap<>();
    /** By rule text, since most edits touch a limit or a case and no rule. Used on the compiler's thread only. */
    private final Map<String, KieBase> bases;

    private long builds;

    /** Starts without a thread; it appears with the first pack and ends a minute after the last one. */
    public PackCompiler() {
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
    public synchronized Future<CompiledPack> submit(PackContent content) {
        return compiled.computeIfAbsent(content.hash(), hash -> thread.submit(() -> compile(content)));
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
        return build(pack, ring, drl(ring, rules));
    }

    static <T> T await(Future<T> future) throws PackRefusedException {
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

    private static <K, V> Map<K, V> newestOf(int kept) {
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
        long before = builds;
        CompiledPack result = new CompiledPack(pack, build(pack, Ring.GATE), build(pack, Ring.WATCH));
        if (builds > before) {
            WarmUp.run(result);
        }
        return result;
    }

    /**
     * One module for each ring: describing two bases in one would need the rule engine's XML support, which is
     * banned.
     */
    private KieBase build(RulePack pack, Ring ring) throws PackRefusedException {
        String drl = drl(ring, pack.rules(ring));
        KieBase known = bases.get(drl);
        if (known == null) {
            known = build(pack, ring, drl);
            bases.put(drl, known);
            builds++;
        }
        return known;
    }

    private KieBase build(RulePack pack, Ring ring, String drl) throws PackRefusedException {
        KieServices services = KieServices.get();
        // Every build has its own name: the engine keeps modules by name, and two compilers may work at the same time.
        ReleaseId release = services.newReleaseId(
                "portcullis", ring.folder() + "-" + pack.hash(), "build-" + BUILDS.incrementAndGet());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        files.write("src/main/resources/portcullis/pack/" + ring.folder() + "/rules.drl", drl);
        ClassLoader loader = PackCompiler.class.getClassLoader();
        try {
            KieBuilder builder = services.newKieBuilder(files, loader).buildAll(ExecutableModelProject.class);
            List<Finding> errors = builder.getResults().getMessages(Message.Level.ERROR).stream()
                    .map(message -> Finding.in("pack", "the rule engine refuses the pack: " + message.getText()))
                    .toList();
            if (!errors.isEmpty()) {
                throw new PackRefusedException(errors);
            }
            return services.newKieContainer(release, loader).getKieBase();
        } finally {
            services.getRepository().removeKieModule(release);
        }
    }

    /** What is compiled: everything around the rules is ours, and so is every character inside them. */
    static String drl(Ring ring, List<Rule> rules) {
        Vocabulary vocabulary = Vocabulary.of(ring);
        String verdicts = switch (ring) {
            case GATE -> GateVerdicts.class.getName();
            case WATCH -> WatchVerdicts.class.getName();
        };
        Class<?> facts = vocabulary.facts();
        StringBuilder text = new StringBuilder("package " + PACKAGE + ring.folder() + ";\n");
        text.append("import ").append(facts.getName()).append(";\n");
        text.append("import ").append(RuleFunctions.class.getName()).append(";\n");
        text.append("global ").append(verdicts).append(" verdict;\n\n");
        rules.forEach(rule -> text.append(rule.drl()).append('\n'));
        text.append("rule \"" + COMPLETE + "\" salience " + Integer.MIN_VALUE + "\nwhen\n");
        text.append("    ").append(facts.getSimpleName()).append("()\n");
        return text.append("then\n    verdict.complete();\nend\n").toString();
    }
}
