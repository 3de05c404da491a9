package io.portcullis.benchmarks.orders;

import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.Market.Listing;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Seeded orders that say themselves what is right: small ones a tick beside the last price pass, one in 16 lies between two ticks. No order
 * would meet one of the other side that still works, whatever the venue has filled meanwhile.
 */
final class OrderStream {
    /** The rule that has to refuse those between the ticks, and no other. */
    static final String DENYING_RULE = "tick-size";

    private static final int BETWEEN_EVERY = 16;
    private static final double BESIDE = 0.01;
    private static final double BETWEEN = 0.015;
    private static final long LOT = 100;
    private static final long POSITION_MAX = 500;

    private final Market market;
    private final Random random;
    private final Map<InstrumentId, Long> positions = new HashMap<>();
    private long count;

    OrderStream(Market market, long seed) {
        this.market = market;
        this.random = new Random(seed);
    }

    /**
     * An order and its right answer.
     *
     * @param request what is asked for
     * @param passes whether the gate has to let it through
     */
    record Question(OrderRequest request, boolean passes) {}

    Question next() {
        Listing listing = market.listings().get(random.nextInt(market.listings().size()));
        long held = positions.getOrDefault(listing.id(), 0L);
        boolean buy = held <= -POSITION_MAX || (held < POSITION_MAX && random.nextBoolean());
        Side side = buy ? Side.BUY : Side.SELL;
        boolean passes = random.nextInt(BETWEEN_EVERY) > 0;
        if (passes) {
            positions.put(listing.id(), held + side.sign() * LOT);
        }
        // in thousandths, so that what is added to a price comes to what it says
        double beside = listing.price().toDouble() - side.sign() * (passes ? BESIDE : BETWEEN);
        Price limit = Price.of(Math.rint(beside * 1_000) / 1_000);
        count++;
        OrderRequest request = new OrderRequest(
                IdempotencyKey.of("key-" + count),
                AccountId.of("main"),
                TraderId.of("tess"),
                listing.id(),
                side,
                Quantity.ofShares(LOT),
                OrderType.LIMIT,
                limit,
                TimeInForce.DAY);
        return new Question(request, passes);
    }

    /** The position that the orders so far come to. */
    Quantity position(InstrumentId instrument) {
        long shares = positions.getOrDefault(instrument, 0L);
        return shares < 0 ? Quantity.ofShares(-shares).negate() : Quantity.ofShares(shares);
    }
}
