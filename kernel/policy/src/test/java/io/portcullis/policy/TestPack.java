package io.portcullis.policy;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.policy.pack.PackContent;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds small packs in memory: the manifest names what the rule files hold, unless a test says otherwise. */
public final class TestPack {
    private static final Pattern RULE = Pattern.compile("rule \"([^\"]*)\"|^ROW,([^,]*),", Pattern.MULTILINE);
    private static final String LIMITS = """
            limit,scope,value,unit
            gross-max,global,1.5,fraction
            order-notional-max,global,1000000,money
            drawdown-kill,global,15,percent
            """;

    private final SortedMap<String, String> files = new TreeMap<>();

    private TestPack() {
        files.put("limits.csv", LIMITS);
    }

    public static TestPack empty() {
        return new TestPack();
    }

    public static TestPack gate(String... rules) {
        return empty().file("gate/rules.drl", String.join("\n", rules));
    }

    public static TestPack watch(String... rules) {
        return empty().file("watch/rules.drl", String.join("\n", rules));
    }

    /** A gate rule with these conditions that denies. */
    public static String denyWhen(String id, String conditions) {
        return "rule \"" + id + "\"\nwhen\n    " + conditions + "\nthen\n    verdict.deny();\nend\n";
    }

    public TestPack file(String path, String text) {
        files.put(path, text);
        return this;
    }

    public PackContent content() {
        SortedMap<String, String> all = new TreeMap<>(files);
        all.putIfAbsent("pack.yaml", manifest());
        return PackContent.of(all);
    }

    private String manifest() {
        return "name: test\ndescription: A pack of a test.\ngate: " + ids("gate/") + "\nwatch: " + ids("watch/")
                + "\nlimits: [gross-max, order-notional-max, drawdown-kill]\n";
    }

    private List<String> ids(String folder) {
        List<String> ids = new ArrayList<>();
        files.forEach((path, text) -> {
            Matcher rule = RULE.matcher(text);
            while (path.startsWith(folder) && rule.find()) {
                ids.add("'" + (rule.group(1) == null ? rule.group(2) : rule.group(1)) + "'");
            }
        });
        return ids;
    }

    /** A quiet order of 100 shares at 50 that breaks no sensible rule. */
    public static GateFacts order() {
        GateFacts facts = new GateFacts();
        facts.order().setOrderId("o-1");
        facts.order().setAccount("main");
        facts.order().setSide("BUY");
        facts.order().setBuy(true);
        facts.order().setQuantity(100);
        facts.order().setPrice(50);
        facts.order().setNotional(5000);
        facts.order().setOnTick(true);
        facts.order().setAttributed(true);
        facts.instrument().setSymbol("XYZ");
        facts.instrument().setSector("Technology");
        facts.instrument().setTradable(true);
        facts.account().setId("main");
        facts.account().setEquity(10_000_000);
        facts.account().setPeakEquity(10_000_000);
        facts.exposure().setGrossAfter(0.5);
        facts.market().setReference(50);
        facts.market().setAverageDailyVolume(1_000_000);
        facts.session().setKind("BACKTEST");
        facts.session().setState("NORMAL");
        facts.session().setOpen(true);
        facts.counters().setOrdersThisSecond(1);
        return facts;
    }

    /** A quiet tick. */
    public static WatchFacts tick() {
        WatchFacts facts = new WatchFacts();
        facts.trigger().setKind("TICK");
        facts.trigger().setUp(true);
        facts.account().setId("main");
        facts.account().setEquity(10_000_000);
        return facts;
    }
}
