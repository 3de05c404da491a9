package io.portcullis.transport.channel;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;

/** What the channel needs of a venue. All methods are called on the channel's one thread; what they throw stops nothing. */
public interface VenueEndpoint {
    /** Hands over a new order, once. A throw leaves it open whether it arrived: the channel then asks by {@link #query}. */
    void submit(VenueCommand.NewOrder order);

    /** Asks to withdraw what is left of an order. */
    void cancel(VenueCommand.CancelOrder cancel);

    /** What became of an order; throws when the venue cannot be asked now, and is asked again later. */
    VenueReport query(ClientOrderId orderId);
}
