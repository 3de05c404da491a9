package io.portcullis.host.live;

import io.portcullis.host.plugins.PluginHealth;
import io.portcullis.host.plugins.PluginListener;
import io.portcullis.host.plugins.PluginMeter;
import io.portcullis.host.plugins.PluginUnusableException;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.VenueId;
import io.portcullis.spi.Venue;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the venue of the session is the one that its plugin offers now: a new version takes over on the channel's thread,
 * between two commands. When there is none any more, the venue's scope is killed before anything else is done, by an event in
 * the log; the kill is latched, and a venue that comes back lifts nothing.
 */
final class VenueKeeper implements PluginListener, VenueDesk.Watch {
    private static final Logger LOG = LoggerFactory.getLogger(VenueKeeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String BY = "plugins";

    private final TradingCore core;
    private final PluginHealth health;
    private final int failuresMax;
    private final Duration patience;
    private Venue watched;
    private PluginMeter meter = new PluginMeter();
    private int errors;

    VenueKeeper(TradingCore core, PluginHealth health, int failuresMax) {
        this(core, health, failuresMax, PATIENCE);
    }

    /**
     * One with another patience.
     *
     * @param patience how long a call of the venue before may take, before it is interrupted, and again before it is given up
     */
    VenueKeeper(TradingCore core, PluginHealth health, int failuresMax, Duration patience) {
        this.core = core;
        this.health = health;
        this.failuresMax = failuresMax;
        this.patience = patience;
    }

    @Override
    public void venueAdded(Venue venue) {
        if (!isOurs(venue.id())) {
            return;
        }
        look(venue, health.meter(venue));
        if (!core.desk().holds(venue)) {
            LOG.info("venue {} is taken over by another version of its plugin", venue.id());
            onVenueThread("take over", () -> core.desk().takeOver(venue));
        }
    }

    private synchronized void look(Venue venue, PluginMeter itsMeter) {
        watched = venue;
        meter = itsMeter;
        errors = 0;
    }

    @Override
    public void venuePaused(VenueId id) {
        if (isOurs(id)) {
            look(null, new PluginMeter());
            onVenueThread("close", () -> core.desk().vacate());
        }
    }

    @Override
    public void venueRemoved(VenueId id) {
        if (!isOurs(id)) {
            return;
        }
        kill("no plugin offers the venue any more");
        look(null, new PluginMeter());
        onVenueThread("close", () -> core.desk().vacate());
    }

    private boolean isOurs(VenueId id) {
        return id.equals(core.venueId());
    }

    private void kill(String reason) {
        Scope scope = new Scope(Scope.Kind.VENUE, core.venueId().value());
        LOG.error(
                "{} is killed: {}; working orders stay at the venue and are asked for when it is back", scope, reason);
        try {
            core.kill().raise(scope, reason);
        } catch (IOException e) {
            LOG.error("{} is killed, but its flag file could not be written: it would not survive a crash", scope, e);
        }
        core.append(new EngineEvent.KillRequested(core.now(), scope, BY, reason));
    }

    /** Waits for it, and interrupts a venue that does not come back from a call; what listens to no interrupt is given up. */
    private void onVenueThread(String what, Runnable work) {
        AtomicBoolean givenUp = new AtomicBoolean();
        CompletableFuture<Void> done = core.channel().onVenueThread(() -> {
            if (!givenUp.get()) {
                work.run();
            }
            return null;
        });
        for (int turn = 0; turn < 2; turn++) {
            try {
                done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                core.desk().interruptCall();
            } catch (ExecutionException e) {
                throw new PluginUnusableException(
                        "its venue cannot " + what + ": " + e.getCause().getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                turn = 2;
            }
        }
        givenUp.set(true);
        kill("the venue's plugin hangs in a call");
        throw new PluginUnusableException(
                "its venue cannot " + what
                        + ": the version before it hangs in a call and listens to no interrupt; only a restart of the server frees it");
    }

    @Override
    public synchronized void called(Venue venue, long tookNanos) {
        if (venue == watched) {
            meter.called(tookNanos);
        }
    }

    /** A link that is down makes a venue throw exceptions for hours, and another version would not help; errors are its own. */
    @Override
    public synchronized void threw(Venue venue, boolean error, String what) {
        if (venue != watched) {
            return;
        }
        meter.failed();
        if (error && ++errors == failuresMax) {
            health.failed(venue, failuresMax + " errors, the last: " + what);
        }
    }
}
