package io.portcullis.host.live;

import io.portcullis.host.server.LimitsView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says when more than 50, 75, 85, 90, 95 or 100 % of a limit is used, once for each time that it comes to be so. A level is taken back
 * when the use was clearly below it for a while: a use that trembles around a level is said once. One thread.
 */
final class HeadroomWatch {
    private static final int[] LEVELS = {50, 75, 85, 90, 95, 100};
    /** Points below a level that count as clearly below. */
    private static final double BELOW = 2;

    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier clock;
    private final Consumer<Crossing> told;
    private final Map<String, Level> levels = new HashMap<>();

    /**
     * A level that was crossed upwards.
     *
     * @param level per cent
     * @param row how it stands
     * @param limits whose it is, and as of when
     */
    record Crossing(int level, LimitsView.Row row, LimitsView limits) {}

    /** How far a limit in a scope had been used, and since when it clearly is less. */
    private static final class Level {
        private int reached;
        private long calmSince;
        private boolean calm;
    }

    /** @param clock nanoseconds that only rise */
    HeadroomWatch(LongSupplier clock, Consumer<Crossing> told) {
        this.clock = clock;
        this.told = told;
    }

    /** One look; at most one crossing for each row, the highest. */
    void look(LimitsView limits) {
        long now = clock.getAsLong();
        Set<String> seen = new HashSet<>();
        for (LimitsView.Row row : limits.limits()) {
            String key = row.name() + " " + row.scope();
            seen.add(key);
            if (row.percent() != null) {
                look(levels.computeIfAbsent(key, name -> new Level()), now, row, limits);
            }
        }
        levels.keySet().retainAll(seen);
    }

    private void look(Level level, long now, LimitsView.Row row, LimitsView limits) {
        int reached = highest(row.percent());
        if (reached > level.reached) {
            level.reached = reached;
            level.calm = false;
            told.accept(new Crossing(reached, row, limits));
        } else if (highest(row.percent() + BELOW) < level.reached) {
            if (!level.calm) {
                level.calm = true;
                level.calmSince = now;
            } else if (now - level.calmSince >= CALM_NANOS) {
                level.reached = highest(row.percent() + BELOW);
                level.calm = false;
            }
        } else {
            level.calm = false;
        }
    }

    private static int highest(double percent) {
        int highest = 0;
        for (int level : LEVELS) {
            highest = percent >= level ? level : highest;
        }
        return highest;
    }
}
