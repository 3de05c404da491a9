package io.portcullis.host.session;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.signals.agent.AgentListener;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.signals.agent.CallScores;
import io.portcullis.signals.feature.Features;
import io.portcullis.signals.feature.MarketViews;
import io.portcullis.spi.Agent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * One trading date in virtual time, for back test and demo alike (steps 1 to 8 of the walk on daily bars).
 *
 * <p>The order is what keeps it honest: what is known before the open comes first; the venue alone then sees the day's bars and
 * fills yesterday's orders at the open; only after the close do features, agents and the engine see them, and what they decide
 * waits for the next open.
 */
public final class DailyCycle {
    public static final long BEFORE_OPEN_NANOS = 60_000_000_000L;
    private static final long AFTER_CLOSE_NANOS = 3_600_000_000_000L;

    private final TradingCalendar calendar = TradingCalendar.nyse();
    private final SessionPorts ports;
    private final LocalDate from;
    private final Features features = new Features();
    private final MarketViews views = new MarketViews(features);
    private final Universe universe = new Universe();
    private final EqualWeight equalWeight = new EqualWeight();
    private final AgentRunner agents;
    private final CallScores scores = new CallScores(CallScores.ROUND_TRIP_BPS);
    private final List<EngineEvent.SignalBatch> said = new ArrayList<>();
    private Set<InstrumentId> membersBefore = Set.of();
    private boolean live;
    private long time;
    private long bars;

    /**
     * A cycle over some agents.
     *
     * @param ports the host
     * @param from dates before it only warm features and agents up
     * @param agents asked in the order of their ids
     */
    public DailyCycle(SessionPorts ports, LocalDate from, List<Agent> agents) {
        this.ports = ports;
        this.from = from;
        this.agents = AgentRunner.backTest(features, this::batch, new AgentListener() {
            @Override
            public void quarantined(AgentId agent, boolean quarantined, String reason) {
                if (live) {
                    ports.append(new EngineEvent.AgentQuarantined(time, agent, quarantined, reason));
                }
            }
        });
        agents.forEach(this.agents::add);
    }

    /** Runs one date; true when it counted, false when it only warmed up. */
    public boolean run(MarketDay day) {
        live = !day.date().isBefore(from);
        long open = calendar.openNanos(day.date());
        long close = calendar.closeNanos(day.date());
        beforeOpen(day, open - BEFORE_OPEN_NANOS);
        opening(day, open);
        closing(day, close);
        equalWeight.on(day, membersBefore, live);
        membersBefore = universe.members(day.date());
        bars += live ? day.bars().size() : 0;
        return live;
    }

    private void beforeOpen(MarketDay day, long nanos) {
        turnTo(nanos);
        day.reference().forEach(this::reference);
        if (live) {
            universe.announce(nanos, day.date(), ports::append);
        }
        for (CorporateAction action : day.actions()) {
            ports.venueMarket(action);
            // what the venue withdraws for a split is said before the engine asks for the same, in this run and in
            // every other
            ports.settle();
            if (live && universe.defined(action.instrument())) {
                ports.append(new EngineEvent.CorporateActionApplied(
                        nanos,
                        action.instrument(),
                        action.exDate(),
                        action.splitNumerator(),
                        action.splitDenominator(),
                        action.dividend()));
            }
            market(action);
        }
        ports.settle();
    }

    private void reference(MarketEvent event) {
        features.on(event);
        agents.onEvent(event);
        if (event instanceof InstrumentListing listing) {
            universe.on(listing);
        } else if (event instanceof BorrowAvailability availability) {
            universe.on(availability);
        }
    }

    private void opening(MarketDay day, long open) {
        turnTo(open);
        halts(day, open, true);
        tick(EngineEvent.Phase.OPEN, day.date());
        for (Bar bar : day.bars()) {
            if (!universe.outside(bar.instrument())) {
                ports.venueMarket(bar);
            }
        }
        ports.venueAdvance(open);
        ports.settle();
    }

    private void closing(MarketDay day, long close) {
        turnTo(close);
        halts(day, close, false);
        ports.venueAdvance(close);
        for (Bar bar : day.bars()) {
            market(bar);
        }
        FeatureFrame frame = agents.onInstant(close, day.date());
        scores.day(frame);
        said.forEach(batch -> scores.calls(batch.signals()));
        said.clear();
        tick(EngineEvent.Phase.INSTANT, day.date());
        ports.settle();
        tick(EngineEvent.Phase.CLOSE, day.date());
        turnTo(close + AFTER_CLOSE_NANOS);
        tick(EngineEvent.Phase.DAY_ROLL, day.date());
        ports.settle();
    }

    /** Halts that were known by the open come before it, the day's later ones with its close. */
    private void halts(MarketDay day, long nanos, boolean atOpen) {
        for (TradingHalt halt : day.halts()) {
            boolean early = halt.knownTimeNanos() <= calendar.openNanos(day.date());
            if (early == atOpen) {
                ports.venueMarket(halt);
                market(halt);
            }
        }
    }

    private void market(MarketEvent event) {
        features.on(event);
        agents.onEvent(event);
        views.on(event, time, view -> {
            if (live && universe.defined(view.instrument())) {
                ports.append(view);
            }
        });
    }

    private void batch(EngineEvent.SignalBatch batch) {
        if (live) {
            ports.append(batch);
            said.add(batch);
        }
    }

    private void tick(EngineEvent.Phase phase, LocalDate date) {
        if (live) {
            ports.append(new EngineEvent.ClockTick(time, phase, date));
        }
    }

    private void turnTo(long nanos) {
        time = nanos;
        ports.time(nanos);
    }

    /** Bars of the dates that counted. */
    public long bars() {
        return bars;
    }

    /** The yardstick's growth of one unit, the start included. */
    public List<Double> equalWeight() {
        return equalWeight.levels();
    }

    /** How the calls of each agent came out at their horizons. */
    public SortedMap<AgentId, CallScore> callScores() {
        return scores.scores();
    }

    /** How the agents did. */
    public List<AgentStatus> agentStatus() {
        return agents.status();
    }
}
