package io.portcullis.signals.feature;

import io.portcullis.model.id.InstrumentId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The market's return of each session, against which betas are measured: the benchmark's, or the mean of all when there is none.
 *
 * <p>The mean is known only when all bars of a session are in, so pairs wait until the session is settled: by the first bar of
 * a later one, or by the first question. Only returns over the same two sessions are paired: a return over a gap would
 * be compared with one day of the market. Not thread-safe.
 */
final class MarketReturns {
    private static final int NONE = Integer.MIN_VALUE;
    /** Every desk's yardstick; preferred over other benchmarks because it is the broadest of them. */
    private static final InstrumentId PREFERRED = InstrumentId.of("SPY");

    private final List<InstrumentHistory> waiting = new ArrayList<>();
    private InstrumentId benchmark;
    private int session = NONE;
    private int sessionBefore = NONE;
    /** Read by the deployer's thread as well, to say whether an agent is warm. */
    private volatile int sessions;

    private boolean settled;
    private double benchmarkReturn = Double.NaN;
    private double sum;
    private int count;

    /** A benchmark is listed: the first one counts, and the preferred one before all others. */
    void listBenchmark(InstrumentId instrument) {
        if (benchmark == null || instrument.equals(PREFERRED)) {
            benchmark = instrument;
        }
    }

    /** A bar of a session is about to come. */
    void begin(int newSession) {
        if (newSession > session) {
            settle();
            sessionBefore = session;
            session = newSession;
            sessions = sessions + 1;
            settled = false;
            benchmarkReturn = Double.NaN;
            sum = 0;
            count = 0;
        }
    }

    /** A bar of this session was added to a history. */
    void add(InstrumentId instrument, InstrumentHistory history) {
        if (!history.returnSpans(sessionBefore, session)) {
            return;
        }
        if (settled) {
            history.marketReturn(marketReturn(), history.lastReturn());
            return;
        }
        if (instrument.equals(benchmark)) {
            benchmarkReturn = history.lastReturn();
        }
        sum += history.lastReturn();
        count++;
        waiting.add(history);
    }

    /** All bars of the session are in, as far as anybody knows. */
    void settle() {
        double market = marketReturn();
        waiting.forEach(history -> history.marketReturn(market, history.lastReturn()));
        waiting.clear();
        settled = true;
    }

    private double marketReturn() {
        if (benchmark != null) {
            return benchmarkReturn;
        }
        return count > 0 ? sum / count : Double.NaN;
    }

    /** How many sessions there were. */
    int sessions() {
        return sessions;
    }

    /** Writes the state of a settled session. */
    void writeTo(DataOutput out) throws IOException {
        settle();
        out.writeUTF(benchmark == null ? "" : benchmark.value());
        out.writeInt(session);
        out.writeInt(sessionBefore);
        out.writeInt(sessions);
        out.writeDouble(benchmarkReturn);
        out.writeDouble(sum);
        out.writeInt(count);
    }

    void readFrom(DataInput in) throws IOException {
        String name = in.readUTF();
        benchmark = name.isEmpty() ? null : InstrumentId.of(name);
        session = in.readInt();
        sessionBefore = in.readInt();
        sessions = in.readInt();
        benchmarkReturn = in.readDouble();
        sum = in.readDouble();
        count = in.readInt();
        settled = true;
    }
}
