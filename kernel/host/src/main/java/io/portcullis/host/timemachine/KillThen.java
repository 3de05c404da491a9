package io.portcullis.host.timemachine;

import io.portcullis.engine.gate.SessionState;
import io.portcullis.engine.gate.TradingStates;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import java.util.ArrayList;
import java.util.List;

/**
 * Where trading was stopped or narrowed.
 *
 * @param states every scope that was not NORMAL; empty when trading was free
 */
record KillThen(List<Row> states) {
    /**
     * One scope.
     *
     * @param scope which part
     * @param state KILLED or REDUCE_ONLY
     * @param since engine time of the event that made it so
     * @param position that event's place in the log; 0 for what follows from a restart
     * @param by who, or which rule
     * @param reason why
     */
    record Row(String scope, String state, String since, long position, String by, String reason) {}

    static KillThen of(TradingStates trading, SessionState session) {
        List<Row> rows = new ArrayList<>();
        trading.latches()
                .forEach((scope, latch) -> rows.add(new Row(
                        scope.toString(),
                        latch.state().name(),
                        Decimals.time(latch.sinceNanos()),
                        latch.position(),
                        latch.by(),
                        latch.reason())));
        if (trading.recovering() && trading.of(Scope.GLOBAL) == TradingState.NORMAL) {
            rows.add(new Row(
                    Scope.GLOBAL.toString(),
                    TradingState.REDUCE_ONLY.name(),
                    Decimals.time(session.sinceNanos()),
                    0,
                    "engine",
                    "orders of an earlier run are unresolved"));
        }
        return new KillThen(rows);
    }
}
