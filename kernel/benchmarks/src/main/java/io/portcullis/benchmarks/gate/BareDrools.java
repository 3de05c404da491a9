package io.portcullis.benchmarks.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.pack.PackContent;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * The same rules the way Drools is used where nothing has to be proven: the officers' text as plain DRL in one stateful
 * session, the facts that changed updated, all rules fired. No limits table, no check of the facts, no manifest, no last rule:
 * silence allows. The limits are inserted once; the agent fact, which no rule reads, not at all.
 */
final class BareDrools extends OnFacts implements AutoCloseable {
    private static final String PACKAGE = "package portcullis.bare;\n";
    private static final Pattern RULE_OR_DENIAL = Pattern.compile("rule \"([^\"]+)\"|verdict\\.(deny|warn)\\((\\)?)");

    private final Denials denials = new Denials();
    private final KieSession session;
    private final Object[] changing;
    private final FactHandle[] handles;

    BareDrools(GateOrders orders) {
        super("drools", orders);
        show(0);
        session = session(drl(orders.pack()));
        session.setGlobal("verdict", denials);
        session.insert(facts.limits());
        changing = new Object[] {
            facts.order(),
            facts.instrument(),
            facts.account(),
            facts.exposure(),
            facts.market(),
            facts.session(),
            facts.counters()
        };
        handles = new FactHandle[changing.length];
        for (int i = 0; i < changing.length; i++) {
            handles[i] = session.insert(changing[i]);
        }
    }

    /** The gate rules of the pack with what a DRL file needs around them; a rule passes its own name with its verdict. */
    static String drl(PackContent pack) {
        StringBuilder text = new StringBuilder(PACKAGE);
        text.append("import ").append(GateFacts.class.getPackageName()).append(".*;\n");
        text.append("global ").append(Denials.class.getName()).append(" verdict;\n");
        for (Map.Entry<String, String> file : pack.files().entrySet()) {
            if (file.getKey().startsWith("gate/") && file.getKey().endsWith(".drl")) {
                named(file.getValue(), text);
            }
        }
        return text.toString();
    }

    private static void named(String rules, StringBuilder text) {
        Matcher matcher = RULE_OR_DENIAL.matcher(rules);
        String rule = "";
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                rule = matcher.group(1);
                matcher.appendReplacement(text, Matcher.quoteReplacement(matcher.group()));
            } else {
                boolean plain = ")".equals(matcher.group(3));
                matcher.appendReplacement(
                        text, "verdict." + matcher.group(2) + "(\"" + rule + (plain ? "\")" : "\", "));
            }
        }
        matcher.appendTail(text);
    }

    private static KieSession session(String drl) {
        KieServices services = KieServices.get();
        ReleaseId release = services.newReleaseId("portcullis", "bare", "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        files.write("src/main/resources/portcullis/bare/rules.drl", drl);
        ClassLoader loader = BareDrools.class.getClassLoader();
        KieBuilder builder = services.newKieBuilder(files, loader).buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException("the pack's rules do not compile as plain DRL: " + builder.getResults());
        }
        return services.newKieContainer(release, loader).getKieBase().newKieSession();
    }

    @Override
    public Verdict judge() {
        denials.clear();
        for (int i = 0; i < handles.length; i++) {
            session.update(handles[i], changing[i]);
        }
        session.fireAllRules();
        return denials.verdict();
    }

    @Override
    public List<Reason> reasons() {
        return List.copyOf(denials.reasons());
    }

    @Override
    public void close() {
        session.dispose();
    }
}
