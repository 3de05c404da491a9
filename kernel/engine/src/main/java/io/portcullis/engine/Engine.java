package io.portcullis.engine;

import io.portcullis.engine.gate.Gate;
import io.portcullis.engine.gate.OrderDraft;
import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.TradingStates;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.order.OrderDesk;
import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.order.Attribution;
import io.portcullis.model.order.OrderIntent;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Quantity;
import java.time.temporal.ChronoUnit;

/**
 * The deterministic core: steps 4 to 8 of the walk as one function of the log. Live, back test and replay are three hosts of
 * this class.
 *
 * <p>Single-threaded. Corrupt input (time going backwards, an instrument that was never defined, a session that never started)
 * throws, and the host stops the node; everything a market, a venue, a rule or a person can do is a value.
 */
public final class Engine {
    /** Version of the decisions: replay under another is refused or reported as differences. */
    public static final String VERSION = "0.1.0";

    private static final String LOSS = "loss-watch";

    private final PolicyGate policy;
    private Books books;
    private long timeNanos = Long.MIN_VALUE;
    private long position;

    /** An engine that judges with this policy ring; it starts with the log's first event. */
    public Engine(PolicyGate policy) {
        this.policy = policy;
    }

    /**
     * Takes one event of the log.
     *
     * @param newPosition its position in the log, rising
     * @param event the event, recorded
     * @param out where outputs go
     */
    public void on(long newPosition, EngineEvent event, Outbox out) {
        if (event.timeNanos() < timeNanos) {
            throw new IllegalStateException("engine time went backwards at position " + newPosition + ": "
                    + event.timeNanos() + " after " + timeNanos);
        }
        timeNanos = event.timeNanos();
        position = newPosition;
        if (event instanceof EngineEvent.SessionStarted started) {
            startSession(started, out);
            return;
        }
        if (books == null) {
            throw new IllegalStateException("the log does not begin with SessionStarted but with " + event);
        }
        // the hot ones first; each branch is one room
        if (event instanceof EngineEvent.MarketView view) {
            market(view, out);
        } else if (event instanceof EngineEvent.SignalBatch batch) {
            books.signals().on(batch); // step 3 arrives
        } else if (event instanceof EngineEvent.OrderRequested requested) {
            request(requested.request(), out); // steps 5-6 from outside
        } else if (event instanceof EngineEvent.GateDecided decided) {
            recorded(decided.record(), out); // step 7: only now may it leave
        } else if (event instanceof EngineEvent.VenueReported reported) {
            report(reported, out); // step 8
        } else if (event instanceof EngineEvent.ClockTick tick) {
            tick(tick, out); // steps 4-6 at an instant
        } else {
            command(event, out);
        }
    }

    private void command(EngineEvent event, Outbox out) {
        if (event instanceof EngineEvent.InstrumentDefined defined) {
            define(defined, out);
        } else if (event instanceof EngineEvent.BorrowUpdated borrow) {
            books.instruments().on(borrow);
        } else if (event instanceof EngineEvent.RestrictedListChanged restricted) {
            books.instruments().on(restricted);
        } else if (event instanceof EngineEvent.CorporateActionApplied action) {
            corporateAction(action, out);
        } else if (event instanceof EngineEvent.CancelRequested cancel) {
            books.cancels().cancel(books.orders().find(cancel.orderId()), "cancel requested", timeNanos, out);
        } else if (event instanceof EngineEvent.KillRequested kill) {
            books.stops().tighten(kill.scope(), latch(TradingState.KILLED, kill.by(), kill.reason()), out);
        } else if (event instanceof EngineEvent.ReduceOnlyRequested reduceOnly) {
            var latch = latch(TradingState.REDUCE_ONLY, reduceOnly.by(), reduceOnly.reason());
            books.stops().tighten(reduceOnly.scope(), latch, out);
        } else if (event instanceof EngineEvent.FlattenRequested flatten) {
            flatten(flatten, out);
        } else if (event instanceof EngineEvent.ResumeRequested resume) {
            books.trading().resume(resume.scope());
        } else if (event instanceof EngineEvent.PackStaged staged) {
            books.staging().on(staged, policy);
        } else if (event instanceof EngineEvent.PackActivated activated) {
            policy.activate(activated.pack());
            books.activation().on(position, activated);
        } else if (event instanceof EngineEvent.PackFellBack fell) {
            policy.fallBack(fell.pack());
        } else if (event instanceof EngineEvent.LimitTightened tightened) {
            books.tightenings().on(tightened);
        } else if (event instanceof EngineEvent.ApprovalRequested requested) {
            books.approvals().on(requested);
        } else if (event instanceof EngineEvent.ApprovalAnswered answered) {
            books.approvals().on(answered);
        } else if (event instanceof EngineEvent.VenueLinkChanged link) {
            link(link, out);
        } else if (event instanceof EngineEvent.AgentQuarantined agent) {
            books.losses().on(agent);
            watch("QUARANTINE", agent.agent().value(), !agent.quarantined(), out);
        }
        // DayClosed, TradingStateChanged and OrderWithdrawn record what was already done, PackProposed what may be,
        // KillDrilled that nothing was: nothing follows
    }

    private void startSession(EngineEvent.SessionStarted started, Outbox out) {
        EngineSettings settings = new EngineSettings(started.settings());
        books = books == null ? Books.open(started, settings, policy) : books.reopen(settings, policy);
        books.session().start(started);
        books.losses().begin(timeNanos);
        for (TrackedOrder order : books.orders().open()) {
            if (order.state() == OrderState.PENDING_RECORD) {
                // judged by a process that is gone, never sent: what it was judged against is old
                books.cancels().withdraw(order, "session " + started.sessionId() + " began", timeNanos, out);
            } else {
                books.orders().move(order, OrderState.UNRESOLVED);
                books.cancels().doubt(order);
                send(new VenueCommand.QueryOrder(order.id(), timeNanos), out);
            }
        }
        settleRecovery();
    }

    /** While the link was down, and while another version of the venue's plugin took over, nobody saw what became of an order. */
    private void link(EngineEvent.VenueLinkChanged link, Outbox out) {
        for (TrackedOrder order : books.orders().open()) {
            if (order.state() != OrderState.PENDING_RECORD) {
                books.orders().move(order, OrderState.UNRESOLVED);
                if (link.up()) {
                    send(new VenueCommand.QueryOrder(order.id(), timeNanos), out);
                }
            }
        }
        settleRecovery();
        books.losses().on(link);
        watch("LINK", link.venue().value(), link.up(), out);
    }

    private void market(EngineEvent.MarketView view, Outbox out) {
        books.instruments().on(view);
        books.losses().on(view);
        books.portfolio().mark(view.instrument(), view.last().raw());
        books.portfolio().beta(view.instrument(), view.beta());
        if (books.equityMoved()) {
            watch("MARKET", view.instrument().value(), true, out);
        }
    }

    /** What leaves the universe may be sold, not bought: that holds for orders that are already out, too. */
    private void define(EngineEvent.InstrumentDefined defined, Outbox out) {
        books.instruments().on(defined);
        books.portfolio().define(defined.instrument(), defined.sector());
        if (defined.tradable()) {
            return;
        }
        for (TrackedOrder order : books.orders().open()) {
            if (order.instrument().equals(defined.instrument())
                    && !order.toVenue().reducing()) {
                books.cancels().cancel(order, defined.instrument() + " left the universe", timeNanos, out);
            }
        }
    }

    private void corporateAction(EngineEvent.CorporateActionApplied action, Outbox out) {
        if (action.splitNumerator() != action.splitDenominator()) {
            String split = "split of " + action.instrument() + ", " + action.splitNumerator() + " for "
                    + action.splitDenominator();
            for (TrackedOrder order : books.orders().open()) {
                if (order.instrument().equals(action.instrument())) {
                    books.cancels().cancel(order, split, timeNanos, out);
                }
            }
        }
        books.portfolio()
                .apply(action.instrument(), action.splitNumerator(), action.splitDenominator(), action.dividend());
        books.instruments().on(action);
        if (action.splitNumerator() != action.splitDenominator()) {
            books.conduct().flow().forget(action.instrument());
        }
    }

    private void request(OrderRequest request, Outbox out) {
        TrackedOrder known = books.orders().findByKey(request.key().value());
        if (known != null) {
            return; // answered from the first one; the host compares the content
        }
        judge(OrderDraft.of(books.nextOrderId(), request), false, out);
    }

    /** The scope is shut for entries first, or what is closed here would be opened again there. */
    private void flatten(EngineEvent.FlattenRequested request, Outbox out) {
        if (books.trading().of(request.scope()) == TradingState.NORMAL) {
            change(request.scope(), TradingState.REDUCE_ONLY, request.by(), "flatten: " + request.reason(), out);
        }
        for (OrderDraft exit : books.stops().flatten(request, position, out)) {
            judge(exit, true, out);
        }
    }

    private void tick(EngineEvent.ClockTick tick, Outbox out) {
        books.session().on(tick.phase());
        books.cancels().catchUp(timeNanos, out);
        switch (tick.phase()) {
            case INSTANT -> coordinate(tick, out);
            case CLOSE -> books.portfolio().observePeak();
            case DAY_ROLL -> rollDay(tick, out);
            case OPEN -> books.losses().begin(timeNanos);
            case SECOND -> {}
        }
        if (tick.phase() == EngineEvent.Phase.SECOND) {
            books.portfolio().observePeak();
        }
        for (Losses.Trip trip : books.losses().due(books.settings(), books.session(), timeNanos)) {
            if (books.trading().of(trip.scope()).compareTo(trip.state()) < 0) {
                change(trip.scope(), trip.state(), LOSS, trip.reason(), out);
            }
        }
        watch("TICK", "", true, out);
    }

    private void coordinate(EngineEvent.ClockTick tick, Outbox out) {
        var signals = books.signals().drain(books.trading()::silenced);
        if (signals.isEmpty()) {
            return; // nobody spoke who may: hold what there is
        }
        var plan = books.coordinator().plan(signals, books.opportunities() + 1, timeNanos, tick.date());
        books.countOpportunities(plan.opportunities().size());
        plan.opportunities().forEach(out::opportunity);
        for (var planned : plan.intents()) {
            judge(draft(planned.intent(), planned.opportunity()), false, out);
        }
    }

    private OrderDraft draft(OrderIntent intent, Opportunity opportunity) {
        var id = books.nextOrderId();
        String key = opportunity == null ? "X-" + id.value() : opportunity.id().value();
        return OrderDraft.of(id, key, OrderDraft.AGENTS, intent, opportunity);
    }

    private void rollDay(EngineEvent.ClockTick tick, Outbox out) {
        var portfolio = books.portfolio();
        long nights =
                ChronoUnit.DAYS.between(tick.date(), TradingCalendar.nyse().next(tick.date()));
        portfolio.charge(books.borrowFees(nights));
        portfolio.observePeak();
        portfolio.rollDay();
        books.counters().rollDay();
        books.conduct().recent().rollDay();
        books.conduct().parents().forgetBefore(books.orders().previousRollNanos());
        books.orders().rollDay(timeNanos);
        out.append(new EngineEvent.DayClosed(
                timeNanos,
                tick.date(),
                money(portfolio.equityRaw()),
                money(portfolio.cashRaw()),
                money(portfolio.grossRaw()),
                money(portfolio.netRaw()),
                books.chain().sequence(),
                books.chain().head()));
    }

    private void judge(OrderDraft draft, boolean flatten, Outbox out) {
        Attribution whose = books.stops().whose(draft, flatten);
        var judgement = books.gate().judge(draft, books.stops().at(draft.instrument(), whose), timeNanos);
        GateDecision decision = judgement.decision();
        Quantity tracked = decision.passes() ? decision.quantity() : draft.quantity();
        VenueCommand.NewOrder order = new VenueCommand.NewOrder(
                draft.id(),
                draft.instrument(),
                draft.side(),
                tracked,
                draft.type(),
                draft.limit(),
                draft.timeInForce(),
                judgement.reducing(),
                timeNanos,
                whose);
        DecisionRecord record = books.record(position, timeNanos, draft, judgement);
        ClientOrderId parent = decision.passes() ? draft.parentId() : null;
        TrackedOrder added = books.orders().add(order, draft.key(), decision.verdict(), record.sequence(), parent);
        books.remember(added, draft, judgement, timeNanos);
        if (decision.passes()) {
            books.portfolio().reserve(draft.instrument(), draft.side(), tracked.raw());
        } else {
            books.counters().denied();
        }
        out.append(new EngineEvent.GateDecided(timeNanos, record));
    }

    /** The decision is recorded: its order may leave, unless something ended it meanwhile. */
    private void recorded(DecisionRecord record, Outbox out) {
        TrackedOrder order = books.orders().find(record.orderId());
        if (order == null || order.state() != OrderState.PENDING_RECORD) {
            return;
        }
        books.orders().move(order, OrderState.SUBMITTED);
        send(order.toVenue(), out);
    }

    private void report(EngineEvent.VenueReported reported, Outbox out) {
        VenueReport report = reported.report();
        OrderDesk.Outcome outcome = books.desk().on(report);
        if (outcome == OrderDesk.Outcome.FILLED) {
            books.counters().filled();
            watch("FILL", report.orderId().value(), true, out);
        } else if (outcome == OrderDesk.Outcome.OVERFILLED) {
            // the books no longer say what the venue may still do: stop first, ask later
            String what = "overfill of " + report.orderId() + " by " + report;
            change(Scope.GLOBAL, TradingState.KILLED, "engine", what, out);
        }
        if (books.trading().recovering()) {
            settleRecovery();
        }
    }

    private void settleRecovery() {
        books.trading().recovering(books.orders().unresolvedCount() > 0);
    }

    private void send(VenueCommand command, Outbox out) {
        out.send(books.router().route(command), command);
    }

    private TradingStates.Latch latch(TradingState state, String by, String reason) {
        return new TradingStates.Latch(state, timeNanos, position, by, reason);
    }

    private void change(Scope scope, TradingState state, String by, String reason, Outbox out) {
        books.stops().tighten(scope, latch(state, by, reason), out);
        out.append(new EngineEvent.TradingStateChanged(timeNanos, scope, state, by, reason));
    }

    private void watch(String kind, String subject, boolean up, Outbox out) {
        WatchRuling ruling = books.gate()
                .watch(kind, subject, up, books.trading().at(books.router().venue()), timeNanos);
        for (WatchRuling.Action action : ruling.actions()) {
            if (books.trading().of(action.scope()).compareTo(action.state()) < 0) {
                Reason reason = action.reason();
                String numbers = reason.value() + " against " + reason.limit();
                change(action.scope(), action.state(), reason.label(), numbers, out);
            }
        }
    }

    /** What the gate would say to a request now; nothing is counted, reserved or recorded. */
    public Gate.Judgement tryOut(OrderRequest request) {
        return tryOut(OrderDraft.of(ClientOrderId.of("dry-run"), request));
    }

    /** The same for an order from whatever side it comes. */
    public Gate.Judgement tryOut(OrderDraft draft) {
        Attribution whose = books.stops().whose(draft, false);
        return books.gate().tryOut(draft, books.stops().at(draft.instrument(), whose), timeNanos);
    }

    /** Engine time of the last event. */
    public long timeNanos() {
        return timeNanos;
    }

    /** The books; null before the first session started. For reading only, on the engine's thread. */
    public Books books() {
        return books;
    }

    /** The policy ring. */
    public PolicyGate policy() {
        return policy;
    }

    /** Writes the whole state: for a snapshot, or into a hash. */
    public void write(StateWriter out) {
        out.putString(VERSION);
        out.putLong(timeNanos);
        out.putString(policy.activePack().hex());
        out.putBoolean(books != null);
        if (books != null) {
            books.write(out, timeNanos);
        }
    }

    /**
     * Takes up a state that {@link #write} wrote. The policy ring must have the pack's content staged.
     *
     * @throws IllegalStateException when the state is of another engine version, which says which
     */
    public void restore(StateReader in) {
        String version = in.getString();
        if (!VERSION.equals(version)) {
            throw new IllegalStateException("the snapshot is of engine " + version + ", this is " + VERSION);
        }
        timeNanos = in.getLong();
        String pack = in.getString();
        if (!pack.equals(PackHash.NONE.hex())) {
            policy.activate(new PackHash(pack));
        }
        books = in.getBoolean() ? Books.read(in, policy) : null;
    }

    private Money money(long raw) {
        return new Money(raw, books.portfolio().currency());
    }
}
