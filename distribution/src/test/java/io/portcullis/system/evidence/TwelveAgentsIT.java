package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All twelve agents on the recorded data sets, features and runner around them, no engine: who speaks, how often, how long it takes. */
@Tag("campaign")
class TwelveAgentsIT {
    private static final TradingCalendar NYSE = TradingCalendar.nyse();
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

    private final List<EngineEvent.SignalBatch> batches = new ArrayList<>();

    @Test
    void shouldLetAllSpeakOnTenYearsOfStocks() throws Exception {
        List<AgentStatus> statuses = run(
                "us-2006-2016.yaml", LocalDate.of(2014, 1, 2), LocalDate.of(2015, 6, 30), 400, PluginParts.twelve());
        print("us-2006-2016, 2014-01-02 to 2015-06-30", statuses);
        SortedMap<String, AgentStatus> byName = new TreeMap<>();
        statuses.forEach(status -> byName.put(status.agent().value(), status));
        assertThat(byName).hasSize(12);
        for (String speaks : List.of(
                "technical",
                "money-flows",
                "top-performers",
                "sentiment",
                "macro",
                "value",
                "undervalued",
                "hedging")) {
            assertThat(byName.get(speaks).signals()).as(speaks).isPositive();
        }
        for (String silent : List.of("insider", "flow", "learning")) {
            assertThat(byName.get(silent).signals())
                    .as(silent + " has no data here, or no vote")
                    .isZero();
        }
        assertThat(byName.values()).allMatch(status -> status.failures() == 0);
        System.out.println("learning proposes " + byName.get("learning").proposedWeights());
        differ();
    }

    @Test
    void shouldHearInsidersOf2022() throws Exception {
        List<AgentStatus> statuses = run(
                "us-2022.yaml",
                LocalDate.of(2022, 1, 3),
                LocalDate.of(2022, 12, 30),
                0,
                List.of(PluginParts.agent("io.portcullis.agent.insider.InsiderAgent")));
        print("us-2022", statuses);
        assertThat(statuses.get(0).signals()).isPositive();
        long names = batches.stream()
                .map(EngineEvent.SignalBatch::instrument)
                .distinct()
                .count();
        System.out.printf("us-2022: calls on %d names on %,d days%n", names, batches.size());
    }

    /** Value and undervalued are two things: what they say of the same names on the same days does not go together too well. */
    private void differ() {
        for (String agent : List.of("value.ValueAgent", "undervalued.UndervaluedAgent")) {
            System.out.println(agent + " looks at "
                    + PluginParts.agent("io.portcullis.agent." + agent).inputs());
        }
        List<double[]> pairs = new ArrayList<>();
        for (EngineEvent.SignalBatch batch : batches) {
            double value = Double.NaN;
            double undervalued = Double.NaN;
            for (Signal signal : batch.signals()) {
                double said = signal.direction().sign() * signal.edgeBps() / signal.sigmaBps();
                value = signal.agent().value().equals("value") ? said : value;
                undervalued = signal.agent().value().equals("undervalued") ? said : undervalued;
            }
            if (!Double.isNaN(value) && !Double.isNaN(undervalued)) {
                pairs.add(new double[] {value, undervalued});
            }
        }
        double correlation = rankCorrelation(pairs);
        System.out.printf(
                "value and undervalued: rank correlation %.3f where both call (%,d)%n", correlation, pairs.size());
        assertThat(correlation).isBetween(-0.5, 0.8);
    }

    private static double rankCorrelation(List<double[]> pairs) {
        double[] a = ranks(pairs.stream().mapToDouble(pair -> pair[0]).toArray());
        double[] b = ranks(pairs.stream().mapToDouble(pair -> pair[1]).toArray());
        double mean = (a.length + 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - mean) * (b[i] - mean);
            aa += (a[i] - mean) * (a[i] - mean);
            bb += (b[i] - mean) * (b[i] - mean);
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** Ranks from 1; equals share their mean rank. */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(value -> {
                    int first = Arrays.binarySearch(sorted, value);
                    int last = first;
                    while (first > 0 && sorted[first - 1] == value) {
                        first--;
                    }
                    while (last < sorted.length - 1 && sorted[last + 1] == value) {
                        last++;
                    }
                    return (first + last) / 2.0 + 1;
                })
                .toArray();
    }

    private List<AgentStatus> run(String dataset, LocalDate from, LocalDate to, int historyDays, List<Agent> agents)
            throws IOException, InterruptedException {
        Path descriptor = Runs.root().resolve("../shared/data/" + dataset).normalize();
        assumeTrue(Files.exists(descriptor), "not run: there is no " + descriptor);
        Features features = new Features();
        AgentRunner runner = AgentRunner.backTest(features, batches::add, (agent, out, reason) -> {});
        agents.forEach(runner::add);
        StreamRequest request = new StreamRequest(descriptor.toString(), from, to, historyDays, 1, new TreeMap<>());
        try (MarketStream stream = PluginParts.datasets().open(request, NOBODY);
                runner) {
            LocalDate day = null;
            for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
                LocalDate known = sessionOf(event.knownTimeNanos());
                while (day != null && day.isBefore(known)) {
                    runner.onInstant(NYSE.closeNanos(day), day);
                    day = NYSE.next(day);
                }
                day = known;
                features.on(event);
                runner.onEvent(event);
            }
            if (day != null) {
                runner.onInstant(NYSE.closeNanos(day), day);
            }
            return runner.status();
        }
    }

    /** The trading day at whose close something is known for the first time. */
    private static LocalDate sessionOf(long knownNanos) {
        LocalDate date = NYSE.dateAt(knownNanos);
        LocalDate session = NYSE.isTradingDay(date) ? date : NYSE.next(date);
        return knownNanos <= NYSE.closeNanos(session) ? session : NYSE.next(session);
    }

    private static void print(String title, List<AgentStatus> statuses) {
        System.out.println(title);
        for (AgentStatus status : statuses) {
            long abstained =
                    status.abstentions().values().stream().mapToLong(n -> n).sum();
            System.out.printf(
                    "  %-15s %,9d signals, %,10d abstentions, coverage %5.2f %%, mean %.2f ms, longest %.0f ms, %d failures, mostly: %s%n",
                    status.agent(),
                    status.signals(),
                    abstained,
                    100.0 * status.signals() / Math.max(1, status.signals() + abstained),
                    status.totalMicros() / 1e3 / Math.max(1, status.calls()),
                    status.longestMicros() / 1e3,
                    status.failures(),
                    status.abstentions().entrySet().stream()
                            .max(Map.Entry.comparingByValue())
                            .map(Map.Entry::getKey)
                            .orElse("-"));
        }
    }
}
