package io.portcullis.host.server;

import java.util.List;

/**
 * How things stood at a moment.
 *
 * @param what positions, exposure, orders, rules or kill
 * @param asked the moment as it was asked for
 * @param asOfPosition log position of the last event at or before it
 * @param asOfTime that event's engine time, an ISO instant
 * @param asOfEvent what that event was
 * @param session the session that it belongs to
 * @param packHash the rule pack that judged
 * @param chain head of the decision chain
 * @param snapshotPosition where the snapshot stood that the answer was made from; 0 without one
 * @param replayed how many events behind it were replayed
 * @param notes what whoever reads the answer should know, such as a snapshot that was passed over
 * @param answer the answer itself, whose fields depend on {@code what}
 */
public record PastAnswer(
        String what,
        String asked,
        long asOfPosition,
        String asOfTime,
        String asOfEvent,
        String session,
        String packHash,
        String chain,
        long snapshotPosition,
        long replayed,
        List<String> notes,
        Object answer) {}
