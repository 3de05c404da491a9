package io.portcullis.spi;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;

/**
 * A source of signals (step 3 of the walk): looks at features and events, and says what it expects, or abstains.
 *
 * <p>Register one as an OSGi Declarative Services component under this interface.
 *
 * <p><b>Thread.</b> The agent runner calls every method from one thread at a time, never two at once, and always the same
 * agent's calls in event-time order. An agent starts no threads of its own.
 *
 * <p><b>Determinism.</b> Same calls, same signals, bit by bit: no wall clock, no randomness but a seed from the configuration,
 * {@link StrictMath} for transcendental functions, no iteration over unordered maps.
 *
 * <p><b>Budget.</b> {@link AgentInputs#budgetMillis()} per call. Live, a call that takes longer counts as a failure; in back
 * tests it is reported and changes nothing.
 *
 * <p><b>Errors.</b> Whatever a method throws is caught, counted and logged; the signals of that call are dropped. After three
 * failures in a row the agent is quarantined: it is called no more until it is replaced or released, and nothing else stops.
 */
public interface Agent {
    /** Said by {@link #dataAsOfNanos} of an agent that has no data of its own: they are as fresh as the features. */
    long AS_OF_FEATURES = Long.MIN_VALUE + 1;

    /** Its identifier: stable over versions, unique among the installed agents. Never null. */
    AgentId id();

    /** What it needs and how it is weighted. Read once after the component is activated; never null. */
    AgentInputs inputs();

    /**
     * A market event that was just known, of the types asked for in {@link AgentInputs#eventTypes()}; the default ignores it.
     *
     * @param event never null, known at or before the next frame's time
     */
    default void onEvent(MarketEvent event) {}

    /**
     * The cross-section at one instant: judge it.
     *
     * @param frame the features asked for, a row per instrument, NaN where a value is not known; never null, shared with
     *     other agents, not to be written to
     * @param sink where signals and abstentions go; valid during this call only
     */
    void onInstant(FeatureFrame frame, SignalSink sink);

    /**
     * How fresh the agent's own data are: when the newest filing, statement, quote or whatever it lives from was known. The server
     * shows it beside the agent; asked after {@link #onInstant}.
     *
     * @return nanoseconds since the epoch; {@link Long#MIN_VALUE} when there is nothing yet; {@link #AS_OF_FEATURES} when it lives
     *     from the frame's features alone, whose time the server knows
     */
    default long dataAsOfNanos() {
        return AS_OF_FEATURES;
    }

    /**
     * The agent's memory as bytes, in a format of its own, so that a restart goes on where it stopped; empty when it has none.
     *
     * @return never null, at most 16 MiB
     */
    byte[] snapshot();

    /**
     * Takes up a memory that {@link #snapshot()} of this or an earlier version wrote; called before any event.
     *
     * @param snapshot never null; empty for a fresh start
     * @throws IllegalArgumentException when the bytes cannot be read: the agent then starts fresh and abstains until warm
     */
    void restore(byte[] snapshot);
}
