package io.portcullis.host.session;

import io.portcullis.engine.Engine;
import io.portcullis.engine.EngineSettings;
import io.portcullis.host.cli.Progress;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** A data set through the engine, in virtual time, in process, as fast as the machine allows. */
public final class BacktestSession {
    private final BacktestPlan plan;
    private final BadRecordSink badRecords;
    private final TradingCalendar calendar = TradingCalendar.nyse();

    /** A run of a plan; bad records go to the sink. */
    public BacktestSession(BacktestPlan plan, BadRecordSink badRecords) {
        this.plan = plan;
        this.badRecords = badRecords;
    }

    /** Runs to the end. */
    public RunOutcome run(Progress progress) throws IOException, InterruptedException {
        long started = System.nanoTime();
        RunCounts counts = new RunCounts();
        try (PackCompiler compiler = new PackCompiler();
                DroolsGate gate = DroolsGate.lazy(compiler);
                RunEvidence evidence = RunEvidence.open(plan.out(), plan.capital());
                MarketStream stream = open()) {
            gate.judgeCompiled(null);
            Engine engine = new Engine(gate);
            InProcessPorts ports = new InProcessPorts(
                    engine, plan.venue(), List.of(counts, evidence), opportunity -> counts.opportunity());
            DailyCycle cycle = new DailyCycle(ports, plan.from(), plan.agents());
            runDays(stream, cycle, ports, gate, progress);
            double wallSeconds = (System.nanoTime() - started) / 1e9;
            return new RunOutcome(
                    cycle.bars(),
                    counts,
                    evidence,
                    cycle.equalWeight(),
                    cycle.agentStatus(),
                    cycle.callScores(),
                    StateDigest.of(engine),
                    wallSeconds);
        }
    }

    /** The connector refuses the request: what it says is for whoever wrote the descriptor. */
    static final class SourceRefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SourceRefusedException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private MarketStream open() throws IOException {
        try {
            return plan.connector().open(request(), badRecords);
        } catch (IllegalArgumentException e) {
            throw new SourceRefusedException(e);
        }
    }

    private StreamRequest request() {
        return new StreamRequest(
                plan.source(), plan.from(), plan.to(), BacktestPlan.HISTORY_DAYS, plan.seed(), plan.options());
    }

    private void runDays(
            MarketStream stream, DailyCycle cycle, InProcessPorts ports, DroolsGate gate, Progress progress)
            throws IOException, InterruptedException {
        MarketDay.Reader days = new MarketDay.Reader(stream);
        LocalDate first = calendar.plus(plan.from(), -BacktestPlan.HISTORY_DAYS);
        double total = Math.max(1, calendar.tradingDaysBetween(first, plan.to()));
        boolean open = false;
        for (MarketDay day = days.next(); day != null; day = days.next()) {
            if (!open && !day.date().isBefore(plan.from())) {
                openSession(ports, gate, day.date());
                open = true;
            }
            cycle.run(day);
            progress.at(
                    Math.min(1, calendar.tradingDaysBetween(first, day.date()) / total),
                    day.date().toString());
        }
        if (!open) {
            throw new IllegalArgumentException(
                    "the data set has no trading day between " + plan.from() + " and " + plan.to());
        }
    }

    private void openSession(InProcessPorts ports, DroolsGate gate, LocalDate date) {
        long nanos = calendar.openNanos(date) - DailyCycle.BEFORE_OPEN_NANOS;
        ports.time(nanos);
        ports.append(new EngineEvent.SessionStarted(
                nanos,
                "B" + plan.seed(),
                EngineEvent.SessionKind.BACKTEST,
                Engine.VERSION,
                gate.version(),
                plan.capital(),
                EngineSettings.ofToday(plan.settings())));
        StagedContent.events(nanos, "portfolio", plan.pack()).forEach(ports::append);
        ports.append(new EngineEvent.PackActivated(nanos, plan.pack().hash(), "backtest"));
    }
}
