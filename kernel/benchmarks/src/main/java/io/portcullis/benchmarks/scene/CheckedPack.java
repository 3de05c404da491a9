package io.portcullis.benchmarks.scene;

import io.portcullis.benchmarks.scene.GeneratedPack.Kind;
import io.portcullis.policy.Ring;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pack that passes every check: rules/portfolio, and as many rules more as are wanted, three for each of so many desks' sectors, each with
 * its three cases.
 */
public final class CheckedPack {
    private static final Map<Kind, String> FACT = Map.of(
            Kind.NOTIONAL, "order.notional",
            Kind.PARTICIPATION, "market.participation",
            Kind.SHORT, "exposure.shortAfter");

    private static final int DESKS_A_FILE = 50;

    private CheckedPack() {}

    /**
     * The pack's files.
     *
     * @param rules about so many gate rules
     */
    public static PackContent content(int rules) throws IOException {
        SortedMap<String, String> files = new TreeMap<>(Pack.content().files());
        RulePack shipped =
                RulePack.read(PackContent.of(files), new ArrayList<>()).orElseThrow();
        List<String> ids = new ArrayList<>(shipped.manifestIds(Ring.GATE));
        for (int desk = 1; ids.size() < rules; desk++) {
            String sector = "desk-" + desk;
            for (Kind kind : List.of(Kind.NOTIONAL, Kind.PARTICIPATION, Kind.SHORT)) {
                String id = kind.rule(sector, 0);
                ids.add(id);
                // a file of rules may not grow without end
                files.merge("gate/desks-" + desk / DESKS_A_FILE + ".drl", kind.drl(sector, 0), String::concat);
                files.put("cases/" + id + ".csv", cases(kind, id, sector));
            }
        }
        files.put("pack.yaml", GeneratedPack.manifest(files.get("pack.yaml"), ids));
        return PackContent.of(files);
    }

    /** What the base case has of a day's volume is too much for every desk. */
    private static String cases(Kind kind, String id, String sector) {
        double limit = kind.limit(0);
        String fields = "";
        String values = "";
        if (kind != Kind.PARTICIPATION) {
            fields += ",market.participation";
            values += ",0";
        }
        if (kind == Kind.SHORT) {
            fields += ",order.shortSale,order.side,order.buy";
            values += ",true,SELL,false";
        }
        return "case,kind,instrument.sector" + fields + "," + FACT.get(kind) + ",verdict,rules\n"
                + row("beyond,fires", sector + values, limit * 1.01, "DENY," + id)
                + row("on the limit,boundary", sector + values, limit, "ALLOW,")
                + row("below,passes", sector + values, limit * 0.99, "ALLOW,");
    }

    private static String row(String name, String fixed, double value, String outcome) {
        return String.format(Locale.ROOT, "%s,%s,%s,%s%n", name, fixed, value, outcome);
    }
}
