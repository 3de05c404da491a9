package io.portcullis.host.live;

import io.portcullis.host.plugins.AgentFloor;
import io.portcullis.host.plugins.PluginHealth;
import io.portcullis.host.plugins.PluginListener;
import io.portcullis.host.server.AgentView;
import io.portcullis.host.session.Universe;
import io.portcullis.ingest.bus.MarketSink;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.feature.Features;
import io.portcullis.signals.feature.MarketViews;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Steps 1 to 3 of the walk on the wall clock: what the bus delivers becomes features, views for the engine and, every few
 * seconds, questions to the agents. One lock, under which nobody waits for an agent: bus and clock take turns.
 */
final class MarketFeed implements MarketSink, AutoCloseable {
    /** How often the agents are asked, in seconds. */
    static final int ASK_EVERY_SECONDS = 5;

    private final TradingCore core;
    private final TradingCalendar calendar = TradingCalendar.nyse();
    private final Features features = new Features();
    private final MarketViews views = new MarketViews(features);
    private final Universe universe = new Universe();
    private final FeatureRoom room;
    private final AgentDesk desk;
    private final AgentFloor floor;
    private final AgentRunner agents;
    private final long startNanos;
    private LocalDate date;
    private volatile LongConsumer timer = nanos -> {};
    private volatile long frames;
    private volatile int frameRows;

    MarketFeed(TradingCore core, FeatureRoom room, AgentDesk desk, PluginHealth health, int failuresMax) {
        this.core = core;
        this.room = room;
        this.desk = desk;
        this.startNanos = core.now();
        this.date = calendar.dateAt(startNanos);
        this.floor = new AgentFloor(features, this::said, this::quarantined, health, failuresMax);
        this.agents = floor.runner();
    }

    @Override
    public synchronized void onMarket(MarketEvent event) {
        room.told(event);
        features.on(event);
        agents.onEvent(event);
        if (event instanceof InstrumentListing listing) {
            universe.on(listing);
        } else if (event instanceof BorrowAvailability availability) {
            universe.on(availability);
        }
        boolean history = event.knownTimeNanos() < startNanos;
        if (!history) {
            toEngine(event);
        }
        toVenue(event);
        views.on(event, core.now(), view -> {
            if (!history && universe.defined(view.instrument())) {
                core.append(view);
            }
        });
    }

    private void toEngine(MarketEvent event) {
        universe.announce(core.now(), date, core::append);
        if (event instanceof CorporateAction action && universe.defined(action.instrument())) {
            core.append(new EngineEvent.CorporateActionApplied(
                    core.now(),
                    action.instrument(),
                    action.exDate(),
                    action.splitNumerator(),
                    action.splitDenominator(),
                    action.dividend()));
        }
    }

    private void toVenue(MarketEvent event) {
        boolean listed = !(event instanceof Bar bar) || !universe.outside(bar.instrument());
        if (listed) {
            core.channel().onVenueThread(() -> {
                core.desk().onMarket(event);
                return null;
            });
        }
    }

    /** One more second of engine time. */
    synchronized void second() {
        long now = core.now();
        rollIfNewDate(now);
        views.flush(now, view -> {
            if (universe.defined(view.instrument())) {
                core.append(view);
            }
        });
        core.append(new EngineEvent.ClockTick(now, EngineEvent.Phase.SECOND, date));
    }

    /** The agents are asked, and the engine coordinates what they say. On a thread of its own: they may take their budgets. */
    void ask() {
        long started = System.nanoTime();
        AgentRunner.Round round;
        LocalDate today;
        synchronized (this) {
            today = date;
            round = agents.ask(core.now(), today);
            room.asked(round.frame().timeNanos(), today);
        }
        room.shown(round.frame());
        desk.asked(today, round.frame());
        agents.collect(round);
        frameRows = round.frame().rows().size();
        frames++;
        timer.accept(System.nanoTime() - started);
        core.append(new EngineEvent.ClockTick(core.now(), EngineEvent.Phase.INSTANT, today));
    }

    /** Each instant's nanoseconds, features and agents together, go here from now on. */
    void timeInstantsWith(LongConsumer newTimer) {
        timer = newTimer;
    }

    /** Instants so far. */
    long frames() {
        return frames;
    }

    /** Instruments in the last one's frame. */
    int frameRows() {
        return frameRows;
    }

    /** Quotes and trades that came too late for their minute. */
    long lateEvents() {
        return features.lateCount();
    }

    FeatureRoom room() {
        return room;
    }

    private void rollIfNewDate(long now) {
        LocalDate today = calendar.dateAt(now);
        if (!today.equals(date)) {
            core.append(new EngineEvent.ClockTick(now, EngineEvent.Phase.DAY_ROLL, date));
            date = today;
            universe.announce(now, date, core::append);
        }
    }

    /** Takes agents in and lets them go. */
    PluginListener agentListener() {
        return floor;
    }

    List<AgentStatus> agentStatus() {
        return agents.status();
    }

    /** What they did, and what became of their calls. */
    List<AgentView> agentViews() {
        return AgentView.of(agents.status(), desk.scores());
    }

    private void said(EngineEvent.SignalBatch batch) {
        desk.said(batch);
        core.append(batch);
    }

    private void quarantined(AgentId agent, boolean quarantined, String reason) {
        core.append(new EngineEvent.AgentQuarantined(core.now(), agent, quarantined, reason));
    }

    @Override
    public void close() {
        floor.close();
    }
}
