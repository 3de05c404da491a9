package io.portcullis.venue.simulated;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;

/** Commands and reports as lines and back: one form for the journal and for the wire. */
final class Messages {
    static final String ORDER = "order";
    static final String CANCEL = "cancel";

    private static final String ORDER_ID = "orderId";
    private static final String TIME = "timeNanos";
    private static final String REASON = "reason";

    private Messages() {}

    static JsonLine of(NewOrder order) {
        JsonLine line = JsonLine.of(ORDER)
                .with(ORDER_ID, order.orderId().value())
                .with("instrument", order.instrument().value())
                .with("side", order.side().name())
                .with("quantity", order.quantity().toString())
                .with("type", order.type().name());
        if (order.limit() != null) {
            line.with("limit", order.limit().toString());
        }
        return line.with("timeInForce", order.timeInForce().name())
                .with("reducing", order.reducing() ? 1 : 0)
                .with(TIME, order.timeNanos());
    }

    static NewOrder order(JsonLine line) {
        return new NewOrder(
                orderId(line),
                InstrumentId.of(line.text("instrument")),
                Side.valueOf(line.text("side")),
                Quantity.parse(line.text("quantity")),
                OrderType.valueOf(line.text("type")),
                line.has("limit") ? Price.parse(line.text("limit")) : null,
                TimeInForce.valueOf(line.text("timeInForce")),
                line.number("reducing") == 1,
                line.number(TIME));
    }

    static JsonLine of(CancelOrder cancel) {
        return JsonLine.of(CANCEL).with(ORDER_ID, cancel.orderId().value()).with(TIME, cancel.timeNanos());
    }

    static CancelOrder cancel(JsonLine line) {
        return new CancelOrder(orderId(line), line.number(TIME));
    }

    static ClientOrderId orderId(JsonLine line) {
        return ClientOrderId.of(line.text(ORDER_ID));
    }

    static JsonLine of(VenueReport report) {
        if (report instanceof VenueReport.Filled filled) {
            return of(filled.fill());
        }
        JsonLine line =
                JsonLine.of(kind(report)).with(ORDER_ID, report.orderId().value());
        if (report instanceof VenueReport.Accepted accepted) {
            line.with("venueOrderId", accepted.venueOrderId().value());
        } else if (reason(report) != null) {
            line.with(REASON, reason(report));
        }
        return line.with(TIME, report.eventTimeNanos());
    }

    private static String kind(VenueReport report) {
        if (report instanceof VenueReport.Accepted) {
            return "accepted";
        }
        if (report instanceof VenueReport.Rejected) {
            return "rejected";
        }
        if (report instanceof VenueReport.Canceled) {
            return "canceled";
        }
        if (report instanceof VenueReport.CancelRejected) {
            return "cancelRejected";
        }
        if (report instanceof VenueReport.Unknown) {
            return "unknown";
        }
        throw new IllegalArgumentException("a venue does not say " + report);
    }

    private static String reason(VenueReport report) {
        if (report instanceof VenueReport.Rejected rejected) {
            return rejected.reason();
        }
        if (report instanceof VenueReport.Canceled canceled) {
            return canceled.reason();
        }
        return report instanceof VenueReport.CancelRejected rejected ? rejected.reason() : null;
    }

    private static JsonLine of(Fill fill) {
        return JsonLine.of("filled")
                .with("execId", fill.execId().value())
                .with(ORDER_ID, fill.orderId().value())
                .with("instrument", fill.instrument().value())
                .with("side", fill.side().name())
                .with("quantity", fill.quantity().toString())
                .with("price", fill.price().toString())
                .with("fee", fill.fee().toString())
                .with(TIME, fill.eventTimeNanos());
    }

    /** The report in a line; null when the line is of another kind. */
    static VenueReport report(JsonLine line) {
        return switch (line.kind()) {
            case "accepted" ->
                new VenueReport.Accepted(orderId(line), VenueOrderId.of(line.text("venueOrderId")), line.number(TIME));
            case "rejected" -> new VenueReport.Rejected(orderId(line), line.text(REASON), line.number(TIME));
            case "canceled" -> new VenueReport.Canceled(orderId(line), line.text(REASON), line.number(TIME));
            case "cancelRejected" ->
                new VenueReport.CancelRejected(orderId(line), line.text(REASON), line.number(TIME));
            case "unknown" -> new VenueReport.Unknown(orderId(line), line.number(TIME));
            case "filled" -> new VenueReport.Filled(fill(line));
            default -> null;
        };
    }

    private static Fill fill(JsonLine line) {
        return new Fill(
                ExecId.of(line.text("execId")),
                orderId(line),
                InstrumentId.of(line.text("instrument")),
                Side.valueOf(line.text("side")),
                Quantity.parse(line.text("quantity")),
                Price.parse(line.text("price")),
                Money.parse(line.text("fee")),
                line.number(TIME));
    }
}
