package io.portcullis.host.live;

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
import io.portcullis.signals.agent.AgentListener;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.feature.Features;
import io.portcullis.signals.feature.MarketViews;
import io.portcullis.spi.Agent;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps 1 to 3 of the walk on the wall clock: what the bus delivers becomes features, views for the engine and, every few
 * seconds, questions to the agents. One lock: the bus, the clock and the deployer take turns.
 */
final class MarketFeed implements MarketSink, AgentListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);

    /** How often the agents are asked, in seconds of engine time. */
    private static final int ASK_EVERY_SECONDS = 5;

    private final TradingCore core;
    private final TradingCalendar calendar = TradingCalendar.nyse();
    private final Features features = new Features();
    private final MarketViews views = new MarketViews(features);
    private final Universe universe = new Universe();
    private final AgentRunner agents;
    private final long startNanos;
    private LocalDate date;
    private long seconds;
    private volatile LongConsumer timer = nanos -> {};
    private volatile long frames;
    private volatile int frameRows;

    MarketFeed(TradingCore core) {
        this.core = core;
        this.startNanos = core.now();
        this.date = calendar.dateAt(startNanos);
        this.agents = AgentRunner.live(features, core::append, this);
    }

    @Override
    public synchronized void onMarket(MarketEvent event) {
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
                core.venue().onMarket(event);
                return null;
            });
        }
    }

    /** One more second of engine time; every few of them the agents are asked and the engine coordinates. */
    synchronized void second() {
        long now = core.now();
        rollIfNewDate(now);
        views.flush(now, view -> {
            if (universe.defined(view.instrument())) {
                core.append(view);
            }
        });
        core.append(new EngineEvent.ClockTick(now, EngineEvent.Phase.SECOND, date));
        seconds++;
        if (seconds % ASK_EVERY_SECONDS == 0) {
            ask(now);
            core.append(new EngineEvent.ClockTick(core.now(), EngineEvent.Phase.INSTANT, date));
        }
    }

    private void ask(long now) {
        long started = System.nanoTime();
        frameRows = agents.onInstant(now, date).rows().size();
        frames++;
        timer.accept(System.nanoTime() - started);
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

    private void rollIfNewDate(long now) {
        LocalDate today = calendar.dateAt(now);
        if (!today.equals(date)) {
            core.append(new EngineEvent.ClockTick(now, EngineEvent.Phase.DAY_ROLL, date));
            date = today;
            universe.announce(now, date, core::append);
        }
    }

    /** An agent came, or a new version of one that is there. */
    void add(Agent agent) {
        try {
            AgentId id = agents.replace(agent);
            LOG.info("agent {} is asked from now on", id);
        } catch (IllegalArgumentException e) {
            LOG.warn("agent {} is not asked: {}", agent.getClass().getName(), e.getMessage());
        }
    }

    /** An agent went. */
    void remove(AgentId agent) {
        agents.remove(agent);
    }

    List<AgentStatus> agentStatus() {
        return agents.status();
    }

    @Override
    public void quarantined(AgentId agent, boolean quarantined, String reason) {
        LOG.warn("agent {} is {} quarantine: {}", agent, quarantined ? "in" : "out of", reason);
        core.append(new EngineEvent.AgentQuarantined(core.now(), agent, quarantined, reason));
    }

    @Override
    public void failed(AgentId agent, String reason) {
        LOG.warn("agent {} failed: {}", agent, reason);
    }

    @Override
    public void close() {
        agents.close();
    }
}
