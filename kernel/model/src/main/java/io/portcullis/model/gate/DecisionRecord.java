package io.portcullis.model.gate;

import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.Arrays;
import java.util.Objects;

/**
 * Everything that is needed to explain a decision later (step 9). Appended to the log before the order may leave.
 *
 * @param sequence 1 for the first decision of a log, then up by one
 * @param causePosition log position of the event that asked for the order
 * @param timeNanos engine time of the decision, nanoseconds since the epoch
 * @param orderId our identifier of the order
 * @param parentId the order that this one is a part of; null for an order of its own
 * @param key the sender's key, or the opportunity's id for the engine's own orders
 * @param account for which account
 * @param trader to whom it is attributed
 * @param instrument what
 * @param side buy or sell
 * @param type market or limit
 * @param timeInForce how long it may work
 * @param requested shares asked for
 * @param limit the limit price; null for market orders
 * @param reference the mark that the order was valued at; null when there was none
 * @param equity account equity at the decision
 * @param propensity probability with which the order's opportunity was chosen; 1 when nothing was random
 * @param reducing true when the order can only lower the worst-case absolute position
 * @param decision the verdict and its reasons
 * @param facts the input values, in the order of the facts schema; NaN where a value was missing
 * @param factsVersion which facts schema
 * @param chain SHA-256 over the previous record's chain and this record's content, 64 hex digits
 */
public record DecisionRecord(
        long sequence,
        long causePosition,
        long timeNanos,
        ClientOrderId orderId,
        ClientOrderId parentId,
        String key,
        AccountId account,
        TraderId trader,
        InstrumentId instrument,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        Quantity requested,
        Price limit,
        Price reference,
        Money equity,
        double propensity,
        boolean reducing,
        GateDecision decision,
        double[] facts,
        int factsVersion,
        String chain) {

    /** The same with its chain hash. */
    public DecisionRecord withChain(String hash) {
        return new DecisionRecord(
                sequence,
                causePosition,
                timeNanos,
                orderId,
                parentId,
                key,
                account,
                trader,
                instrument,
                side,
                type,
                timeInForce,
                requested,
                limit,
                reference,
                equity,
                propensity,
                reducing,
                decision,
                facts,
                factsVersion,
                hash);
    }

    /** Equal when every component is, each fact bit by bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DecisionRecord that
                && sequence == that.sequence
                && causePosition == that.causePosition
                && timeNanos == that.timeNanos
                && orderId.equals(that.orderId)
                && Objects.equals(parentId, that.parentId)
                && key.equals(that.key)
                && account.equals(that.account)
                && trader.equals(that.trader)
                && instrument.equals(that.instrument)
                && side == that.side
                && type == that.type
                && timeInForce == that.timeInForce
                && requested.equals(that.requested)
                && Objects.equals(limit, that.limit)
                && Objects.equals(reference, that.reference)
                && equity.equals(that.equity)
                && Double.compare(propensity, that.propensity) == 0
                && reducing == that.reducing
                && decision.equals(that.decision)
                && Arrays.equals(facts, that.facts)
                && factsVersion == that.factsVersion
                && chain.equals(that.chain);
    }

    @Override
    public int hashCode() {
        return chain.hashCode();
    }
}
