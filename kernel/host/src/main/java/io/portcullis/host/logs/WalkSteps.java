package io.portcullis.host.logs;

import java.util.Map;

/** Which step of the walk a logger speaks of, by its room; 0 for those that belong to no step. */
final class WalkSteps {
    private static final Map<String, Integer> BY_ROOM = Map.ofEntries(
            Map.entry("io.portcullis.ingest", 1),
            Map.entry("io.portcullis.signals.feature", 2),
            Map.entry("io.portcullis.signals.agent", 3),
            Map.entry("io.portcullis.host.live.MarketFeed", 3),
            Map.entry("io.portcullis.engine.coordination", 4),
            Map.entry("io.portcullis.engine.sizing", 5),
            Map.entry("io.portcullis.engine.gate", 6),
            Map.entry("io.portcullis.policy", 6),
            Map.entry("io.portcullis.host.live.RuleRoom", 6),
            Map.entry("io.portcullis.engine.order", 7),
            Map.entry("io.portcullis.engine.routing", 7),
            Map.entry("io.portcullis.transport.channel", 7),
            Map.entry("io.portcullis.host.live.VenueDesk", 7),
            Map.entry("io.portcullis.engine.portfolio", 8),
            Map.entry("io.portcullis.transport.archive", 9),
            Map.entry("io.portcullis.transport.snapshot", 9),
            Map.entry("io.portcullis.store", 9),
            Map.entry("io.portcullis.host.live.SnapshotWriter", 9),
            Map.entry("io.portcullis.host.live.DecisionFeed", 9));

    private WalkSteps() {}

    static int of(String logger) {
        for (String room = logger; !room.isEmpty(); room = above(room)) {
            Integer step = BY_ROOM.get(room);
            if (step != null) {
                return step;
            }
        }
        return 0;
    }

    private static String above(String room) {
        int dot = room.lastIndexOf('.');
        return dot < 0 ? "" : room.substring(0, dot);
    }
}
