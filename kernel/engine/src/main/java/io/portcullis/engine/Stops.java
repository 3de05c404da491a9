package io.portcullis.engine;

import io.portcullis.engine.gate.OrderDraft;
import io.portcullis.engine.gate.TradingStates;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Attribution;
import io.portcullis.model.order.OrderIntent;
import io.portcullis.model.signal.Opportunity;
import java.util.ArrayList;
import java.util.List;

/** Shuts scopes: latches their state, withdraws what is in them, works out the exits of a flatten. Engine thread only. */
public final class Stops {
    private final Books books;
    private final TradingStates trading;
    private final VenueId venue;

    Stops(Books books) {
        this.books = books;
        this.trading = books.trading();
        this.venue = books.router().venue();
    }

    /** Whose order a draft would become. */
    Attribution whose(OrderDraft draft, boolean flatten) {
        return new Attribution(draft.account(), sector(draft.instrument()), behind(draft), flatten);
    }

    private String sector(InstrumentId instrument) {
        InstrumentState state = books.instruments().find(instrument);
        return state == null ? Attribution.NONE.sector() : state.sector();
    }

    /** The agents whose opinion points the order's way; all that spoke where none does, as when a position is only made smaller. */
    private static List<AgentId> behind(OrderDraft draft) {
        if (draft.opportunity() == null) {
            return List.of();
        }
        List<AgentId> all = new ArrayList<>();
        List<AgentId> agreeing = new ArrayList<>();
        for (Opportunity.Contribution each : draft.opportunity().contributions()) {
            all.add(each.agent());
            if (each.logit() * draft.side().sign() > 0) {
                agreeing.add(each.agent());
            }
        }
        return agreeing.isEmpty() ? all : agreeing;
    }

    /** What passes of an order. A flatten's exits pass where nothing else does. */
    TradingState at(InstrumentId instrument, Attribution whose) {
        TradingState state = trading.at(venue, instrument, whose);
        return whose.flatten() && state == TradingState.KILLED ? TradingState.REDUCE_ONLY : state;
    }

    /** Latches a scope's state; a kill withdraws every order that is in the scope. */
    void tighten(Scope scope, TradingStates.Latch latch, Outbox out) {
        boolean fresh = trading.tighten(scope, latch);
        if (latch.state() != TradingState.KILLED) {
            return;
        }
        for (TrackedOrder order : books.orders().open()) {
            if (isIn(scope, order) && trading.killed(venue, order.instrument(), order.whose())) {
                books.cancels().cancel(order, "kill of " + scope, latch.sinceNanos(), out);
                if (fresh && !order.state().done()) {
                    count(scope, order);
                }
            }
        }
    }

    /** The order of two agents falls with the second: the kill of the first has it on its account from then on, too. */
    private void count(Scope scope, TrackedOrder order) {
        trading.cancelAsked(scope);
        if (scope.kind() == Scope.Kind.AGENT) {
            for (AgentId agent : order.whose().agents()) {
                Scope other = new Scope(Scope.Kind.AGENT, agent.value());
                if (!other.equals(scope)) {
                    trading.cancelAsked(other);
                }
            }
        }
    }

    private boolean isIn(Scope scope, TrackedOrder order) {
        return scope.covers(venue, order.instrument(), order.whose());
    }

    /** False when nothing that trades here has the scope's name; of agents it cannot be told. */
    public boolean knows(Scope scope) {
        return switch (scope.kind()) {
            case GLOBAL, HOST, AGENT -> true;
            case VENUE -> scope.name().equals(venue.value());
            case ACCOUNT -> scope.name().equals(books.settings().account().value());
            case SECTOR ->
                books.portfolio().positions().stream()
                        .anyMatch(held -> held.sector().equals(scope.name()));
            case INSTRUMENT ->
                books.portfolio().positions().stream()
                        .anyMatch(held -> held.instrument().value().equals(scope.name()));
        };
    }

    /** The orders in a scope that a kill of it would withdraw now, or has been withdrawing: they may still trade. */
    public List<TrackedOrder> working(Scope scope) {
        return books.orders().open().stream()
                .filter(order -> isIn(scope, order) && isAlone(scope, order))
                .toList();
    }

    /** An agent's kill leaves alone what another agent, who is not killed, stands behind as well. */
    private boolean isAlone(Scope scope, TrackedOrder order) {
        return scope.kind() != Scope.Kind.AGENT
                || order.whose().agents().stream()
                        .allMatch(agent -> agent.value().equals(scope.name()) || trading.silenced(agent));
    }

    /**
     * The exits that close every position in a scope, as far as no order closes it yet; entries that still work in the scope are
     * withdrawn.
     *
     * @param position the request's place in the log, of which each exit's key is made
     */
    List<OrderDraft> flatten(EngineEvent.FlattenRequested request, long position, Outbox out) {
        Scope scope = request.scope();
        for (TrackedOrder order : books.orders().open()) {
            if (isIn(scope, order) && !order.toVenue().reducing()) {
                books.cancels().cancel(order, "flatten of " + scope, request.timeNanos(), out);
            }
        }
        List<OrderDraft> exits = new ArrayList<>();
        for (Position held : books.portfolio().positions()) {
            OrderIntent intent = inScope(scope, held) ? books.coordinator().exit(held) : null;
            if (intent != null) {
                String key = "flatten-" + position + "-" + (exits.size() + 1);
                exits.add(OrderDraft.of(books.nextOrderId(), key, OrderDraft.FLATTEN, intent, null));
            }
        }
        return exits;
    }

    /** Exits of flattens that work in a scope. */
    public long exits(Scope scope) {
        return books.orders().open().stream()
                .filter(order -> order.whose().flatten() && isIn(scope, order))
                .count();
    }

    /** Positions in a scope that are not flat. */
    public long held(Scope scope) {
        return books.portfolio().positions().stream()
                .filter(held -> held.quantityRaw() != 0 && inScope(scope, held))
                .count();
    }

    /** Positions in a scope that the orders that work do not close whole. */
    public long uncovered(Scope scope) {
        return books.portfolio().positions().stream()
                .filter(held -> held.quantityRaw() != 0 && inScope(scope, held))
                .filter(held -> held.quantityRaw() > 0
                        ? held.quantityRaw() > held.pendingSellRaw()
                        : -held.quantityRaw() > held.pendingBuyRaw())
                .count();
    }

    private boolean inScope(Scope scope, Position held) {
        Attribution whose = new Attribution(books.settings().account(), held.sector(), List.of(), true);
        return scope.covers(venue, held.instrument(), whose);
    }
}
