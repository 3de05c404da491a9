package io.portcullis.policy.gate;

import io.portcullis.policy.Finding;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.RuleFunctions;
import io.portcullis.policy.language.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/**
 * What the rule engine compiles: the rules of one file at a time, each file a package of its own, and only those whose text it does
 * not know yet. An edit of one file of a large pack compiles that file; several new ones are compiled side by side. One thread.
 */
final class RuleBuilds {
    /** The generated last rule: that it fired proves that the evaluation came to its end. */
    static final String COMPLETE = "portcullis.complete";

    private static final String PACKAGE = "portcullis.pack.";
    private static final int PACKAGES_MAX = 16;
    private static final AtomicLong NAMES = new AtomicLong();
    private static final ClassLoader CLASS_PATH = new KnownMisses(PackCompiler.class.getClassLoader());

    private final Map<String, RuleClasses> known;
    private final AtomicLong builds = new AtomicLong();

    /** @param keptMax so many texts are remembered */
    RuleBuilds(int keptMax) {
        this.known = PackCompiler.newestOf(keptMax);
    }

    /** How many rings had something to compile. Any thread. */
    long count() {
        return builds.get();
    }

    /** The classes of the rules of one ring. */
    RuleClasses of(Ring ring, List<Rule> rules) throws PackRefusedException {
        Map<String, RuleClasses> parts = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String text : texts(ring, rules)) {
            RuleClasses classes = known.get(text);
            if (classes == null) {
                unknown.add(text);
            } else {
                parts.put(text, classes);
            }
        }
        if (!unknown.isEmpty()) {
            parts.putAll(built(ring, unknown));
            builds.incrementAndGet();
        }
        known.putAll(parts);
        return RuleClasses.joined(parts.values());
    }

    private static Map<String, RuleClasses> built(Ring ring, List<String> texts) throws PackRefusedException {
        List<Outcome> outcomes =
                texts.parallelStream().map(text -> Outcome.of(ring, text)).toList();
        Map<String, RuleClasses> built = new LinkedHashMap<>();
        List<Finding> errors = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            built.put(texts.get(i), outcomes.get(i).classes());
            errors.addAll(outcomes.get(i).errors());
        }
        if (!errors.isEmpty()) {
            throw new PackRefusedException(errors);
        }
        return built;
    }

    /** What became of one text: classes or errors. */
    private record Outcome(RuleClasses classes, List<Finding> errors) {
        /** One module for each text: describing several bases in one would need the rule engine's XML support, which is banned. */
        static Outcome of(Ring ring, String text) {
            KieServices services = KieServices.get();
            // Every build has its own name: the engine keeps modules by name, and several builds may go on at the same
            // time.
            ReleaseId release = services.newReleaseId("portcullis", ring.folder(), "build-" + NAMES.incrementAndGet());
            KieFileSystem files = services.newKieFileSystem();
            files.generateAndWritePomXML(release);
            String where =
                    text.substring("package ".length(), text.indexOf(';')).replace('.', '/');
            files.write("src/main/resources/" + where + "/rules.drl", text);
            try {
                KieBuilder builder = services.newKieBuilder(files, CLASS_PATH).buildAll(ExecutableModelProject.class);
                List<Finding> errors = builder.getResults().getMessages(Message.Level.ERROR).stream()
                        .map(message -> Finding.in("pack", "the rule engine refuses the pack: " + message.getText()))
                        .toList();
                return errors.isEmpty()
                        ? new Outcome(RuleClasses.of((InternalKieModule) builder.getKieModule(), ring), errors)
                        : new Outcome(null, errors);
            } finally {
                services.getRepository().removeKieModule(release);
            }
        }
    }

    static String packageOf(Ring ring) {
        return PACKAGE + ring.folder();
    }

    /** All that is compiled for a ring. */
    static String text(Ring ring, List<Rule> rules) {
        return String.join("\n", texts(ring, rules));
    }

    /** What is compiled, a text for each package; the first has the rule that comes last. */
    private static List<String> texts(Ring ring, List<Rule> rules) {
        boolean few = rules.stream().map(Rule::file).distinct().count() <= PACKAGES_MAX;
        Map<String, List<Rule>> packages = new TreeMap<>();
        for (Rule rule : rules) {
            packages.computeIfAbsent(few ? ofFile(rule.file()) : ofMany(rule.file()), name -> new ArrayList<>())
                    .add(rule);
        }
        if (packages.isEmpty()) {
            packages.put("empty", List.of());
        }
        List<String> texts = new ArrayList<>();
        packages.forEach((name, own) -> texts.add(drl(ring, packageOf(ring) + "." + name, own, texts.isEmpty())));
        return texts;
    }

    /** Files whose names differ in punctuation alone share a package. */
    private static String ofFile(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return "of_" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    }

    /** Each build costs some tens of milliseconds beside its rules, so many files share packages: each always the same one. */
    private static String ofMany(String file) {
        return "part_" + Math.floorMod(file.hashCode(), PACKAGES_MAX);
    }

    /** Everything around the rules is ours, and so is every character inside them. */
    private static String drl(Ring ring, String name, List<Rule> rules, boolean withLast) {
        Vocabulary vocabulary = Vocabulary.of(ring);
        String verdicts = switch (ring) {
            case GATE -> GateVerdicts.class.getName();
            case WATCH -> WatchVerdicts.class.getName();
        };
        Class<?> facts = vocabulary.facts();
        StringBuilder text = new StringBuilder("package " + name + ";\n");
        text.append("import ").append(facts.getName()).append(";\n");
        text.append("import ").append(RuleFunctions.class.getName()).append(";\n");
        text.append("global ").append(verdicts).append(" verdict;\n\n");
        rules.forEach(rule -> text.append(rule.drl()).append('\n'));
        if (withLast) {
            text.append("rule \"" + COMPLETE + "\" salience " + Integer.MIN_VALUE + "\nwhen\n");
            text.append("    ").append(facts.getSimpleName()).append("()\n");
            text.append("then\n    verdict.complete();\nend\n");
        }
        return text.toString();
    }
}
