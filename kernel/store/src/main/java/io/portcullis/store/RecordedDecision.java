package io.portcullis.store;

import io.portcullis.model.gate.DecisionRecord;

/**
 * A decision as the log has it.
 *
 * @param position its position in the log
 * @param record the decision
 */
public record RecordedDecision(long position, DecisionRecord record) {}
