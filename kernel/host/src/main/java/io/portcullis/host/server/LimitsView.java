package io.portcullis.host.server;

import java.util.List;

/**
 * All limits.
 *
 * @param packHash the rule pack whose limits these are
 * @param limits sorted by scope and name
 * @param asOfPosition log position as of which the use is true
 */
public record LimitsView(String packHash, List<LimitView> limits, long asOfPosition) {}
