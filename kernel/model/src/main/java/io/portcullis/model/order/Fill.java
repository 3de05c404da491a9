package io.portcullis.model.order;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.Objects;

/**
 * One execution (step 8), counted once by its {@link ExecId}.
 *
 * @param execId the venue's identifier of the execution
 * @param orderId the order that it fills
 * @param instrument what traded
 * @param side buy or sell
 * @param quantity shares, positive
 * @param price at which price
 * @param fee what the venue and the regulators charge, not negative
 * @param eventTimeNanos when it traded, nanoseconds since the epoch
 */
public record Fill(
        ExecId execId,
        ClientOrderId orderId,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        Price price,
        Money fee,
        long eventTimeNanos) {

    /** Refuses quantities and prices that are not positive. */
    public Fill {
        Objects.requireNonNull(execId, "execId");
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(fee, "fee");
        if (quantity.signum() <= 0 || price.raw() == 0) {
            throw new IllegalArgumentException(
                    "a fill needs a positive quantity and price, got " + quantity + " at " + price);
        }
    }
}
