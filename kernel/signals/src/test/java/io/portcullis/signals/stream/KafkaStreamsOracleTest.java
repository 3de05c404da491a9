package io.portcullis.signals.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.SlidingWindows;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/**
 * The same elements, in the same disorder, through Kafka Streams' own test driver: where the two mean the same thing they must
 * come to the same numbers. Milliseconds there, plain units here. A sum per window tells which elements are in it, because each
 * element is a power of two.
 */
class KafkaStreamsOracleTest {
    private static final long SEED = 41;
    private static final int ELEMENTS = 60;
    private static final int GRACE = 15;

    private record Element(long time, long bit) {}

    /** What came out last of each window, by start and end. */
    private static final class Windows extends TreeMap<TimeWindow, Long> {
        private static final long serialVersionUID = 1L;

        /** A session that was given out before it grew is part of the longer one. */
        void fired(WindowedFold.Firing<Long> firing) {
            TimeWindow window = firing.window();
            keySet().removeIf(shorter -> shorter.cover(window).equals(window));
            put(window, firing.value());
        }
    }

    private static List<Element> disordered() {
        Random random = new Random(SEED);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < ELEMENTS; i++) {
            // up to 60 behind: within the grace of 15, and beyond it
            elements.add(new Element(200 + 4 * i - random.nextInt(61), 1L << i));
        }
        return elements;
    }

    private static Windows ours(WindowedFold<Long, Long> fold, List<Element> elements) {
        Windows last = new Windows();
        Watermarks watermarks = new Watermarks(0, Long.MAX_VALUE);
        for (Element element : elements) {
            fold.add(element.time(), element.bit(), last::fired);
            watermarks.observe("all", element.time(), 0);
            fold.advanceTo(watermarks.at(0), last::fired);
        }
        fold.advanceTo(Long.MAX_VALUE, last::fired);
        return last;
    }

    private static WindowedFold<Long, Long> fixed(LongFunction<List<TimeWindow>> windows) {
        return WindowedFold.fixed(windows, Comparator.naturalOrder(), () -> 0L, Long::sum, GRACE);
    }

    private interface Aggregation {
        KTable<Windowed<String>, Long> of(KGroupedStream<String, Long> grouped);
    }

    private static Windows kafka(Aggregation aggregation, List<Element> elements, long afterEnd) {
        StreamsBuilder builder = new StreamsBuilder();
        List<Map.Entry<Windowed<String>, Long>> updates = new ArrayList<>();
        KGroupedStream<String, Long> grouped = builder.stream("in", Consumed.with(Serdes.String(), Serdes.Long()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.Long()));
        aggregation.of(grouped).toStream().foreach((key, sum) -> updates.add(new SimpleEntry<>(key, sum)));
        drive(builder, elements);
        Windows last = new Windows();
        updates.forEach(update -> {
            TimeWindow window = new TimeWindow(
                    update.getKey().window().start(), update.getKey().window().end() + afterEnd);
            if (update.getValue() == null) {
                last.remove(window); // a session that was merged into a longer one
            } else {
                last.put(window, update.getValue());
            }
        });
        return last;
    }

    private static void drive(StreamsBuilder builder, List<Element> elements) {
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), settings())) {
            TestInputTopic<String, Long> in =
                    driver.createInputTopic("in", new StringSerializer(), new LongSerializer());
            elements.forEach(element -> in.pipeInput("k", element.bit(), Instant.ofEpochMilli(element.time())));
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "oracle");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        return settings;
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static <S extends StateStore> Materialized<String, Long, S> typed(Materialized<String, Long, S> store) {
        return store.withKeySerde(Serdes.String()).withValueSerde(Serdes.Long()).withCachingDisabled();
    }

    @Test
    void shouldTumbleAndHopAsKafkaDoesLateElementsIncluded() {
        List<Element> elements = disordered();
        for (int[] each : new int[][] {{20, 20}, {20, 5}, {12, 5}}) {
            Windows theirs = kafka(
                    grouped -> grouped.windowedBy(TimeWindows.ofSizeAndGrace(millis(each[0]), millis(GRACE))
                                    .advanceBy(millis(each[1])))
                            .reduce(
                                    Long::sum,
                                    typed(Materialized.as(
                                            Stores.inMemoryWindowStore("w", millis(400), millis(each[0]), false)))),
                    elements,
                    0);
            WindowedFold<Long, Long> fold = fixed(time -> TimeWindow.hopping(time, each[0], each[1]));
            assertThat(ours(fold, elements))
                    .as("seed %d, size and advance %s", SEED, each)
                    .isEqualTo(theirs);
            assertThat(fold.lateCount()).as("some came too late").isPositive();
        }
    }

    /** Kafka reports a session's last event as its end, Flink and we the first instant at which it is over. */
    @Test
    void shouldMakeTheSessionsThatKafkaMakesButEndThemAsFlinkDoes() {
        List<Element> elements = new ArrayList<>();
        long[] times = {0, 10, 21, 40, 30, 55, 80, 69};
        for (int i = 0; i < times.length; i++) {
            elements.add(new Element(times[i], 1L << i));
        }
        Windows theirs = kafka(
                grouped -> grouped.windowedBy(SessionWindows.ofInactivityGapAndGrace(millis(10), millis(500)))
                        .reduce(Long::sum, typed(Materialized.as(Stores.inMemorySessionStore("s", millis(900))))),
                elements,
                10);
        WindowedFold<Long, Long> fold = WindowedFold.sessions(10, Comparator.naturalOrder(), () -> 0L, Long::sum, 500);
        assertThat(ours(fold, elements)).isEqualTo(theirs);
        assertThat(theirs.keySet())
                .containsExactly(
                        new TimeWindow(0, 20),
                        new TimeWindow(21, 50),
                        new TimeWindow(55, 65),
                        new TimeWindow(69, 79),
                        new TimeWindow(80, 90));
    }

    @Test
    void shouldSlideAsKafkaDoes() {
        List<Element> elements = disordered();
        Windows theirs = kafka(
                grouped -> grouped.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(millis(24), millis(1000)))
                        .reduce(
                                Long::sum,
                                typed(Materialized.as(
                                        Stores.inMemoryWindowStore("s", millis(2000), millis(24), false)))),
                elements,
                0);
        Map<Long, Long> atEachTime = new TreeMap<>();
        EventOrder<Long> order = new EventOrder<>(Comparator.naturalOrder());
        SlidingFold<Long, Long> sliding = new SlidingFold<>(25, () -> 0L, Long::sum);
        elements.forEach(element -> order.add(element.time(), element.bit()));
        order.advanceTo(
                Long.MAX_VALUE, timed -> sliding.add(timed, sum -> atEachTime.put(sum.timeNanos(), sum.element())));
        assertThat(atEachTime).isNotEmpty();
        atEachTime.forEach((time, sum) -> assertThat(theirs)
                .as("seed %d, the window that ends with %d", SEED, time)
                .containsEntry(new TimeWindow(time - 24, time), sum));
    }

    @Test
    void shouldJoinIntervalsAsKafkaDoes() {
        StreamsBuilder builder = new StreamsBuilder();
        List<String> theirs = new ArrayList<>();
        KStream<String, Long> left = builder.stream("left", Consumed.with(Serdes.String(), Serdes.Long()));
        KStream<String, Long> right = builder.stream("right", Consumed.with(Serdes.String(), Serdes.Long()));
        JoinWindows bounds =
                JoinWindows.ofTimeDifferenceAndGrace(millis(7), millis(1000)).after(millis(3));
        left.join(
                        right,
                        (l, r) -> l + "-" + r,
                        bounds,
                        StreamJoined.with(Serdes.String(), Serdes.Long(), Serdes.Long())
                                .withThisStoreSupplier(Stores.inMemoryWindowStore("l", millis(1010), millis(10), true))
                                .withOtherStoreSupplier(
                                        Stores.inMemoryWindowStore("r", millis(1010), millis(10), true)))
                .foreach((key, pair) -> theirs.add(pair));
        List<Element> elements = disordered();
        IntervalJoin<String, Long, Long> join =
                new IntervalJoin<>(-7, 3, Comparator.naturalOrder(), Comparator.naturalOrder());
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), settings())) {
            for (Element element : elements) {
                boolean toLeft = Long.numberOfTrailingZeros(element.bit()) % 2 == 0;
                TestInputTopic<String, Long> topic = driver.createInputTopic(
                        toLeft ? "left" : "right", new StringSerializer(), new LongSerializer());
                topic.pipeInput("k", element.bit(), Instant.ofEpochMilli(element.time()));
                if (toLeft) {
                    join.left("k", element.time(), element.bit());
                } else {
                    join.right("k", element.time(), element.bit());
                }
            }
        }
        List<String> ours = new ArrayList<>();
        join.advanceTo(
                Long.MAX_VALUE,
                pair -> ours.add(pair.left().element() + "-" + pair.right().element()));
        assertThat(ours).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(theirs);
        assertThat(ours).hasSizeGreaterThan(20);
    }
}
