package io.portcullis.policy.gate;

import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.policy.language.RuleFunctions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The verdicts of watch rules. Not final, so that a test can let one throw. */
public class WatchVerdicts extends Verdicts {
    private final List<WatchRuling.Action> actions = new ArrayList<>();

    WatchVerdicts() {}

    /** Only reducing orders from now on. */
    public void reduceOnly(String rule, String scope, double value, double limit) {
        act(TradingState.REDUCE_ONLY, rule, scope, value, limit);
    }

    /** Only cancels from now on. */
    public void kill(String rule, String scope, double value, double limit) {
        act(TradingState.KILLED, rule, scope, value, limit);
    }

    @Override
    void begin() {
        super.begin();
        actions.clear();
    }

    /** The ruling of a proven evaluation. */
    WatchRuling ruling() {
        List<Reason> warnings = reasons();
        if (warnings.isEmpty() && actions.isEmpty()) {
            return WatchRuling.NONE;
        }
        actions.sort(Comparator.comparing(
                        (WatchRuling.Action action) -> action.reason().rule())
                .thenComparing(WatchRuling.Action::state)
                .thenComparing(WatchRuling.Action::scope));
        return new WatchRuling(warnings, actions);
    }

    private void act(TradingState state, String rule, String scope, double value, double limit) {
        Reason reason =
                new Reason(ReasonCode.POLICY_DENIED, rule, RuleFunctions.finite(value), RuleFunctions.finite(limit));
        actions.add(new WatchRuling.Action(Scope.parse(scope), state, reason));
    }
}
