package io.portcullis.benchmarks.streams;

import io.portcullis.signals.stream.AsOfJoin;
import io.portcullis.signals.stream.KeyedWindows;
import io.portcullis.signals.stream.TimeWindow;
import io.portcullis.signals.stream.WindowSum;
import io.portcullis.signals.stream.WindowedFold;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What is done to trades; each answer is one number into which every window or match has gone, with its time and name. */
enum StreamTask {
    TUMBLING {
        @Override
        long run(Trades trades) {
            return windows(trades, kept(time -> List.of(TimeWindow.tumbling(time, 0, SECOND))));
        }

        @Override
        long expected(Trades trades) {
            return sums(trades, SECOND, SECOND);
        }
    },
    TUMBLING_SUM {
        @Override
        long run(Trades trades) {
            return windows(
                    trades,
                    () -> WindowedFold.summed(time -> List.of(TimeWindow.tumbling(time, 0, SECOND)), Shares::new, 0));
        }

        @Override
        long expected(Trades trades) {
            return sums(trades, SECOND, SECOND);
        }
    },
    HOPPING {
        @Override
        long run(Trades trades) {
            return windows(trades, kept(time -> TimeWindow.hopping(time, 5 * SECOND, SECOND)));
        }

        @Override
        long expected(Trades trades) {
            return sums(trades, 5 * SECOND, SECOND);
        }
    },
    AS_OF {
        @Override
        long run(Trades trades) {
            AtomicLong answer = new AtomicLong();
            AsOfJoin<Integer, Long, Long> join =
                    new AsOfJoin<>(AsOfJoin.Mode.WAIT_FOR_RIGHT, Long.MAX_VALUE, Long.MAX_VALUE);
            for (int i = 0; i < trades.count(); i++) {
                int name = trades.names()[i];
                if (isQuote(trades, i)) {
                    join.right(name, trades.times()[i], trades.sizes()[i]);
                } else {
                    join.left(name, trades.times()[i], trades.sizes()[i], each -> answer.addAndGet(match(each)));
                }
                if (i % EVENTS_PER_WATERMARK == 0) {
                    join.rightSeenUpTo(trades.watermark(i), each -> answer.addAndGet(match(each)));
                }
            }
            join.rightSeenUpTo(Long.MAX_VALUE, each -> answer.addAndGet(match(each)));
            return answer.get();
        }

        @Override
        long expected(Trades trades) {
            List<TreeMap<Long, Long>> quotes = IntStream.range(0, Trades.NAMES)
                    .mapToObj(name -> new TreeMap<Long, Long>())
                    .toList();
            for (int i = 0; i < trades.count(); i++) {
                if (isQuote(trades, i)) {
                    quotes.get(trades.names()[i]).put(trades.times()[i], trades.sizes()[i]);
                }
            }
            long answer = 0;
            for (int i = 0; i < trades.count(); i++) {
                if (!isQuote(trades, i)) {
                    var quote = quotes.get(trades.names()[i]).floorEntry(trades.times()[i]);
                    answer += quote == null
                            ? trades.sizes()[i]
                            : match(trades.sizes()[i], quote.getValue(), quote.getKey());
                }
            }
            return answer;
        }
    };

    private static final long SECOND = 1_000 * Trades.MILLI;
    private static final int EVENTS_PER_WATERMARK = 100;

    abstract long run(Trades trades);

    /** The same, worked out without windows and joins. */
    abstract long expected(Trades trades);

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Three of four are quotes. */
    private static boolean isQuote(Trades trades, int i) {
        return trades.times()[i] / Trades.MILLI % 4 != 0;
    }

    private static long match(AsOfJoin.Joined<Integer, Long, Long> joined) {
        return joined.right() == null ? joined.left() : match(joined.left(), joined.right(), joined.rightNanos());
    }

    private static long match(long left, long right, long rightNanos) {
        return left * right + rightNanos;
    }

    private static final class Shares implements WindowSum<Long, Long> {
        private long shares;

        @Override
        public void add(Long more) {
            shares += more;
        }

        @Override
        public Long value() {
            return shares;
        }
    }

    private static Supplier<WindowedFold<Long, Long>> kept(LongFunction<List<TimeWindow>> assigner) {
        return () -> WindowedFold.fixed(assigner, Comparator.<Long>naturalOrder(), () -> 0L, Long::sum, 0);
    }

    private static long windows(Trades trades, Supplier<WindowedFold<Long, Long>> perName) {
        AtomicLong answer = new AtomicLong();
        try (KeyedWindows<Integer, Long, Long> windows = new KeyedWindows<>(perName, 1)) {
            for (int i = 0; i < trades.count(); i++) {
                windows.add(trades.names()[i], trades.times()[i], trades.sizes()[i]);
                if (i % EVENTS_PER_WATERMARK == 0) {
                    windows.advanceTo(trades.watermark(i), each -> answer.addAndGet(sum(each)));
                }
            }
            windows.advanceTo(Long.MAX_VALUE, each -> answer.addAndGet(sum(each)));
        }
        return answer.get();
    }

    private static long sum(KeyedWindows.Result<Integer, Long> result) {
        return sum(
                result.key(), result.firing().window().start(), result.firing().value());
    }

    private static long sum(int name, long start, long value) {
        return (name + 1) * value + start / SECOND;
    }

    private static long sums(Trades trades, long size, long advance) {
        TreeMap<Long, long[]> byStart = new TreeMap<>();
        for (int i = 0; i < trades.count(); i++) {
            long time = trades.times()[i];
            for (long start = Math.floorDiv(time, advance) * advance; start > time - size; start -= advance) {
                byStart.computeIfAbsent(start, each -> new long[Trades.NAMES])[trades.names()[i]] += trades.sizes()[i];
            }
        }
        long answer = 0;
        for (var each : byStart.entrySet()) {
            for (int name = 0; name < Trades.NAMES; name++) {
                long value = each.getValue()[name];
                answer += value == 0 ? 0 : sum(name, each.getKey(), value);
            }
        }
        return answer;
    }
}
