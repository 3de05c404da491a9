package io.portcullis.store;

import io.portcullis.engine.order.OrderState;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.Quantity;

/**
 * What became of an order.
 *
 * @param position log position of the last event that changed it
 * @param orderId our identifier
 * @param decision sequence of its decision
 * @param venue where it goes
 * @param instrument what
 * @param side buy or sell
 * @param quantity shares that were allowed; for a denied order the shares that were asked for
 * @param filled shares that traded
 * @param state where it stands
 * @param venueOrderId the venue's identifier; null before the venue accepted it
 * @param reason why it ended, as the venue, the channel or the engine said; empty when there is nothing to say
 * @param decidedNanos engine time of the decision
 */
public record RecordedOrder(
        long position,
        ClientOrderId orderId,
        long decision,
        VenueId venue,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        Quantity filled,
        OrderState state,
        VenueOrderId venueOrderId,
        String reason,
        long decidedNanos) {}
