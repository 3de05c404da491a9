package io.portcullis.model.order;

import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.OpportunityId;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/**
 * A sized wish to trade (step 5): here a double becomes fixed point, once.
 *
 * @param opportunity where it came from; null for orders from people and other systems
 * @param account for which account
 * @param instrument what
 * @param side buy or sell
 * @param quantity shares, positive and whole
 * @param limit the limit price
 * @param timeInForce how long it may work
 */
public record OrderIntent(
        OpportunityId opportunity,
        AccountId account,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        Price limit,
        TimeInForce timeInForce) {}
