package io.portcullis.host.evaluation;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.signals.agent.CallScores;
import io.portcullis.signals.agent.ClosedCall;
import io.portcullis.signals.agent.SignalConsumer;
import io.portcullis.signals.evaluation.Agreement;
import io.portcullis.signals.evaluation.CallSeries;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Agents on a data set, asked at each close with what was known by then, and their calls followed to their horizons. Closing prices
 * do as well as bars. Not thread-safe.
 */
public final class AgentRun implements AutoCloseable {
    private static final TradingCalendar NYSE = TradingCalendar.nyse();

    private final LocalDate from;
    private final Features features = new Features();
    private final AgentRunner runner;
    private final SortedMap<AgentId, CallSeries> calls = new TreeMap<>();
    private final CallScores scores = new CallScores(CallScores.ROUND_TRIP_BPS, this::closed);
    private final Agreement agreement;
    private final List<EngineEvent.SignalBatch> said = new ArrayList<>();
    private final List<LocalDate> dates = new ArrayList<>();
    private final Map<AgentId, AgentStatus> before = new HashMap<>();
    private final SignalConsumer listener;
    private int firstDay;
    private boolean counts;

    /**
     * A run that has not begun.
     *
     * @param agents asked in the order of their ids
     * @param from calls of earlier dates only warm up
     * @param seed for what is drawn by lot
     * @param listener hears what is said on the dates that count
     */
    public AgentRun(List<Agent> agents, LocalDate from, long seed, SignalConsumer listener) {
        this.from = from;
        this.agreement = new Agreement(seed);
        this.listener = listener;
        this.runner = AgentRunner.backTest(features, this::heard, (agent, out, reason) -> {});
        agents.forEach(runner::add);
    }

    private void heard(EngineEvent.SignalBatch batch) {
        if (counts) {
            said.add(batch);
            agreement.on(batch);
            listener.batch(batch);
        }
    }

    private void closed(ClosedCall call) {
        calls.computeIfAbsent(call.agent(), CallSeries::new).add(call);
    }

    /** Runs to the end of a stream; the consumer is told each date. */
    public void run(MarketStream stream, Consumer<LocalDate> progress) throws IOException, InterruptedException {
        LocalDate day = null;
        for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
            LocalDate known = sessionOf(event.knownTimeNanos());
            while (day != null && day.isBefore(known)) {
                close(day);
                progress.accept(day);
                day = NYSE.next(day);
            }
            day = known;
            features.on(event);
            runner.onEvent(event);
        }
        if (day != null) {
            close(day);
        }
    }

    /** The trading day at whose close something is known for the first time. */
    private static LocalDate sessionOf(long knownNanos) {
        LocalDate date = NYSE.dateAt(knownNanos);
        LocalDate session = NYSE.isTradingDay(date) ? date : NYSE.next(date);
        return knownNanos <= NYSE.closeNanos(session) ? session : NYSE.next(session);
    }

    private void close(LocalDate day) {
        if (!counts && !day.isBefore(from)) {
            counts = true;
            firstDay = scores.days() + 1;
            runner.status().forEach(status -> before.put(status.agent(), status));
        }
        FeatureFrame frame = runner.onInstant(NYSE.closeNanos(day), day);
        scores.day(frame);
        dates.add(day);
        said.forEach(batch -> scores.calls(batch.signals()));
        said.clear();
    }

    /** How the agents did, the dates that only warmed up included. */
    public List<AgentStatus> status() {
        return runner.status();
    }

    /** Opinions among all answers of an agent on the dates that count; 0 when there was none. */
    public double coverage(AgentStatus now) {
        AgentStatus then = before.get(now.agent());
        long signals = now.signals() - (then == null ? 0 : then.signals());
        long abstained = now.abstained() - (then == null ? 0 : then.abstained());
        return signals == 0 ? 0 : signals / (double) (signals + abstained);
    }

    /** The calls of each agent that have closed. */
    public SortedMap<AgentId, CallSeries> calls() {
        return calls;
    }

    /** What they came to, all together. */
    public SortedMap<AgentId, CallScore> scores() {
        return scores.scores();
    }

    /** How far agents say the same. */
    public Agreement agreement() {
        return agreement;
    }

    /** Number of the first day that counts, as calls number them; 0 when there was none. */
    public int firstDay() {
        return firstDay;
    }

    /** Number of the last day. */
    public int lastDay() {
        return scores.days();
    }

    /** The date of a day. */
    public LocalDate date(int day) {
        return dates.get(day - 1);
    }

    /** Number of the first day on or after a date; one more than the last when there is none. */
    public int dayOf(LocalDate date) {
        int day = 1;
        while (day <= dates.size() && date(day).isBefore(date)) {
            day++;
        }
        return day;
    }

    @Override
    public void close() {
        runner.close();
    }
}
