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

/** Seeded orders that say themselves what is right: small ones at the last price pass, one in 16 lies far beyond the collar. */
final class OrderStream {
    /** The rule that has to refuse the far ones, and no other. */
    static final String DENYING_RULE = "price-collar";

    private static final int FAR_EVERY = 16;
    private static final double FAR = 0.08;
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
        boolean passes = random.nextInt(FAR_EVERY) > 0;
        if (passes) {
            positions.put(listing.id(), held + side.sign() * LOT);
        }
        // to the cent, as the listings' prices are: one reason is enough
        double far = Math.rint(listing.price().toDouble() * (1 + side.sign() * FAR) * 100) / 100;
        count++;
        OrderRequest request = new OrderRequest(
                IdempotencyKey.of("key-" + count),
                AccountId.of("main"),
                TraderId.of("tess"),
                listing.id(),
                side,
                Quantity.ofShares(LOT),
                OrderType.LIMIT,
                passes ? listing.price() : Price.of(far),
                TimeInForce.DAY);
        return new Question(request, passes);
    }

    /** The position that the orders so far come to. */
    Quantity position(InstrumentId instrument) {
        long shares = positions.getOrDefault(instrument, 0L);
        return shares < 0 ? Quantity.ofShares(-shares).negate() : Quantity.ofShares(shares);
    }
}
