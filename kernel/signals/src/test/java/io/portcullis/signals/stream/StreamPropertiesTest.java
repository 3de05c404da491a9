package io.portcullis.signals.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.indicators.ExactSum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What comes out depends on what happened, not on the order in which it arrived, as long as that is within what is allowed, nor
 * on the number of threads. Sums of doubles of very different size are compared bit by bit: they show every other order.
 */
class StreamPropertiesTest {
    private static final int ELEMENTS = 120;
    private static final int DISORDER = 20;

    private record Tick(String key, long time, double size) {}

    private static final Comparator<Tick> TIES = Comparator.comparing(Tick::key).thenComparing(Tick::size);

    private static List<Tick> happened(Random random) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < ELEMENTS; i++) {
            double size = Math.exp(40 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
            ticks.add(new Tick("K" + random.nextInt(7), random.nextInt(300), size));
        }
        ticks.sort(Comparator.comparingLong(Tick::time).thenComparing(TIES));
        return ticks;
    }

    /** Each tick is up to the disorder late, so that none comes more than that behind its successors. */
    private static List<Tick> arrival(List<Tick> happened, Random random) {
        Map<Tick, Long> arrives = new HashMap<>();
        happened.forEach(tick -> arrives.put(tick, tick.time() + random.nextInt(DISORDER + 1)));
        List<Tick> arrived = new ArrayList<>(happened);
        Collections.shuffle(arrived, random);
        arrived.sort(Comparator.comparing(arrives::get));
        return arrived;
    }

    private interface Operator {
        void add(Tick tick);

        void advanceTo(long watermark);
    }

    /** Feeds an operator; its watermark follows the latest time by the disorder. */
    private static void run(List<Tick> arrived, Operator operator) {
        Watermarks watermarks = new Watermarks(DISORDER, Long.MAX_VALUE);
        for (Tick tick : arrived) {
            operator.add(tick);
            watermarks.observe("all", tick.time(), 0);
            operator.advanceTo(watermarks.at(0));
        }
        operator.advanceTo(Long.MAX_VALUE);
    }

    private static List<Object> windows(List<Tick> arrived, Supplier<WindowedFold<Tick, Double>> kind, int threads) {
        List<Object> out = new ArrayList<>();
        try (KeyedWindows<String, Tick, Double> windows = new KeyedWindows<>(kind, threads)) {
            run(arrived, new Operator() {
                @Override
                public void add(Tick tick) {
                    windows.add(tick.key(), tick.time(), tick);
                }

                @Override
                public void advanceTo(long watermark) {
                    windows.advanceTo(watermark, out::add);
                }
            });
            assertThat(windows.lateCount()).isZero();
            assertThat(windows.openKeys()).isZero();
        }
        return out;
    }

    private static WindowedFold<Tick, Double> fixed(LongFunction<List<TimeWindow>> windows, long lateness) {
        return WindowedFold.fixed(windows, TIES, () -> 0.0, (sum, tick) -> sum + tick.size(), lateness);
    }

    private static final class Sizes implements WindowSum<Tick, Double> {
        private final ExactSum sizes = new ExactSum();

        @Override
        public void add(Tick tick) {
            sizes.add(tick.size());
        }

        @Override
        public Double value() {
            return sizes.value();
        }
    }

    private static final List<Supplier<WindowedFold<Tick, Double>>> KINDS = List.of(
            () -> fixed(time -> List.of(TimeWindow.tumbling(time, 3, 25)), 0),
            () -> fixed(time -> TimeWindow.hopping(time, 30, 10), 0),
            () -> WindowedFold.summed(time -> TimeWindow.hopping(time, 30, 10), Sizes::new, 0),
            () -> WindowedFold.sessions(9, TIES, () -> 0.0, (sum, tick) -> sum + tick.size(), 0));

    @Property(tries = 30)
    void windowsDependNeitherOnArrivalNorOnThreads(@ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int threads) {
        Random random = new Random(seed);
        List<Tick> happened = happened(random);
        for (Supplier<WindowedFold<Tick, Double>> kind : KINDS) {
            List<Object> expected = windows(happened, kind, 1);
            assertThat(windows(arrival(happened, random), kind, threads))
                    .as("seed %d, %d threads", seed, threads)
                    .isEqualTo(expected);
            assertThat(expected).isNotEmpty();
        }
    }

    /** Late elements within the lateness allowed: the last version of each window is what it would have been without delay. */
    @Property(tries = 50)
    void lateElementsMakeTheSameWindowsInTheEnd(@ForAll long seed) {
        Random random = new Random(seed);
        List<Tick> happened = happened(random);
        LongFunction<List<TimeWindow>> tumbling = time -> List.of(TimeWindow.tumbling(time, 0, 25));
        List<Tick> arrived = arrival(happened, random);
        assertThat(lastVersions(arrived, fixed(tumbling, DISORDER)))
                .as("seed %d", seed)
                .isEqualTo(lastVersions(happened, fixed(tumbling, 0)));
        assertThat(lastVersions(arrived, WindowedFold.summed(tumbling, Sizes::new, DISORDER)))
                .as("seed %d", seed)
                .isEqualTo(lastVersions(happened, WindowedFold.summed(tumbling, Sizes::new, 0)));
    }

    private static Map<TimeWindow, Double> lastVersions(List<Tick> arrived, WindowedFold<Tick, Double> fold) {
        Map<TimeWindow, Double> last = new HashMap<>();
        long latest = Long.MIN_VALUE;
        for (Tick tick : arrived) {
            fold.add(tick.time(), tick, firing -> last.put(firing.window(), firing.value()));
            latest = Math.max(latest, tick.time());
            fold.advanceTo(latest - 1, firing -> last.put(firing.window(), firing.value()));
        }
        fold.advanceTo(Long.MAX_VALUE, firing -> last.put(firing.window(), firing.value()));
        assertThat(fold.lateCount()).isZero();
        return last;
    }

    @Property(tries = 50)
    void countAndSlidingWindowsDependNotOnArrival(@ForAll long seed) {
        Random random = new Random(seed);
        List<Tick> happened = happened(random);
        assertThat(ordered(arrival(happened, random))).as("seed %d", seed).isEqualTo(ordered(happened));
    }

    private static List<Object> ordered(List<Tick> arrived) {
        List<Object> out = new ArrayList<>();
        CountWindows<Tick, Double> counts = new CountWindows<>(5, 2, () -> 0.0, (sum, tick) -> sum + tick.size());
        SlidingFold<Tick, Double> sliding = new SlidingFold<>(30, () -> 0.0, (sum, tick) -> sum + tick.size());
        EventOrder<Tick> order = new EventOrder<>(TIES);
        run(arrived, new Operator() {
            @Override
            public void add(Tick tick) {
                order.add(tick.time(), tick);
            }

            @Override
            public void advanceTo(long watermark) {
                order.advanceTo(watermark, timed -> {
                    counts.add(timed.element(), out::add);
                    sliding.add(timed, out::add);
                });
            }
        });
        assertThat(order.lateCount()).isZero();
        return out;
    }

    @Property(tries = 50)
    void joinsDependNotOnArrival(@ForAll long seed) {
        Random random = new Random(seed);
        List<Tick> happened = happened(random);
        List<Object> expected = joined(happened);
        assertThat(joined(arrival(happened, random))).as("seed %d", seed).isEqualTo(expected);
        assertThat(expected).isNotEmpty();
    }

    /** Ticks of positive size on the left, the others on the right. */
    private static List<Object> joined(List<Tick> arrived) {
        List<Object> out = new ArrayList<>();
        IntervalJoin<String, Tick, Tick> interval = new IntervalJoin<>(-15, 5, TIES, TIES);
        AsOfJoin<String, Tick, Tick> asOf = new AsOfJoin<>(AsOfJoin.Mode.WAIT_FOR_RIGHT, 40, 0, TIES, TIES);
        run(arrived, new Operator() {
            @Override
            public void add(Tick tick) {
                if (tick.size() > 0) {
                    interval.left(tick.key(), tick.time(), tick);
                    asOf.left(tick.key(), tick.time(), tick, out::add);
                } else {
                    interval.right(tick.key(), tick.time(), tick);
                    asOf.right(tick.key(), tick.time(), tick);
                }
            }

            @Override
            public void advanceTo(long watermark) {
                interval.advanceTo(watermark, out::add);
                asOf.rightSeenUpTo(watermark, out::add);
            }
        });
        assertThat(interval.lateCount()).isZero();
        assertThat(asOf.lateCount()).isZero();
        // how far the watermark moved at once decides how the two joins take turns, nothing else
        out.sort(Comparator.comparing(each -> each.getClass().getName()));
        return out;
    }
}
