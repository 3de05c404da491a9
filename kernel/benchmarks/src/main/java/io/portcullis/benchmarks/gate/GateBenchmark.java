package io.portcullis.benchmarks.gate;

import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.model.gate.Verdict;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same contenders under JMH: mean time without the clock's own cost, which matters for hand-written Java. Copying an
 * order's facts into the contender is inside; {@code copy} says what that alone takes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
public class GateBenchmark {
    /** By count, not by time: on a busy machine two seconds are over before the compiler has had its turn. */
    private static final int WARM_PASSES = 10;

    /** Which contender. */
    @Param({"copy", "java", "drools", "policy"})
    public String contender;

    private GateOrders orders;
    private BareDrools bare;
    private Contender judge;
    private int next;

    /** Makes the orders, checks the contender's answers and warms it by that. */
    @Setup
    public void open() throws IOException, WrongAnswerException {
        orders = new GateOrders(GateComparison.SEED);
        HandWritten java = new HandWritten(orders);
        switch (contender) {
            case "drools" -> {
                bare = new BareDrools(orders);
                judge = bare;
            }
            case "policy" -> judge = new PolicyRing(orders);
            default -> judge = java;
        }
        Answers answers = Answers.of(java, GateOrders.COUNT);
        for (int i = 0; i < WARM_PASSES; i++) {
            answers.check(judge);
        }
    }

    /** Ends the sessions. */
    @TearDown
    public void close() {
        if (bare != null) {
            bare.close();
        }
        orders.close();
    }

    /** One order. */
    @Benchmark
    public Verdict judge() {
        judge.show(next++ & (GateOrders.COUNT - 1));
        return contender.equals("copy") ? null : judge.judge();
    }
}
