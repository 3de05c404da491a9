package io.portcullis.host.session;

import io.portcullis.model.id.AgentId;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import java.util.List;
import java.util.SortedMap;

/**
 * What a run came to, before it is put into words.
 *
 * @param bars bars of the dates that counted
 * @param counts what the log says
 * @param evidence the csv files and what was computed beside them
 * @param equalWeight the yardstick's growth, the start included
 * @param agents how the agents did
 * @param callScores how the calls of each came out at their horizons
 * @param stateHash hash of the engine's state at the end
 * @param wallSeconds how long it took
 */
public record RunOutcome(
        long bars,
        RunCounts counts,
        RunEvidence evidence,
        List<Double> equalWeight,
        List<AgentStatus> agents,
        SortedMap<AgentId, CallScore> callScores,
        String stateHash,
        double wallSeconds) {}
