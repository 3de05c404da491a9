package io.portcullis.host.server;

import java.util.SortedMap;

/**
 * How a server stands.
 *
 * @param profile dev or prod
 * @param session the session's identifier
 * @param phase STARTING, READY, STOPPING, STALLED
 * @param startedAt ISO instant
 * @param engineTime ISO instant of the engine's clock
 * @param durability what an acknowledged event survives: process or power
 * @param market where market data comes from
 * @param venues each venue's link: up, down
 * @param states trading state per scope with who set it and why, scopes in NORMAL left out
 * @param packHash the rule pack that judges
 * @param agents each agent: active, warming, quarantined
 * @param priorWeights weights as designed: raw, over all (116), over voting (108)
 * @param equity account money, in words with its currency
 * @param counters orders, denied, fills, signals, unresolved and others by name
 * @param database how the database follows the log: UP, or BEHIND or DOWN with lag and reason; empty before it is looked at
 * @param alerts what is wrong with the machine or a part at this moment, by subject; empty when nothing is
 * @param asOfPosition log position as of which all this is true
 */
public record StatusView(
        String profile,
        String session,
        String phase,
        String startedAt,
        String engineTime,
        String durability,
        String market,
        SortedMap<String, String> venues,
        SortedMap<String, String> states,
        String packHash,
        SortedMap<String, String> agents,
        SortedMap<String, String> priorWeights,
        String equity,
        SortedMap<String, Long> counters,
        String database,
        SortedMap<String, String> alerts,
        long asOfPosition) {

    /** The same in another phase, with another state of the database and other alerts. */
    public StatusView in(String newPhase, String newDatabase, SortedMap<String, String> newAlerts) {
        return new StatusView(
                profile,
                session,
                newPhase,
                startedAt,
                engineTime,
                durability,
                market,
                venues,
                states,
                packHash,
                agents,
                priorWeights,
                equity,
                counters,
                newDatabase,
                newAlerts,
                asOfPosition);
    }
}
