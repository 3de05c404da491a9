package io.portcullis.model.order;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.value.Quantity;
import java.util.Objects;

/**
 * The order that others are parts of: somebody wants so many shares in all, and a router asks for them in pieces. Immutable and
 * thread-safe.
 *
 * @param id its sender's name for it; all its parts carry the same
 * @param quantity shares in all, positive
 */
public record ParentOrder(ClientOrderId id, Quantity quantity) {
    /** Refuses a quantity that is not positive. */
    public ParentOrder {
        Objects.requireNonNull(id, "id");
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("the quantity of a parent order must be positive, got " + quantity);
        }
    }
}
