package io.portcullis.host.session;

import io.portcullis.model.value.Money;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.spi.Agent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.Venue;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * What a back test runs on.
 *
 * @param connector where the data comes from
 * @param source the data set's descriptor; empty for a generator
 * @param from first trading date that counts
 * @param to last trading date
 * @param seed for whatever is random; part of the log
 * @param options for the connector
 * @param agents who is asked
 * @param venue who fills
 * @param pack the rules that judge
 * @param settings the engine's settings
 * @param capital what the account begins with
 * @param out folder for the evidence
 */
public record BacktestPlan(
        Connector connector,
        String source,
        LocalDate from,
        LocalDate to,
        long seed,
        SortedMap<String, String> options,
        List<Agent> agents,
        Venue venue,
        PackContent pack,
        SortedMap<String, String> settings,
        Money capital,
        Path out) {
    /** Trading days before {@code from} that warm features and agents up: a year of bars, and a year of the agents' own. */
    static final int HISTORY_DAYS = 520;
}
