package io.portcullis.model.order;

import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.AgentId;
import java.util.List;

/**
 * Whose order it is: what a kill of an account, a sector or an agent looks at, in the gate and again on the way to the venue.
 * Immutable and thread-safe.
 *
 * @param account for which account
 * @param sector the instrument's sector when the order was judged; {@code none} when unknown
 * @param agents the agents whose opinion points the order's way; empty for an order of a person or a system
 * @param flatten true for an exit that the named command {@code flatten} asked for: it alone may leave a scope that is killed
 */
public record Attribution(AccountId account, String sector, List<AgentId> agents, boolean flatten) {
    /** Of an order of which nothing is known but the order itself. */
    public static final Attribution NONE = new Attribution(AccountId.of("none"), "none", List.of(), false);

    /** Copies the agents. */
    public Attribution {
        agents = List.copyOf(agents);
    }
}
