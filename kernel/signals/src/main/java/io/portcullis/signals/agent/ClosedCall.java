package io.portcullis.signals.agent;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;

/**
 * A call whose horizon is over.
 *
 * @param agent who said it
 * @param instrument of what
 * @param saidOn number of the day on which it was said, from 1, as {@link CallScores} counts them
 * @param closedOn number of the day on which its horizon ended
 * @param side 1 for long, -1 for short
 * @param probability what was said
 * @param gross the name's return less that of all tradable names together, a fraction, before the side and before cost
 * @param net what the call came to: its side of that, less the cost of a round trip
 * @param uniqueness its average share of the days on which it was open, (0, 1]
 */
public record ClosedCall(
        AgentId agent,
        InstrumentId instrument,
        int saidOn,
        int closedOn,
        int side,
        double probability,
        double gross,
        double net,
        double uniqueness) {}
