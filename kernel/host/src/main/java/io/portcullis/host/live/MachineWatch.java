package io.portcullis.host.live;

import io.portcullis.host.health.Alerts;
import io.portcullis.host.health.DiskGuard;
import io.portcullis.host.health.SessionClock;
import io.portcullis.host.health.StallWatch;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import java.time.Duration;
import java.util.Locale;

/**
 * Watches what the engine stands on. A core thread that does not come round shuts the venue channel until it does; a disk that
 * fills up leaves exits and cancels only, until there is room again. Neither needs a hand, neither is a kill.
 */
final class MachineWatch {
    private static final String CORE = "core";
    private static final String DISK = "disk";

    private final TradingCore core;
    private final SessionClock clock;
    private final DiskGuard disk;
    private final Alerts alerts;
    private final long stallNanosMax;
    private final StallWatch turns;
    private volatile String stall = "";
    /** Null until the first look: an earlier process may have left the state behind. */
    private String diskProblem;

    MachineWatch(TradingCore core, SessionClock clock, DiskGuard disk, Alerts alerts, Duration stallMax) {
        this.core = core;
        this.clock = clock;
        this.disk = disk;
        this.alerts = alerts;
        this.stallNanosMax = stallMax.toNanos();
        this.turns = new StallWatch(core.core()::turns, System::nanoTime);
    }

    /** Why nothing can be decided at this moment; empty when the engine's thread comes round. Any thread. */
    String stall() {
        return stall;
    }

    /** Looks at the engine's thread. Watching thread. */
    void lookAtCore() {
        long standing = turns.standingNanos();
        if (standing > stallNanosMax && !core.failed().isDone()) {
            stall = String.format(
                    Locale.ROOT,
                    "the log has not moved for %.1f s, so nothing is decided and nothing leaves; a disk that hangs does that",
                    standing / 1e9);
            core.kill().impair(TradingState.KILLED);
            alerts.raise(CORE, stall);
        } else if (!stall.isEmpty()) {
            stall = "";
            core.kill().impair(TradingState.NORMAL);
            alerts.clear(CORE);
        }
    }

    /** Looks at the disk and the wall clock, which may take a while. Another watching thread. */
    void lookAround() {
        clock.check();
        String problem = disk.problem();
        if (problem.isEmpty()) {
            alerts.clear(DISK);
            if (diskProblem == null ? reducedByEarlierProcess() : !diskProblem.isEmpty()) {
                core.append(new EngineEvent.ResumeRequested(core.now(), Scope.HOST, DISK));
            }
        } else {
            alerts.raise(DISK, problem);
            if (diskProblem == null || diskProblem.isEmpty()) {
                core.append(new EngineEvent.ReduceOnlyRequested(core.now(), Scope.HOST, DISK, problem));
            }
        }
        diskProblem = problem;
    }

    private boolean reducedByEarlierProcess() {
        return core.core()
                .ask(engine ->
                        engine.books() != null && engine.books().trading().of(Scope.HOST) != TradingState.NORMAL)
                .join();
    }
}
