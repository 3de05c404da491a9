package io.portcullis.signals.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class VersionedTableTest {
    private static final int STEPS = 400;

    /** Beside a sorted map: facts that come in order, out of it and twice, and a past that is forgotten now and then. */
    @Property(tries = 100)
    void knowsWhatHeldAtEachTimeThatIsStillAskedFor(@ForAll long seed) {
        Random random = new Random(seed);
        boolean greatestCounts = random.nextBoolean();
        Comparator<Integer> ties = greatestCounts ? Comparator.naturalOrder() : (one, other) -> 0;
        VersionedTable<String, Integer> table = new VersionedTable<>(ties);
        TreeMap<Long, Integer> twin = new TreeMap<>();
        long forgotten = Long.MIN_VALUE;
        for (int i = 0; i < STEPS; i++) {
            long time = Math.max(forgotten, i - random.nextInt(random.nextInt(10) == 0 ? 100 : 3));
            table.put("A", time, i % 50);
            twin.merge(time, i % 50, (former, newer) -> greatestCounts ? Math.max(former, newer) : newer);
            if (random.nextInt(20) == 0) {
                forgotten = Math.max(forgotten, i - random.nextInt(200));
                table.forgetBefore(forgotten);
                Long held = twin.floorKey(forgotten);
                twin.headMap(held == null ? Long.MIN_VALUE : held, false).clear();
            }
            long asked = Math.max(forgotten, i - random.nextInt(150));
            Map.Entry<Long, Integer> expected = twin.floorEntry(asked);
            assertThat(table.asOf("A", asked))
                    .as("seed %d, step %d, at %d", seed, i, asked)
                    .isEqualTo(expected == null ? null : new Timed<>(expected.getKey(), expected.getValue()));
            assertThat(table.size()).isEqualTo(twin.size());
        }
        assertThat(table.asOf("B", STEPS)).isNull();
    }
}
