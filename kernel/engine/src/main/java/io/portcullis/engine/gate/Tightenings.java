package io.portcullis.engine.gate;

import io.portcullis.engine.gate.facts.Ceilings;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent.LimitTightened;
import io.portcullis.model.signal.Opportunity;
import java.util.ArrayList;
import java.util.List;

/**
 * What people tightened for a while, over whatever pack judges: each lowers a limit to a value wherever the pack allows more, and ends by
 * engine time. None of them can raise anything. Engine thread only.
 */
public final class Tightenings {
    private static final String GLOBAL = "global";

    private final List<LimitTightened> known = new ArrayList<>();
    private boolean touched;

    /** Somebody tightened a limit. */
    public void on(LimitTightened tightened) {
        touched = true;
        known.removeIf(each -> each.isOver(tightened.timeNanos()));
        known.add(tightened);
    }

    /** Those in force, in the order in which they came. */
    public List<LimitTightened> inForce(long nowNanos) {
        return known.stream().filter(each -> !each.isOver(nowNanos)).toList();
    }

    /** True when nobody ever tightened anything. */
    public boolean isUntouched() {
        return !touched;
    }

    /** Says how high the limits of an order may be. Allocates nothing: it runs for each order. */
    void fill(GateFacts facts, long nowNanos) {
        facts.ceilings().clear();
        for (int i = 0; i < known.size(); i++) {
            LimitTightened each = known.get(i);
            if (!each.isOver(nowNanos) && covers(each.scope(), facts)) {
                facts.ceilings().lower(each.limit(), each.value());
            }
        }
    }

    /** The same for what watch rules see: the account as a whole. */
    void fill(WatchFacts facts, long nowNanos) {
        Ceilings ceilings = facts.ceilings();
        ceilings.clear();
        for (int i = 0; i < known.size(); i++) {
            LimitTightened each = known.get(i);
            boolean covered = each.scope().equals(GLOBAL)
                    || is(each.scope(), "account:", facts.account().getId());
            if (covered && !each.isOver(nowNanos)) {
                ceilings.lower(each.limit(), each.value());
            }
        }
    }

    private static boolean covers(String scope, GateFacts facts) {
        return scope.equals(GLOBAL)
                || is(scope, "instrument:", facts.instrument().getSymbol())
                || is(scope, "sector:", facts.instrument().getSector())
                || is(scope, "account:", facts.order().getAccount())
                || is(scope, "venue:", facts.order().getVenue())
                || isOfAgent(scope, facts.agent().getContributions());
    }

    private static boolean is(String scope, String kind, String name) {
        return scope.length() == kind.length() + name.length() && scope.startsWith(kind) && scope.endsWith(name);
    }

    private static boolean isOfAgent(String scope, List<Opportunity.Contribution> contributions) {
        for (int i = 0; i < contributions.size(); i++) {
            if (is(scope, "agent:", contributions.get(i).agent().value())) {
                return true;
            }
        }
        return false;
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putLong(known.size());
        for (LimitTightened each : known) {
            out.putLong(each.timeNanos());
            out.putString(each.limit());
            out.putString(each.scope());
            out.putDouble(each.value());
            out.putLong(each.untilNanos());
            out.putString(each.by());
            out.putString(each.reason());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Tightenings read(StateReader in) {
        Tightenings result = new Tightenings();
        long count = in.getLong();
        result.touched = true;
        for (long n = count; n > 0; n--) {
            result.known.add(new LimitTightened(
                    in.getLong(),
                    in.getString(),
                    in.getString(),
                    in.getDouble(),
                    in.getLong(),
                    in.getString(),
                    in.getString()));
        }
        return result;
    }
}
