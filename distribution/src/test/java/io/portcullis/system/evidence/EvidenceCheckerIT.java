package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.host.session.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** An honest run stands before the checker; every lie about it falls; and the gate alone keeps a reckless one inside its limits. */
class EvidenceCheckerIT {
    @TempDir
    private static Path folder;

    private static Path honest;
    private static Runs.Market market;
    private static RawData data;

    @BeforeAll
    static void runHonestly() throws IOException, InterruptedException {
        market = GeneratedEvidence.exported(folder.resolve("data-set"));
        honest = folder.resolve("honest");
        Runs.run(market, GeneratedEvidence.agents(), honest);
        data = EvidenceChecker.data(Path.of(market.source()), market.from(), market.to());
    }

    private static EvidenceChecker.Result check(Path run) throws IOException {
        return EvidenceChecker.check(data, Runs.limits(), run, Runs.CAPITAL);
    }

    @Test
    void shouldFindNothingInAnHonestRun() throws IOException {
        EvidenceChecker.Result result = check(honest);
        System.out.println(
                "honest run: " + result.trades() + ", largest difference to equity.csv " + result.worstDifference());
        assertThat(result.findings().lines()).isEmpty();
        assertThat(result.trades().trades()).isGreaterThan(200);
    }

    @Test
    void shouldHaveSomethingOfEverythingInTheHonestRun() throws IOException {
        RunFiles run = RunFiles.read(honest, new Findings());
        Set<String> shorted = run.fills.stream()
                .filter(fill -> fill.sign() < 0)
                .map(RunFiles.Fill::instrument)
                .collect(Collectors.toSet());
        assertThat(shorted).hasSizeGreaterThan(10);
        assertThat(splitsOnHeldShares(run)).isPositive();
        assertThat(run.orders.stream().map(RunFiles.Order::instrument))
                .as("an instrument that left the universe, and one that joined it")
                .contains(instrumentThat(true), instrumentThat(false));
        assertThat(run.orders.size()).as("orders that were not filled").isGreaterThan(run.fills.size());
    }

    private static long splitsOnHeldShares(RunFiles run) {
        return data.actions.entrySet().stream()
                .flatMap(day -> day.getValue().stream()
                        .filter(action -> action.p() != action.q())
                        .filter(action -> held(run, action.instrument(), day.getKey()) != 0))
                .count();
    }

    private static double held(RunFiles run, String instrument, LocalDate before) {
        return run.fills.stream()
                .filter(fill ->
                        fill.instrument().equals(instrument) && fill.date().isBefore(before))
                .mapToDouble(fill -> fill.sign() * fill.quantity())
                .sum();
    }

    private static String instrumentThat(boolean left) {
        return data.sectors.keySet().stream()
                .filter(each -> data.isMember(each, market.from()) == left && data.isMember(each, market.to()) != left)
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    @TestFactory
    List<DynamicTest> shouldFindEveryForgery() throws IOException {
        RunFiles run = RunFiles.read(honest, new Findings());
        RunFiles.Order entry = run.orders.stream()
                .filter(order -> order.sign() > 0
                        && order.passes()
                        && order.date().getDayOfWeek().getValue() == 3)
                .filter(order ->
                        filled(run, order) == order.quantity() && held(run, order.instrument(), order.date()) == 0)
                .findFirst()
                .orElseThrow();
        RunFiles.Fill onSuspect = run.fills.stream()
                .filter(fill -> suspectOpen(fill.instrument()) != null)
                .findFirst()
                .orElseThrow();
        return new Forgeries(entry, onSuspect.id(), suspectOpen(onSuspect.instrument()))
                .all().stream()
                        .map(forgery -> DynamicTest.dynamicTest(forgery.toString(), () -> shouldFind(forgery)))
                        .toList();
    }

    private static double filled(RunFiles run, RunFiles.Order order) {
        return run.fills.stream()
                .filter(fill -> fill.orderId().equals(order.id()))
                .mapToDouble(RunFiles.Fill::quantity)
                .sum();
    }

    private static Instant suspectOpen(String instrument) {
        return data.sessions().subSet(market.from().plusDays(5), market.to()).stream()
                .filter(date -> data.isSuspect(instrument, date))
                .findFirst()
                .map(EvidenceChecker::openOf)
                .orElse(null);
    }

    private static void shouldFind(Forgery forgery) throws IOException {
        Path forged = Files.createTempDirectory(folder, "forged");
        forgery.apply(honest, forged);
        Findings findings = check(forged).findings();
        assertThat(findings.count(forgery.rule()))
                .as("%s must be found as %s, found %s", forgery, forgery.rule(), findings)
                .isPositive();
    }

    @Test
    void shouldFindEveryFigureOfTheSummaryThatIsNotWhatTheFilesSay() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (String key : List.of(
                "bars",
                "signals",
                "ordersSubmitted",
                "ordersDenied",
                "fills",
                "trades",
                "wins",
                "winRate",
                "expectancyBps",
                "netPnl",
                "sharpe",
                "turnover",
                "meanGrossExposure")) {
            Path forged = Files.createTempDirectory(folder, "forged");
            new Forgery(key, RunFiles.EQUITY, "summary", lines -> {}).apply(honest, forged);
            ObjectNode summary = (ObjectNode)
                    mapper.readTree(honest.resolve(SummaryChecks.SUMMARY).toFile());
            assertThat(summary.path(key).isNumber()).as(key).isTrue();
            summary.put(key, 123.456);
            mapper.writeValue(forged.resolve(SummaryChecks.SUMMARY).toFile(), summary);
            assertThat(check(forged).findings().count("summary")).as(key).isPositive();
        }
    }

    @Test
    void shouldFindWhatATighterTableWouldNotHaveAllowed() throws IOException {
        String table = Files.readString(Runs.limits());
        for (String limit :
                List.of("name-max,global,5", "gross-max,global,1.50", "net-max,global,0.60", "sector-max,global,30")) {
            String name = limit.substring(0, limit.indexOf('-'));
            Path tight = folder.resolve("limits-" + name + ".csv");
            String lower = limit.substring(0, limit.lastIndexOf(',') + 1) + "0.1";
            assertThat(table).contains(limit);
            Files.writeString(tight, table.replace(limit, lower));
            Findings findings =
                    EvidenceChecker.check(data, tight, honest, Runs.CAPITAL).findings();
            assertThat(findings.count("limit-" + name)).as(name).isPositive();
        }
    }

    /** A sizer that heeds no limit, under limits that bind every day: what the gate lets through must still end inside them. */
    @Test
    void shouldKeepARecklessSizerInsideEveryLimitByTheGateAlone() throws IOException, InterruptedException {
        Path pack = folder.resolve("pack");
        copyPackWithLimits(
                pack, "name-max,global,4.2", "sector-max,global,11", "gross-max,global,0.50", "net-max,global,0.08");
        Map<String, String> settings = Map.of(
                "sizing.volatility.target.annual", "0.08",
                "sizing.name.max", "0.06",
                "sizing.gross.max", "3",
                "sizing.net.max", "2",
                "sizing.sector.max", "2");
        Path reckless = folder.resolve("reckless");
        RunOutcome outcome =
                Runs.run(market, GeneratedEvidence.agents(), PluginParts.simulated(), pack, settings, reckless);
        EvidenceChecker.Result result = EvidenceChecker.check(data, pack.resolve("limits.csv"), reckless, Runs.CAPITAL);
        System.out.println("reckless sizer: " + outcome.counts().submitted() + " orders, denied "
                + outcome.counts().deniedByRule() + ", above a limit without being raised " + result.drift());
        assertThat(result.findings().lines()).isEmpty();
        assertThat(outcome.counts().deniedByRule())
                .containsKeys("name-limit", "sector-limit", "gross-limit", "net-limit");
        assertThat(outcome.counts().fills()).isGreaterThan(100);
    }

    @Test
    void shouldOnlyReduceInADrawdownAndStopInADeeperOne() throws IOException, InterruptedException {
        Path pack = folder.resolve("careful-pack");
        copyPackWithLimits(pack, "drawdown-reduce-only,global,0.6", "drawdown-kill,global,0.9");
        Path careful = folder.resolve("careful");
        RunOutcome outcome =
                Runs.run(market, GeneratedEvidence.agents(), PluginParts.simulated(), pack, Map.of(), careful);
        assertThat(EvidenceChecker.check(data, pack.resolve("limits.csv"), careful, Runs.CAPITAL)
                        .findings()
                        .lines())
                .isEmpty();
        assertThat(outcome.counts().deniedByRule()).containsKeys("REDUCE_ONLY", "KILLED");

        Path loose = folder.resolve("loose-pack");
        copyPackWithLimits(loose, "drawdown-reduce-only,global,0.3", "drawdown-kill,global,0.5");
        assertThat(EvidenceChecker.check(data, loose.resolve("limits.csv"), careful, Runs.CAPITAL)
                        .findings()
                        .count("drawdown-state"))
                .as("the same run under a stricter table")
                .isPositive();
    }

    private static void copyPackWithLimits(Path pack, String... limits) throws IOException {
        Path shipped = Runs.root().resolve("rules/portfolio");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = pack.resolve(shipped.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        String table = Files.readString(pack.resolve("limits.csv"));
        for (String limit : limits) {
            String start = limit.substring(0, limit.lastIndexOf(',') + 1);
            table = table.replaceFirst(start + "[0-9.]+", limit);
            assertThat(table).contains(limit);
        }
        Files.writeString(pack.resolve("limits.csv"), table);
    }
}
