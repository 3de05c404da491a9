package io.portcullis.host.live;

import io.portcullis.host.session.SessionPorts;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.market.MarketEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The daily cycle's ports over the real core: recorded log, engine thread, venue channel, each waited for in {@link #settle}. */
final class CorePorts implements SessionPorts {
    private static final long LOOK_NANOS = 20_000;
    private static final long SETTLE_SECONDS_MAX = 60;

    private final TradingCore core;
    private final VirtualClock clock;

    CorePorts(TradingCore core, VirtualClock clock) {
        this.core = core;
        this.clock = clock;
    }

    @Override
    public void time(long nanos) {
        clock.turnTo(nanos);
    }

    @Override
    public void append(EngineEvent event) {
        core.append(event);
    }

    @Override
    public void venueMarket(MarketEvent event) {
        core.channel().onVenueThread(() -> {
            core.desk().onMarket(event);
            return null;
        });
    }

    @Override
    public void venueAdvance(long nanos) {
        core.onVenue(() -> {
            core.desk().advanceTo(nanos);
            return null;
        });
    }

    @Override
    public void settle() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS_MAX);
        do {
            awaitQuiet(deadline);
            // whatever the engine sent is dealt with, and its reports appended, when the venue's thread comes to this
            core.onVenue(() -> null);
        } while (!core.core().isQuiet());
    }

    private void awaitQuiet(long deadline) {
        while (!core.core().isQuiet()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the session did not settle within " + SETTLE_SECONDS_MAX
                        + " s: engine at " + core.core().processed() + ", log at "
                        + core.core().lastAppended());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
