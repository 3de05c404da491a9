package io.portcullis.benchmarks.streams;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Machine;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import java.util.ArrayList;
import java.util.List;

/**
 * Trades of 200 names a millisecond apart, up to 50 ms out of order: summed in tumbling windows of a second, in hopping ones of five
 * seconds, and joined with the quote of their moment. Events per second of one thread's processor time.
 */
public final class StreamRate implements Measurement {
    private static final long SEED = 20_261_201;
    private static final int EVENTS = 400_000;
    private static final int ROUNDS = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public List<Taken> take(double load1) throws WrongAnswerException {
        Trades trades = Trades.seeded(EVENTS, SEED);
        List<Taken> all = new ArrayList<>();
        for (StreamTask task : StreamTask.values()) {
            long expected = task.expected(trades);
            long nanos = Long.MAX_VALUE;
            // the first round is compiled meanwhile
            for (int round = 0; round < ROUNDS; round++) {
                long begun = Machine.cpuNanos();
                long answer = task.run(trades);
                nanos = Math.min(nanos, Machine.cpuNanos() - begun);
                if (answer != expected) {
                    throw new WrongAnswerException(task + " came to " + answer + ", without windows to " + expected);
                }
            }
            String name = "streams." + task.word();
            all.add(Taken.of(Figure.number(name, EVENTS / (nanos / NANOS_PER_SECOND), "1/cpus", EVENTS, load1)));
        }
        return all;
    }
}
