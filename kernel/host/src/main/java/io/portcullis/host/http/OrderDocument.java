package io.portcullis.host.http;

import io.portcullis.engine.gate.OrderDraft;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.ParentOrder;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.math.BigDecimal;

/** The order documents of POST /v1/orders and POST /v1/decide; distribution/docs/api.md holds their JSON Schema. */
final class OrderDocument {
    static final BigDecimal QUANTITY_MAX = BigDecimal.valueOf(1_000_000_000);
    static final BigDecimal LIMIT_MAX = BigDecimal.valueOf(100_000_000);

    private OrderDocument() {}

    static OrderRequest order(byte[] document) {
        Fields fields = Fields.of(document);
        return read(fields, fields.id("key", IdempotencyKey::of));
    }

    /** A dry run has no second time, so its key may be left out. */
    static OrderRequest decision(byte[] document) {
        Fields fields = Fields.of(document);
        return read(fields, fields.has("key") ? fields.id("key", IdempotencyKey::of) : IdempotencyKey.of("decide"));
    }

    private static OrderRequest read(Fields fields, IdempotencyKey key) {
        AccountId account = fields.id("account", AccountId::of);
        TraderId trader = trader(fields);
        InstrumentId instrument = fields.id("instrument", InstrumentId::of);
        Side side = fields.choice("side", Side.class);
        Quantity quantity =
                Quantity.parse(fields.positive("quantity", QUANTITY_MAX).toPlainString());
        OrderType type = fields.choice("type", OrderType.class);
        Price limit = limit(fields, type);
        TimeInForce timeInForce = fields.choice("timeInForce", TimeInForce.class, TimeInForce.DAY);
        ParentOrder parent = parent(fields);
        fields.end();
        return new OrderRequest(key, account, trader, instrument, side, quantity, type, limit, timeInForce, parent);
    }

    /** The engine's own orders need no attribution to somebody, so nobody else may have their names. */
    private static TraderId trader(Fields fields) {
        TraderId trader = fields.id("trader", TraderId::of);
        if (OrderDraft.isOurs(trader)) {
            throw new BadRequestException(
                    "trader",
                    "field 'trader' must be whoever sends the order; '" + trader.value() + "' is the engine itself");
        }
        return trader;
    }

    private static ParentOrder parent(Fields fields) {
        if (!fields.has("parent") && !fields.has("parentQuantity")) {
            return null;
        }
        ClientOrderId id = fields.id("parent", ClientOrderId::of);
        return new ParentOrder(
                id,
                Quantity.parse(fields.positive("parentQuantity", QUANTITY_MAX).toPlainString()));
    }

    private static Price limit(Fields fields, OrderType type) {
        if (type == OrderType.LIMIT) {
            return Price.parse(fields.positive("limit", LIMIT_MAX).toPlainString());
        }
        if (fields.has("limit")) {
            throw new BadRequestException("limit", "field 'limit' must be left out of a MARKET order");
        }
        return null;
    }
}
