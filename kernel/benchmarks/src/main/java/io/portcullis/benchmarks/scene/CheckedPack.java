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
        StringBuilder text = new StringBuilder();
        for (int desk = 1; ids.size() < rules; desk++) {
            String sector = "desk-" + desk;
            for (Kind kind : List.of(Kind.NOTIONAL, Kind.PARTICIPATION, Kind.SHORT)) {
                String id = kind.rule(sector, 0);
                ids.add(id);
                text.append(kind.drl(sector, 0));
                files.put("cases/" + id + ".csv", cases(kind, id, sector));
            }
        }
        files.put("gate/desks.drl", text.toString());
        files.put("pack.yaml", GeneratedPack.manifest(files.get("pack.yaml"), ids));
        return PackContent.of(files);
    }

    private static String cases(Kind kind, String id, String sector) {
        double limit = kind.limit(0);
        boolean sells = kind == Kind.SHORT;
        String sale = sells ? ",true,SELL,false" : "";
        return "case,kind,instrument.sector" + (sells ? ",order.shortSale,order.side,order.buy" : "") + ","
                + FACT.get(kind) + ",verdict,rules\n"
                + row("beyond,fires", sector, sale, limit * 1.01, "DENY," + id)
                + row("on the limit,boundary", sector, sale, limit, "ALLOW,")
                + row("below,passes", sector, sale, limit * 0.99, "ALLOW,");
    }

    private static String row(String name, String sector, String sale, double value, String outcome) {
        return String.format(Locale.ROOT, "%s,%s%s,%s,%s%n", name, sector, sale, value, outcome);
    }
}
