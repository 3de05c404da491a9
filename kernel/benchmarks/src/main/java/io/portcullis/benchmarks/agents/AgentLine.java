package io.portcullis.benchmarks.agents;

import io.portcullis.benchmarks.figure.NotMeasuredException;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.ingest.bus.ArtemisBus;
import io.portcullis.ingest.bus.BusSettings;
import io.portcullis.ingest.bus.EventBus;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.signals.agent.AgentListener;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Bus, features and agents as the server has them: events come out of the real bus on its thread; another thread asks the agents,
 * each on its own, as soon as there is something new. The market's time is that of the machine, moved to a trading day and sixty times
 * as fast, so that what needs minutes of a market has them in seconds.
 */
final class AgentLine implements AutoCloseable {
    private static final TradingCalendar NYSE = TradingCalendar.nyse();
    private static final int SPEED = 60;

    private final QuoteStream market;
    private final Features features = new Features();
    private final AgentRunner runner;
    private final EventBus bus;
    private final AtomicLong signals = new AtomicLong();
    private final Thread asker = new Thread(this::askOnAndOn, "asker");
    private final long startNanos;
    private final Object turn = new Object();
    private long lastKnown;
    private volatile Stages stages = new Stages();
    private volatile long delivered;
    private volatile long asked;
    private volatile long instants;
    private volatile boolean closed;
    private volatile RuntimeException broken;
    private Waiting waiting = new Waiting();

    AgentLine(Path folder, QuoteStream market) throws NotMeasuredException {
        this.market = market;
        AgentListener listener = (agent, out, reason) -> broken = new IllegalStateException(agent + ": " + reason);
        runner = AgentRunner.live(
                features, batch -> signals.addAndGet(batch.signals().size()), listener);
        for (Agent agent : ShippedAgents.hot()) {
            runner.add(agent);
        }
        warm();
        bus = ArtemisBus.open(BusSettings.defaults(folder));
        bus.deliverMarketTo(this::take);
        startNanos = System.nanoTime();
        asker.start();
    }

    /** Day by day, as the server lives through them. */
    private void warm() {
        for (MarketEvent event : market.history()) {
            if (lastKnown > 0 && event.knownTimeNanos() > lastKnown) {
                runner.onInstant(lastKnown, NYSE.dateAt(lastKnown));
            }
            features.on(event);
            runner.onEvent(event);
            lastKnown = event.knownTimeNanos();
        }
        runner.onInstant(lastKnown, NYSE.dateAt(lastKnown));
    }

    /** The market's time at a time of the machine. */
    private long marketNanos(long machineNanos) {
        return market.openNanos() + SPEED * (machineNanos - startNanos);
    }

    private long machineNanos(long marketNanos) {
        return startNanos + (marketNanos - market.openNanos()) / SPEED;
    }

    /** Publishes a quote that was due at a time of the machine; waits while too many are on their way. */
    void publish(long dueNanos) throws InterruptedException {
        bus.publishMarketOrWait(market.quote(marketNanos(dueNanos)));
    }

    /** Times go here from now on. */
    void time(Stages newStages) {
        stages = newStages;
    }

    private void take(MarketEvent event) {
        synchronized (turn) {
            features.on(event);
            runner.onEvent(event);
            lastKnown = Math.max(lastKnown, event.knownTimeNanos());
            waiting.add(machineNanos(event.knownTimeNanos()), System.nanoTime());
            delivered++;
        }
        LockSupport.unpark(asker);
    }

    private void askOnAndOn() {
        Waiting empty = new Waiting();
        while (!closed) {
            Waiting taken;
            AgentRunner.Round round;
            long askedNanos;
            synchronized (turn) {
                taken = waiting;
                askedNanos = System.nanoTime();
                if (taken.count() > 0) {
                    waiting = empty;
                    round = runner.ask(lastKnown, market.day());
                } else {
                    round = null;
                }
            }
            if (round == null) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            } else {
                runner.collect(round);
                instants++;
                int count = taken.count();
                taken.answered(stages, askedNanos, System.nanoTime());
                empty = taken;
                asked += count;
            }
        }
    }

    /** Waits until the agents have answered to so many events. */
    void await(long events, long secondsMax) throws WrongAnswerException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
        while (asked < events) {
            if (broken != null) {
                throw new WrongAnswerException(broken.getMessage());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new WrongAnswerException("agents answered to " + asked + " events of " + events + ", " + delivered
                        + " were delivered, in " + secondsMax + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Every agent answered to every instant, spoke, and lost nothing; the bus neither. */
    void requireSound() throws WrongAnswerException {
        if (bus.counters().marketDropped() > 0) {
            throw new WrongAnswerException("the bus dropped " + bus.counters().marketDropped() + " events");
        }
        for (AgentStatus status : runner.status()) {
            AgentId agent = status.agent();
            if (status.failures() > 0 || status.eventsDropped() > 0 || status.overruns() > 0) {
                throw new WrongAnswerException(agent + " failed " + status.failures() + " times, lost "
                        + status.eventsDropped() + " events: " + status.lastFailure());
            }
            if (status.signals() == 0) {
                throw new WrongAnswerException(agent + " never spoke: " + status.abstentions());
            }
        }
    }

    long instants() {
        return instants;
    }

    long signals() {
        return signals.get();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(asker);
        try {
            asker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bus.close();
        runner.close();
    }
}
