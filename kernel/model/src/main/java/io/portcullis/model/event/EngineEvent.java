package io.portcullis.model.event;

import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.RequestId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * Whatever may change a decision: the one durable, ordered log consists of these. Immutable and thread-safe.
 *
 * <p>{@link #timeNanos()} is engine time, stamped at ingress from the session's clock (wall in live, virtual in demo and back
 * test), in nanoseconds since the epoch; the log never lets it go backwards.
 */
public sealed interface EngineEvent {
    /** Engine time, nanoseconds since the epoch. */
    long timeNanos();

    /**
     * A session began, under these versions and settings. The first event of every log, and again at each start of the server.
     *
     * @param timeNanos engine time
     * @param sessionId unique per start
     * @param kind which host runs the engine
     * @param engineVersion version of the engine's code; replay under another is refused or reported as a difference
     * @param policyVersion version of the rule engine
     * @param capital the account's money when the log began; ignored by later sessions of the same log
     * @param settings the engine's settings by key, as in etc/engine.cfg
     */
    record SessionStarted(
            long timeNanos,
            String sessionId,
            SessionKind kind,
            String engineVersion,
            String policyVersion,
            Money capital,
            SortedMap<String, String> settings)
            implements EngineEvent {}

    /** Which host runs the engine. */
    enum SessionKind {
        /** Wall clock, real plugins. */
        LIVE,
        /** Virtual time through the real parts. */
        DEMO,
        /** Virtual time in process. */
        BACKTEST
    }

    /**
     * An instrument's static facts, or a change of them.
     *
     * @param timeNanos engine time
     * @param instrument which one
     * @param sector its sector, {@code none} when unknown
     * @param tradable whether it may be traded from now on
     */
    record InstrumentDefined(long timeNanos, InstrumentId instrument, String sector, boolean tradable)
            implements EngineEvent {}

    /**
     * What can be borrowed of an instrument; without one it cannot be sold short.
     *
     * @param timeNanos engine time
     * @param instrument which one
     * @param available shares
     * @param feePercentPerYear per cent a year
     */
    record BorrowUpdated(long timeNanos, InstrumentId instrument, Quantity available, double feePercentPerYear)
            implements EngineEvent {}

    /**
     * The whole restricted list, replacing the former.
     *
     * @param timeNanos engine time
     * @param instruments sorted
     */
    record RestrictedListChanged(long timeNanos, List<InstrumentId> instruments) implements EngineEvent {}

    /**
     * A split, a dividend or both, applied now.
     *
     * @param timeNanos engine time
     * @param instrument whose shares
     * @param exDate first date on the new terms
     * @param splitNumerator new shares ...
     * @param splitDenominator ... per so many old ones
     * @param dividend cash per old share
     */
    record CorporateActionApplied(
            long timeNanos,
            InstrumentId instrument,
            LocalDate exDate,
            long splitNumerator,
            long splitDenominator,
            Price dividend)
            implements EngineEvent {}

    /**
     * What the engine knows of a market: at a bar's close, on a halt or corporate action, else at most every 100 ms and only
     * when changed.
     *
     * @param timeNanos engine time
     * @param instrument which one
     * @param last last price
     * @param bid best bid; zero when there is none
     * @param ask best offer; zero when there is none
     * @param averageDailyVolume mean shares a day over the last 20 days; zero when unknown
     * @param dailyVolatility standard deviation of daily log returns as a fraction; NaN when unknown
     * @param halted whether trading is stopped
     * @param close true when {@code last} is a bar's close
     * @param beta slope of its last 252 daily returns on the benchmark's; NaN when unknown
     */
    record MarketView(
            long timeNanos,
            InstrumentId instrument,
            Price last,
            Price bid,
            Price ask,
            Quantity averageDailyVolume,
            double dailyVolatility,
            boolean halted,
            boolean close,
            double beta)
            implements EngineEvent {
        /** Of a market whose beta is not known. */
        public MarketView(
                long timeNanos,
                InstrumentId instrument,
                Price last,
                Price bid,
                Price ask,
                Quantity averageDailyVolume,
                double dailyVolatility,
                boolean halted,
                boolean close) {
            this(timeNanos, instrument, last, bid, ask, averageDailyVolume, dailyVolatility, halted, close, Double.NaN);
        }
    }

    /**
     * What the agents say about one instrument at one instant, sorted by agent.
     *
     * @param timeNanos engine time
     * @param instrument on what
     * @param signals at least one
     */
    record SignalBatch(long timeNanos, InstrumentId instrument, List<Signal> signals) implements EngineEvent {}

    /**
     * Time passed. Live: each second; in virtual time: at open, close, day roll and after the signals of each instant.
     *
     * @param timeNanos engine time
     * @param phase what the tick means
     * @param date the trading date that it belongs to
     */
    record ClockTick(long timeNanos, Phase phase, LocalDate date) implements EngineEvent {}

    /** What a clock tick means. */
    enum Phase {
        /** One more second. */
        SECOND,
        /** The market opened. */
        OPEN,
        /** All signals of an instant are in: coordinate and decide. */
        INSTANT,
        /** The market closed. */
        CLOSE,
        /** The trading date ended. */
        DAY_ROLL
    }

    /**
     * An order from a person or another system.
     *
     * @param timeNanos engine time
     * @param request what is asked for
     */
    record OrderRequested(long timeNanos, OrderRequest request) implements EngineEvent {}

    /**
     * Someone wants an order withdrawn.
     *
     * @param timeNanos engine time
     * @param orderId which one
     * @param by who
     */
    record CancelRequested(long timeNanos, ClientOrderId orderId, String by) implements EngineEvent {}

    /**
     * Stop trading in a scope; latched until resumed.
     *
     * @param timeNanos engine time
     * @param scope which part
     * @param by who
     * @param reason why
     */
    record KillRequested(long timeNanos, Scope scope, String by, String reason) implements EngineEvent {
        /** Who asked when all that is known is that a kill flag lies there: a flag names nobody. */
        public static final String FLAG_FILE = "flag-file";
    }

    /**
     * A kill was rehearsed: everything that a kill counts and measures was, and nothing was stopped.
     *
     * @param timeNanos engine time
     * @param scope which part
     * @param by who
     * @param reason why
     */
    record KillDrilled(long timeNanos, Scope scope, String by, String reason) implements EngineEvent {}

    /**
     * Only reducing orders in a scope; latched until resumed.
     *
     * @param timeNanos engine time
     * @param scope which part
     * @param by who
     * @param reason why
     */
    record ReduceOnlyRequested(long timeNanos, Scope scope, String by, String reason) implements EngineEvent {}

    /**
     * Lift a kill or a reduce-only state.
     *
     * @param timeNanos engine time
     * @param scope which part
     * @param by who
     */
    record ResumeRequested(long timeNanos, Scope scope, String by) implements EngineEvent {}

    /**
     * Close every position in a scope. The scope is at least REDUCE_ONLY from then on; the exits pass the gate, and they pass a
     * kill, because two people asked for them by name.
     *
     * @param timeNanos engine time
     * @param scope which part: global, a venue, an account, a sector or an instrument
     * @param by who asked
     * @param approvedBy who agreed; the same only where one may do both
     * @param reason why
     */
    record FlattenRequested(long timeNanos, Scope scope, String by, String approvedBy, String reason)
            implements EngineEvent {}

    /**
     * A chunk of a rule pack's bytes; the last one completes it.
     *
     * @param timeNanos engine time
     * @param pack hash of the whole
     * @param name the pack's name
     * @param chunk from 0
     * @param chunks how many there are
     * @param content this chunk's bytes; never written to after construction
     */
    record PackStaged(long timeNanos, PackHash pack, String name, int chunk, int chunks, byte[] content)
            implements EngineEvent {}

    /**
     * A staged pack was put forward, with everything that whoever decides about it should know. Judging goes on by the pack that judges.
     *
     * @param timeNanos engine time
     * @param pack which one, staged
     * @param name the pack's name
     * @param before the pack that judged then, which it was compared with; {@link PackHash#NONE} for the first one
     * @param intent what for
     * @param effect what it does beside the one before: SAME, TIGHTENS, LOOSENS, BOTH or CANNOT_TELL; empty when nobody looked
     * @param by who
     * @param reason why
     * @param report what its check said, and what it decides otherwise than the one before, in lines
     */
    record PackProposed(
            long timeNanos,
            PackHash pack,
            String name,
            PackHash before,
            PackIntent intent,
            String effect,
            String by,
            String reason,
            String report)
            implements EngineEvent {}

    /** What a pack is put forward for. */
    enum PackIntent {
        /** To judge from then on. */
        ACTIVATION,
        /** To judge again as it did before the one that judges. */
        ROLLBACK
    }

    /**
     * From here on this pack judges.
     *
     * @param timeNanos engine time
     * @param pack a staged pack
     * @param by who activated it
     */
    record PackActivated(long timeNanos, PackHash pack, String by) implements EngineEvent {}

    /**
     * The fast form of a pack was found to say something else than its reference: from here on, and for good, the reference alone
     * judges by this pack.
     *
     * @param timeNanos engine time
     * @param pack whose fast form
     * @param by who found it
     * @param reason what the two said
     */
    record PackFellBack(long timeNanos, PackHash pack, String by, String reason) implements EngineEvent {}

    /**
     * Somebody lowered a limit for a while, over whatever pack judges. Where the pack allows less already, nothing changes.
     *
     * @param timeNanos engine time
     * @param limit its field in the limits fact, such as {@code grossMax}
     * @param scope as in limits.csv, such as {@code global} or {@code instrument:XYZ}
     * @param value the most that is allowed, in the unit of the fact
     * @param untilNanos engine time at which it ends by itself
     * @param by who
     * @param reason why
     */
    record LimitTightened(
            long timeNanos, String limit, String scope, double value, long untilNanos, String by, String reason)
            implements EngineEvent {
        /** Whether it has ended. */
        public boolean isOver(long nowNanos) {
            return nowNanos >= untilNanos;
        }
    }

    /**
     * Somebody asks for something that takes a second identity.
     *
     * @param timeNanos engine time
     * @param request what is asked for; made at this time or before
     */
    record ApprovalRequested(long timeNanos, ApprovalRequest request) implements EngineEvent {}

    /**
     * A request was answered. What is done because of it follows as an event of its own.
     *
     * @param timeNanos engine time
     * @param request which one
     * @param approved false when it was refused, or taken back by who asked
     * @param by who answered
     * @param reason why; may be empty for an approval
     */
    record ApprovalAnswered(long timeNanos, RequestId request, boolean approved, String by, String reason)
            implements EngineEvent {}

    /**
     * A venue said something about an order.
     *
     * @param timeNanos engine time
     * @param venue which venue
     * @param report what it said
     */
    record VenueReported(long timeNanos, VenueId venue, VenueReport report) implements EngineEvent {}

    /**
     * The link to a venue came or went.
     *
     * @param timeNanos engine time
     * @param venue which venue
     * @param up whether it is there
     */
    record VenueLinkChanged(long timeNanos, VenueId venue, boolean up) implements EngineEvent {}

    /**
     * An agent was taken out, or put back, by its bulkhead.
     *
     * @param timeNanos engine time
     * @param agent which one
     * @param quarantined true when taken out
     * @param reason why
     */
    record AgentQuarantined(long timeNanos, AgentId agent, boolean quarantined, String reason) implements EngineEvent {}

    /** What the engine itself says and gets back from the log: only then is it recorded, and only then may an order leave. */
    sealed interface Produced extends EngineEvent {}

    /**
     * The gate decided.
     *
     * @param timeNanos engine time
     * @param record the decision
     */
    record GateDecided(long timeNanos, DecisionRecord record) implements Produced {}

    /**
     * A trading date ended; an anchor for everything that was decided in it.
     *
     * @param timeNanos engine time
     * @param date which date
     * @param equity account equity at the end
     * @param cash money at the end
     * @param gross sum of absolute position values
     * @param net sum of signed position values
     * @param decisions decisions so far in this log
     * @param chain head of the decision chain
     */
    record DayClosed(
            long timeNanos,
            LocalDate date,
            Money equity,
            Money cash,
            Money gross,
            Money net,
            long decisions,
            String chain)
            implements Produced {}

    /**
     * A scope's trading state changed, by command or by a watch rule.
     *
     * @param timeNanos engine time
     * @param scope which part
     * @param state its state from now on
     * @param by who or which rule
     * @param reason why
     */
    record TradingStateChanged(long timeNanos, Scope scope, TradingState state, String by, String reason)
            implements Produced {}

    /**
     * Our own decision to let an order pass was overtaken before it was recorded: the order never left. Follows the order's
     * {@link GateDecided} in the log.
     *
     * @param timeNanos engine time
     * @param orderId which one
     * @param reason what overtook it, such as a kill, a cancel, a split or the start of another session
     */
    record OrderWithdrawn(long timeNanos, ClientOrderId orderId, String reason) implements Produced {}
}
