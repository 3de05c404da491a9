package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.CampaignLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All agents on the recorded data sets, by the commands of the distribution: who speaks, what it takes, what it comes to. */
@Tag("campaign")
class TwelveAgentsIT {
    private static final double WALL_SECONDS_MAX = 480;
    private static final double MIB_MAX = 6144;
    /** Of stocks, and of what hedges and measures them. */
    private static final long BARS = 1_084_270 + 14_264;
    /** Those of whose calls some have closed by June 2015. */
    private static final List<String> JUDGED =
            List.of("technical", "money-flows", "top-performers", "sentiment", "macro", "causal", "undervalued");
    /** Its three years of statements are there from 2015 on, and its calls run for a year. */
    private static final String SPEAKS_TOO_LATE = "value";

    private static final List<String> SILENT = List.of("insider", "flow", "learning");
    private static final BadRecordSink NOBODY = new BadRecordSink() {
        @Override
        public void bad(String source, long line, String reason, String content) {
            // The connector's own tests count them.
        }

        @Override
        public void notice(String source, String message) {
            // Likewise.
        }
    };

    @TempDir
    private Path folder;

    /** Our descriptor of the real data, which holds the last year back; the files are beside the repository or not there. */
    private static Path descriptor() {
        assumeTrue(Files.exists(shared("us-2006-2016.yaml")), "not run: there is no " + shared("us-2006-2016.yaml"));
        return Runs.root().resolve("distribution/evidence/us-2006-2016.yaml");
    }

    private static Path shared(String name) {
        return Runs.root().resolve("../shared/data").resolve(name).normalize();
    }

    private OwnProcess.Took run(String command, Path dataset, String from, String to, Path out, String... more)
            throws IOException, InterruptedException {
        String[] words = {command, "--dataset", dataset.toString(), "--from", from, "--to", to, "--out", out.toString()
        };
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return OwnProcess.run(folder, "5g", all);
    }

    private static JsonNode json(Path file) throws IOException {
        return new JsonMapper().readTree(Files.readString(file));
    }

    private static SortedMap<String, JsonNode> agents(JsonNode summary) {
        SortedMap<String, JsonNode> agents = new TreeMap<>();
        summary.path("agents").forEach(agent -> agents.put(agent.path("agent").asText(), agent));
        return agents;
    }

    /** All bars of ten and a half years, the held-back one too: nothing but time and memory is told. */
    @Test
    void shouldTakeEightMinutesAtMostForAllBarsAndTellNothingElse() throws Exception {
        Path out = folder.resolve("timing");
        OwnProcess.Took took = run("backtest", descriptor(), "2006-01-03", "2016-06-30", out, "--timing");
        JsonNode summary = json(out.resolve("summary.json"));
        assertThat(summary.path("bars").asLong()).isEqualTo(BARS);
        for (String told : List.of("netPnl", "winRate", "trades", "sharpe", "equalWeight", "fills")) {
            assertThat(summary.has(told)).as(told).isFalse();
        }
        assertThat(agents(summary)).hasSize(12).allSatisfy((name, agent) -> {
            assertThat(agent.has("outcomes")).as(name).isFalse();
            assertThat(agent.path("p99Millis").isNumber()).as(name).isTrue();
        });
        for (String file : List.of("equity.csv", "orders.csv", "fills.csv", "report.html")) {
            assertThat(out.resolve(file)).doesNotExist();
        }
        boolean quick = took.wallSeconds() <= WALL_SECONDS_MAX;
        boolean small = took.peakMib() <= MIB_MAX;
        CampaignLog.record("agents.timing.wallSeconds", 1, BARS, took.wallSeconds(), quick);
        CampaignLog.record("agents.timing.peakMiB", 1, BARS, took.peakMib(), small);
        assertThat(quick && small).isTrue();
    }

    /** Evidence ends in June 2015; each agent's account of itself is complete. */
    @Test
    void shouldGiveEachAgentItsAccountInABackTest() throws Exception {
        Path out = folder.resolve("evidence");
        OwnProcess.Took took = run("backtest", descriptor(), "2010-01-01", "2015-06-30", out);
        CampaignLog.record("agents.evidence.wallSeconds", 1, 1, took.wallSeconds(), true);
        SortedMap<String, JsonNode> agents = agents(json(out.resolve("summary.json")));
        assertThat(agents).hasSize(12);
        for (String name : JUDGED) {
            JsonNode agent = agents.get(name);
            for (String key : List.of("calls", "signals", "coverage", "meanMillis", "p99Millis", "horizonDays")) {
                assertThat(agent.path(key).isNumber()).as(name + " " + key).isTrue();
            }
            assertThat(agent.path("abstentions").isObject()).as(name).isTrue();
            assertThat(agent.path("failures").asLong()).as(name + " failures").isZero();
            for (String key : List.of(
                    "closed",
                    "effective",
                    "hitRate",
                    "hitRateLow",
                    "hitRateHigh",
                    "payoffRatio",
                    "expectancyBps",
                    "informationCoefficient",
                    "calibrationError",
                    "riskCoverageArea",
                    "coverageAbove60Percent")) {
                assertThat(agent.path("outcomes").path(key).isNumber())
                        .as(name + " " + key)
                        .isTrue();
            }
            CampaignLog.record(
                    "agents.evidence.p99Millis." + name,
                    1,
                    agent.path("calls").asLong(),
                    agent.path("p99Millis").asDouble(),
                    true);
        }
        JsonNode late = agents.get(SPEAKS_TOO_LATE);
        assertThat(late.path("signals").asLong()).as(SPEAKS_TOO_LATE).isPositive();
        assertThat(late.path("failures").asLong()).as(SPEAKS_TOO_LATE).isZero();
        assertThat(late.has("outcomes")).as(SPEAKS_TOO_LATE).isFalse();
        for (String name : SILENT) {
            assertThat(agents.get(name).path("signals").asLong())
                    .as(name + " has no data here, or no vote")
                    .isZero();
        }
        assertThat(agents.get("hedging").path("signals").asLong()).isPositive();
        assertThat(agents.get("hedging").has("outcomes"))
                .as("overlays have no outcome")
                .isFalse();
        assertThat(agents.get("learning").path("proposedWeights").size()).isGreaterThanOrEqualTo(8);
        assertThat(Files.readString(out.resolve("report.html"))).contains("Reliability of technical");
    }

    /** Signs drawn by lot and outcomes dealt out anew: no agent shows skill there. Value and undervalued are two things. */
    @Test
    void shouldFindNoSkillWhereThereCanBeNoneAndTwoAgentsWhereThereAreTwo() throws Exception {
        Path out = folder.resolve("controls");
        run("evaluate", descriptor(), "2010-01-01", "2015-06-30", out);
        JsonNode found = json(out.resolve("agents.json"));
        SortedMap<String, JsonNode> agents = agents(found);
        for (String name : JUDGED) {
            for (String control : List.of("randomSigns", "shuffledLabels")) {
                double mean = agents.get(name).path(control + "Mean").asDouble(Double.NaN);
                double beyond = agents.get(name).path(control + "BeyondTwo").asDouble(Double.NaN);
                boolean nothing = Math.abs(mean) <= 2 && beyond <= 0.15;
                CampaignLog.record("agents.control." + control + "." + name, 1, 100, mean, nothing);
                assertThat(nothing)
                        .as(name + " " + control + " " + mean + ", beyond " + beyond)
                        .isTrue();
            }
        }
        for (String measures : List.of("value.Yield", "undervalued.Part")) {
            Class<?> list = Class.forName("io.portcullis.agent." + measures);
            System.out.println(list.getSimpleName() + " of " + list.getPackageName() + ": "
                    + Arrays.toString(list.getEnumConstants()));
        }
        JsonNode pair = found.path("rankCorrelations").path("undervalued, value");
        double correlation = pair.path("rankCorrelation").asDouble(Double.NaN);
        boolean two = correlation > -0.5 && correlation < 0.8;
        CampaignLog.record(
                "agents.valueAndUndervalued.rankCorrelation",
                1,
                pair.path("both").asLong(),
                correlation,
                two);
        assertThat(two).as("rank correlation " + correlation).isTrue();
    }

    /** Filings of 2022, known two business days after the trade; calls scored on closes, nothing filled. */
    @Test
    void shouldHearInsidersOf2022() throws Exception {
        Path dataset = shared("us-2022.yaml");
        assumeTrue(Files.exists(dataset), "not run: there is no " + dataset);
        Path out = folder.resolve("insiders");
        run("evaluate", dataset, "2022-01-03", "2022-12-30", out, "--folds", "2");
        JsonNode insider = agents(json(out.resolve("agents.json"))).get("insider");
        long signals = insider.path("signals").asLong();
        CampaignLog.record("agents.insider.signals2022", 1, 13_836, signals, signals > 0);
        assertThat(signals).isPositive();
        assertThat(insider.path("closed").asLong()).isPositive();
    }

    @Test
    void shouldFollowRecordedBooksByTheMinute() throws Exception {
        Path dataset = shared("books.yaml");
        assumeTrue(Files.exists(dataset), "not run: there is no " + dataset);
        FlowOnBooks books = new FlowOnBooks(PluginParts.agent("io.portcullis.agent.flow.FlowAgent"));
        for (String date : List.of("2012-06-21", "2013-10-07", "2013-10-08", "2024-08-08")) {
            LocalDate day = LocalDate.parse(date);
            StreamRequest request = new StreamRequest(dataset.toString(), day, day, 0, 1, new TreeMap<>());
            try (MarketStream stream = PluginParts.datasets().open(request, NOBODY)) {
                books.run(stream);
            }
        }
        System.out.println("flow on books, asked by the minute: " + books.status());
        Map.of("gross", books.gross(), "net of the spread", books.net()).forEach(TwelveAgentsIT::print);
        CampaignLog.record(
                "agents.flow.callsOnBooks",
                1,
                4,
                books.gross().calls(),
                books.gross().calls() > 100);
        assertThat(books.status().failures()).isZero();
        assertThat(books.gross().calls()).isGreaterThan(100);
    }

    private static void print(String what, CallScore score) {
        System.out.printf(
                "  %s: %,d calls, %.1f %% hits (%.1f to %.1f), payoff %.2f, expectancy %.2f bps, IC %.3f%n",
                what,
                score.calls(),
                100 * score.hitRate(),
                100 * score.hitRateLow(),
                100 * score.hitRateHigh(),
                score.payoffRatio(),
                score.expectancyBps(),
                score.informationCoefficient());
    }
}
