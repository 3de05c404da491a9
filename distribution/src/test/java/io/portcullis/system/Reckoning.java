package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.testkit.CampaignLog;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The account between the venue, which nobody disturbed, and what the server's folder says when all is over.
 *
 * @param journal what the venue wrote down
 * @param day what the server recorded
 * @param lost executions of the venue that the database does not have, or has otherwise
 * @param forgotten keys whose verdict was told and that the log does not have
 * @param unallowed orders at the venue without an ALLOW in the log
 * @param twice orders that the venue received more than once
 * @param judgedTwice keys of the load that were judged more than once
 */
record Reckoning(
        VenueJournal journal,
        RecordedDay day,
        List<VenueJournal.Execution> lost,
        List<String> forgotten,
        List<String> unallowed,
        List<String> twice,
        List<String> judgedTwice) {

    /**
     * Reads both sides.
     *
     * @param answered keys of the orders whose verdict was told to who sent them
     */
    static Reckoning of(VenueSim venue, Path data, Set<String> answered) throws Exception {
        VenueJournal journal = venue.journal();
        RecordedDay day = RecordedDay.read(data);
        Map<String, VenueJournal.Execution> stored = new HashMap<>();
        day.stored().forEach(fill -> stored.put(fill.execId(), fill));
        List<VenueJournal.Execution> lost = new ArrayList<>(journal.fills());
        lost.removeIf(fill -> fill.equals(stored.get(fill.execId())));
        Map<String, Long> received =
                journal.orders().stream().collect(Collectors.groupingBy(VenueJournal.Order::id, Collectors.counting()));
        return new Reckoning(
                journal,
                day,
                lost,
                answered.stream()
                        .filter(key -> !day.decisionsByKey().containsKey(key))
                        .toList(),
                received.keySet().stream()
                        .filter(id -> !day.passed().containsKey(id))
                        .toList(),
                received.keySet().stream().filter(id -> received.get(id) > 1).toList(),
                day.decisionsByKey().keySet().stream()
                        .filter(key ->
                                key.startsWith("load-") && day.decisionsByKey().get(key) > 1)
                        .toList());
    }

    /** Prints it, writes it into the campaign's log, and fails when anything is wrong. */
    void judge(String name, long seed, long cases, int fillsMin) {
        int doubled = day.stored().size() - journal.fills().size() + lost.size() + judgedTwice.size();
        Report.line(
                name,
                "venue: %d orders, %d fills; lost %d fills and %d verdicts, doubled %d, without an ALLOW %d, received twice %d",
                journal.orders().size(),
                journal.fills().size(),
                lost.size(),
                forgotten.size(),
                doubled,
                unallowed.size(),
                twice.size());
        record(name + ".lost", seed, cases, lost.size() + forgotten.size());
        record(name + ".doubled", seed, cases, doubled);
        record(name + ".ungated", seed, cases, unallowed.size());
        record(name + ".sentTwice", seed, cases, twice.size());
        assertThat(journal.fills()).as("there was something to lose").hasSizeGreaterThan(fillsMin);
        assertThat(lost)
                .as("fills of the venue that the database does not have")
                .isEmpty();
        assertThat(forgotten)
                .as("orders whose verdict was told and that the log does not have")
                .isEmpty();
        assertThat(day.stored()).as("fills in the database").hasSameSizeAs(journal.fills());
        assertThat(unallowed)
                .as("orders at the venue without an ALLOW in the log")
                .isEmpty();
        assertThat(twice).as("orders that the venue received twice").isEmpty();
        assertThat(judgedTwice).as("keys that were judged twice").isEmpty();
        assertThat(day.positions()).as("positions of the engine").isEqualTo(positions());
    }

    private static void record(String figure, long seed, long cases, int wrong) {
        CampaignLog.record(figure, seed, cases, wrong, wrong == 0);
    }

    /** A fill that the engine took twice, or not at all, moves a position. */
    private Map<String, BigDecimal> positions() {
        Map<String, BigDecimal> positions = new TreeMap<>();
        journal.fills().forEach(fill -> positions.merge(fill.instrument(), fill.quantity(), BigDecimal::add));
        positions.values().removeIf(quantity -> quantity.signum() == 0);
        positions.replaceAll((instrument, quantity) -> quantity.stripTrailingZeros());
        return positions;
    }
}
