package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.testkit.CampaignLog;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The account between the venue, which nobody disturbed, and what the server's folder says when all is over.
 *
 * @param journal what the venue wrote down
 * @param day what the server recorded
 * @param lost executions of the venue that the database does not have, or has otherwise
 * @param unallowed orders at the venue without an ALLOW in the log
 * @param twice orders that the venue received more than once
 * @param judgedTwice keys of the load that were judged more than once
 */
record Reckoning(
        VenueJournal journal,
        RecordedDay day,
        List<VenueJournal.Execution> lost,
        List<String> unallowed,
        List<String> twice,
        List<String> judgedTwice) {

    static Reckoning of(VenueSim venue, Path data) throws Exception {
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
        Report.line(
                name,
                "venue: %d orders, %d fills; lost %d, doubled %d, without an ALLOW %d, received twice %d, keys judged twice %d",
                journal.orders().size(),
                journal.fills().size(),
                lost.size(),
                day.stored().size() - journal.fills().size() + lost.size(),
                unallowed.size(),
                twice.size(),
                judgedTwice.size());
        int wrong = lost.size() + twice.size() + unallowed.size() + judgedTwice.size();
        CampaignLog.record(name + ".wrong", seed, cases, wrong, wrong == 0);
        assertThat(journal.fills()).as("there was something to lose").hasSizeGreaterThan(fillsMin);
        assertThat(lost)
                .as("fills of the venue that the database does not have")
                .isEmpty();
        assertThat(day.stored()).as("fills in the database").hasSameSizeAs(journal.fills());
        assertThat(unallowed)
                .as("orders at the venue without an ALLOW in the log")
                .isEmpty();
        assertThat(twice).as("orders that the venue received twice").isEmpty();
        assertThat(judgedTwice).as("keys that were judged twice").isEmpty();
        assertThat(day.positions()).as("positions of the engine").isEqualTo(positions());
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
