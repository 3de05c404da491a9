package io.portcullis.policy.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.analysis.Direction;
import io.portcullis.policy.cases.CaseBook;
import io.portcullis.policy.gate.CompiledPack;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.PackContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Edits by chance: whatever is claimed of one holds for every order of many that chance makes up. */
class DirectionPropertyTest {
    private static final long SEED = 20261130;
    private static final int EDITS = 40;
    private static final int ORDERS = 400;
    private static final int CEILINGS = 20_000;
    private static final String[] SCOPES = {
        "sector:Energy", "instrument:XYZ", "account:junior", "venue:dark", "agent:trend"
    };
    private static final String[] NUMBERS = {
        "0", "1", "0.01", "0.05", "0.06", "0.3", "0.6", "1.5", "1.6", "500", "600", "1000", "1000000", "2000000",
        "345600"
    };

    @Test
    void shouldHoldForEveryOrder() throws Exception {
        Random random = new Random(SEED);
        Map<Direction, Integer> seen = new EnumMap<>(Direction.class);
        try (PackCompiler compiler = new PackCompiler()) {
            PackContent shipped = PackContent.ofFolder(Path.of("../../rules/portfolio"));
            CompiledPack before = compiler.await(shipped);
            Map<String, String> base =
                    CaseBook.read(before.pack(), new ArrayList<>()).baseValues(0);
            for (int edit = 0; edit < EDITS; edit++) {
                CompiledPack after = compiler.await(edited(shipped, random));
                PackDiff diff = PackDiff.of(before, after);
                seen.merge(diff.direction(), 1, Integer::sum);
                try (PackJudge old = new PackJudge(before);
                        PackJudge next = new PackJudge(after)) {
                    for (int i = 0; i < ORDERS; i++) {
                        long seed = random.nextLong();
                        double was = passing(old.judge(order(base, new Random(seed))));
                        double now = passing(next.judge(order(base, new Random(seed))));
                        check(diff, was, now, "seed " + SEED + " edit " + edit + " order " + seed);
                    }
                }
            }
        }
        System.out.println("directions: " + seen);
        assertThat(seen).containsKeys(Direction.TIGHTENS, Direction.LOOSENS, Direction.BOTH);
        assertThat(seen.getOrDefault(Direction.CANNOT_TELL, 0)).isLessThan(EDITS / 10);
    }

    @Test
    void shouldNeverLetAnythingPassUnderALowerCeiling() throws Exception {
        Random random = new Random(SEED);
        try (PackCompiler compiler = new PackCompiler()) {
            CompiledPack pack = compiler.await(PackContent.ofFolder(Path.of("../../rules/portfolio")));
            assertThat(compiler.awaitAgreement(pack).reached()).isTrue();
            Map<String, String> base =
                    CaseBook.read(pack.pack(), new ArrayList<>()).baseValues(0);
            int stopped = 0;
            try (PackJudge drools = new PackJudge(pack);
                    PackJudge classes = PackJudge.fastest(pack)) {
                for (int i = 0; i < CEILINGS; i++) {
                    long seed = random.nextLong();
                    String limit = LimitField.values()[random.nextInt(LimitField.values().length)].field();
                    double value = Double.parseDouble(NUMBERS[random.nextInt(NUMBERS.length)]);
                    String where = "seed " + SEED + " order " + seed + " " + limit + " at most " + value;
                    double was = passing(drools.judge(order(base, new Random(seed))));
                    double now = passing(drools.judge(lowered(order(base, new Random(seed)), limit, value)));
                    assertThat(now).as(where).isLessThanOrEqualTo(was);
                    assertThat(passing(classes.judge(lowered(order(base, new Random(seed)), limit, value))))
                            .as(where)
                            .isEqualTo(now);
                    stopped += now < was ? 1 : 0;
                }
            }
            System.out.println("ceilings: " + stopped + " of " + CEILINGS + " orders stopped by one");
            assertThat(stopped).isGreaterThan(CEILINGS / 40);
        }
    }

    private static GateFacts lowered(GateFacts facts, String limit, double value) {
        facts.ceilings().lower(limit, value);
        return facts;
    }

    private static void check(PackDiff diff, double was, double now, String where) {
        String what = where + "\n" + String.join("\n", diff.lines());
        if (diff.direction().neverLoosens()) {
            assertThat(now).as(what).isLessThanOrEqualTo(was);
        }
        if (diff.direction() == Direction.LOOSENS || diff.direction() == Direction.SAME) {
            assertThat(now).as(what).isGreaterThanOrEqualTo(was);
        }
    }

    private static double passing(Ruling ruling) {
        return ruling.verdict() == Verdict.DENY
                ? 0
                : ruling.verdict() == Verdict.REDUCE ? ruling.quantityMax() : Double.MAX_VALUE;
    }

    /** One to three limits of the global scope are moved, or rows of others' own are added. */
    private static PackContent edited(PackContent shipped, Random random) {
        SortedMap<String, String> files = new TreeMap<>(shipped.files());
        List<String> lines = new ArrayList<>(files.get("limits.csv").lines().toList());
        for (int i = random.nextInt(3); i >= 0; i--) {
            int line = 2 + random.nextInt(lines.size() - 2);
            String[] cells = lines.get(line).split(",");
            if (cells.length == 4 && !cells[0].startsWith("#") && !cells[0].startsWith("drawdown")) {
                double factor = random.nextBoolean() ? 0.5 : 1.5;
                cells[2] = String.valueOf(Double.parseDouble(cells[2]) * factor);
                if (random.nextInt(3) == 0) {
                    cells[1] = SCOPES[random.nextInt(SCOPES.length)];
                    String row = String.join(",", cells);
                    String key = cells[0] + "," + cells[1] + ",";
                    if (lines.stream().noneMatch(each -> each.startsWith(key))) {
                        lines.add(row);
                    }
                } else {
                    lines.set(line, String.join(",", cells));
                }
            }
        }
        files.put("limits.csv", String.join("\n", lines) + "\n");
        if (random.nextInt(4) == 0) {
            files.put("restricted.csv", "instrument,reason\nXYZ,by chance\n");
        }
        return PackContent.of(files);
    }

    private static GateFacts order(Map<String, String> base, Random random) {
        GateFacts facts = new GateFacts();
        FactSchema.FIELDS.forEach(field -> {
            String value = base.get(field.name());
            if (value != null) {
                field.writer().accept(facts, value);
                switch (field.kind()) {
                    case NUMBER -> {
                        if (random.nextInt(6) == 0) {
                            field.writer().accept(facts, NUMBERS[random.nextInt(NUMBERS.length)]);
                        }
                    }
                    case FLAG -> {
                        if (random.nextInt(12) == 0) {
                            field.writer().accept(facts, String.valueOf(random.nextBoolean()));
                        }
                    }
                    case TEXT -> {} // below
                }
            }
        });
        facts.instrument().setSector(random.nextBoolean() ? "Energy" : "Technology");
        facts.instrument().setSymbol(random.nextBoolean() ? "XYZ" : "ABC");
        facts.order().setAccount(random.nextBoolean() ? "junior" : "main");
        facts.order().setVenue(random.nextBoolean() ? "dark" : "lit");
        return facts;
    }
}
