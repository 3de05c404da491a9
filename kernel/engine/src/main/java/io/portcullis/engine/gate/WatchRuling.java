package io.portcullis.engine.gate;

import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import java.util.List;

/**
 * What the watch rules want.
 *
 * @param warnings reasons of rules that only warn
 * @param actions state changes that rules ask for, sorted by rule id
 */
public record WatchRuling(List<Reason> warnings, List<Action> actions) {
    /** Nothing to do. */
    public static final WatchRuling NONE = new WatchRuling(List.of(), List.of());

    /** Copies the lists. */
    public WatchRuling {
        warnings = List.copyOf(warnings);
        actions = List.copyOf(actions);
    }

    /**
     * One state change.
     *
     * @param scope which part
     * @param state REDUCE_ONLY or KILLED
     * @param reason the rule and its numbers
     */
    public record Action(Scope scope, TradingState state, Reason reason) {}
}
