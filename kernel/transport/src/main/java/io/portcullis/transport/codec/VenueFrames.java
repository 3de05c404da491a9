package io.portcullis.transport.codec;

import io.portcullis.model.event.EngineEvent.VenueLinkChanged;
import io.portcullis.model.event.EngineEvent.VenueReported;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.transport.sbe.CancelRejectedDecoder;
import io.portcullis.transport.sbe.CancelRejectedEncoder;
import io.portcullis.transport.sbe.OrderAcceptedDecoder;
import io.portcullis.transport.sbe.OrderAcceptedEncoder;
import io.portcullis.transport.sbe.OrderCanceledDecoder;
import io.portcullis.transport.sbe.OrderCanceledEncoder;
import io.portcullis.transport.sbe.OrderFilledDecoder;
import io.portcullis.transport.sbe.OrderFilledEncoder;
import io.portcullis.transport.sbe.OrderRejectedDecoder;
import io.portcullis.transport.sbe.OrderRejectedEncoder;
import io.portcullis.transport.sbe.OrderUnknownDecoder;
import io.portcullis.transport.sbe.OrderUnknownEncoder;
import io.portcullis.transport.sbe.OrderUnsentDecoder;
import io.portcullis.transport.sbe.OrderUnsentEncoder;
import io.portcullis.transport.sbe.VenueLinkChangedDecoder;
import io.portcullis.transport.sbe.VenueLinkChangedEncoder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.agrona.sbe.MessageEncoderFlyweight;

/** What venues say: one message per kind of report. */
final class VenueFrames {
    private final OrderAcceptedEncoder acceptedEncoder = new OrderAcceptedEncoder();
    private final OrderAcceptedDecoder acceptedDecoder = new OrderAcceptedDecoder();
    private final OrderRejectedEncoder rejectedEncoder = new OrderRejectedEncoder();
    private final OrderRejectedDecoder rejectedDecoder = new OrderRejectedDecoder();
    private final OrderFilledEncoder filledEncoder = new OrderFilledEncoder();
    private final OrderFilledDecoder filledDecoder = new OrderFilledDecoder();
    private final OrderCanceledEncoder canceledEncoder = new OrderCanceledEncoder();
    private final OrderCanceledDecoder canceledDecoder = new OrderCanceledDecoder();
    private final CancelRejectedEncoder cancelRejectedEncoder = new CancelRejectedEncoder();
    private final CancelRejectedDecoder cancelRejectedDecoder = new CancelRejectedDecoder();
    private final OrderUnknownEncoder unknownEncoder = new OrderUnknownEncoder();
    private final OrderUnknownDecoder unknownDecoder = new OrderUnknownDecoder();
    private final OrderUnsentEncoder unsentEncoder = new OrderUnsentEncoder();
    private final OrderUnsentDecoder unsentDecoder = new OrderUnsentDecoder();
    private final VenueLinkChangedEncoder linkEncoder = new VenueLinkChangedEncoder();
    private final VenueLinkChangedDecoder linkDecoder = new VenueLinkChangedDecoder();
    private final Map<Class<?>, FrameKinds.Writer<VenueReported>> reports = new HashMap<>();

    VenueFrames() {
        reports.put(VenueReport.Accepted.class, this::accepted);
        reports.put(VenueReport.Rejected.class, this::rejected);
        reports.put(VenueReport.Filled.class, this::filled);
        reports.put(VenueReport.Canceled.class, this::canceled);
        reports.put(VenueReport.CancelRejected.class, this::cancelRejected);
        reports.put(VenueReport.Unknown.class, this::unknown);
        reports.put(VenueReport.Unsent.class, this::unsent);
    }

    void register(FrameKinds kinds) {
        kinds.written(
                        VenueReported.class,
                        (event, out) -> reports.get(event.report().getClass()).write(event, out))
                .read(OrderAcceptedDecoder.TEMPLATE_ID, this::accepted)
                .read(OrderRejectedDecoder.TEMPLATE_ID, this::rejected)
                .read(OrderFilledDecoder.TEMPLATE_ID, this::filled)
                .read(OrderCanceledDecoder.TEMPLATE_ID, this::canceled)
                .read(CancelRejectedDecoder.TEMPLATE_ID, this::cancelRejected)
                .read(OrderUnknownDecoder.TEMPLATE_ID, this::unknown)
                .read(OrderUnsentDecoder.TEMPLATE_ID, this::unsent)
                .on(VenueLinkChanged.class, VenueLinkChangedDecoder.TEMPLATE_ID, this::link, this::link);
    }

    private static void orderAtVenue(VenueReported event, MessageEncoderFlyweight to, FrameWriter out) {
        out.text(to, event.venue());
        out.text(to, event.report().orderId());
    }

    private int withReason(VenueReported event, String reason, MessageEncoderFlyweight to, FrameWriter out) {
        orderAtVenue(event, to, out);
        out.text(to, reason);
        return out.length(to);
    }

    /** The texts that most reports carry, in the schema's order. */
    private record Said(VenueId venue, ClientOrderId orderId, String reason) {
        static Said read(MessageDecoderFlyweight from, FrameReader in) throws MalformedFrameException {
            VenueId venue = VenueId.of(in.text(from));
            ClientOrderId orderId = ClientOrderId.of(in.text(from));
            String reason = in.text(from);
            in.end(from);
            return new Said(venue, orderId, reason);
        }
    }

    private int accepted(VenueReported event, FrameWriter out) {
        VenueReport.Accepted report = (VenueReport.Accepted) event.report();
        return withReason(
                event,
                report.venueOrderId().value(),
                out.begin(acceptedEncoder).engineTime(event.timeNanos()).eventTime(report.eventTimeNanos()),
                out);
    }

    private VenueReported accepted(FrameReader in) throws MalformedFrameException {
        OrderAcceptedDecoder from = in.begin(acceptedDecoder);
        Said said = Said.read(from, in);
        return new VenueReported(
                from.engineTime(),
                said.venue,
                new VenueReport.Accepted(said.orderId, VenueOrderId.of(said.reason), from.eventTime()));
    }

    private int rejected(VenueReported event, FrameWriter out) {
        VenueReport.Rejected report = (VenueReport.Rejected) event.report();
        return withReason(
                event,
                report.reason(),
                out.begin(rejectedEncoder).engineTime(event.timeNanos()).eventTime(report.eventTimeNanos()),
                out);
    }

    private VenueReported rejected(FrameReader in) throws MalformedFrameException {
        OrderRejectedDecoder from = in.begin(rejectedDecoder);
        Said said = Said.read(from, in);
        return new VenueReported(
                from.engineTime(), said.venue, new VenueReport.Rejected(said.orderId, said.reason, from.eventTime()));
    }

    private int filled(VenueReported event, FrameWriter out) {
        Fill fill = ((VenueReport.Filled) event.report()).fill();
        OrderFilledEncoder to = out.begin(filledEncoder)
                .engineTime(event.timeNanos())
                .eventTime(fill.eventTimeNanos())
                .side(EnumCodes.SIDE.encode(fill.side()))
                .quantity(fill.quantity().raw())
                .price(fill.price().raw());
        FrameWriter.amount(to.fee(), fill.fee());
        orderAtVenue(event, to, out);
        out.text(to, fill.execId());
        out.text(to, fill.instrument());
        return out.length(to);
    }

    private VenueReported filled(FrameReader in) throws MalformedFrameException {
        OrderFilledDecoder from = in.begin(filledDecoder);
        VenueId venue = VenueId.of(in.text(from));
        ClientOrderId orderId = ClientOrderId.of(in.text(from));
        ExecId execId = ExecId.of(in.text(from));
        InstrumentId instrument = InstrumentId.of(in.text(from));
        in.end(from);
        Fill fill = new Fill(
                execId,
                orderId,
                instrument,
                EnumCodes.SIDE.decode(from.sideRaw()),
                new Quantity(from.quantity()),
                new Price(from.price()),
                FrameReader.amount(from.fee()),
                from.eventTime());
        return new VenueReported(from.engineTime(), venue, new VenueReport.Filled(fill));
    }

    private int canceled(VenueReported event, FrameWriter out) {
        VenueReport.Canceled report = (VenueReport.Canceled) event.report();
        return withReason(
                event,
                report.reason(),
                out.begin(canceledEncoder).engineTime(event.timeNanos()).eventTime(report.eventTimeNanos()),
                out);
    }

    private VenueReported canceled(FrameReader in) throws MalformedFrameException {
        OrderCanceledDecoder from = in.begin(canceledDecoder);
        Said said = Said.read(from, in);
        return new VenueReported(
                from.engineTime(), said.venue, new VenueReport.Canceled(said.orderId, said.reason, from.eventTime()));
    }

    private int cancelRejected(VenueReported event, FrameWriter out) {
        VenueReport.CancelRejected report = (VenueReport.CancelRejected) event.report();
        return withReason(
                event,
                report.reason(),
                out.begin(cancelRejectedEncoder).engineTime(event.timeNanos()).eventTime(report.eventTimeNanos()),
                out);
    }

    private VenueReported cancelRejected(FrameReader in) throws MalformedFrameException {
        CancelRejectedDecoder from = in.begin(cancelRejectedDecoder);
        Said said = Said.read(from, in);
        return new VenueReported(
                from.engineTime(),
                said.venue,
                new VenueReport.CancelRejected(said.orderId, said.reason, from.eventTime()));
    }

    private int unknown(VenueReported event, FrameWriter out) {
        OrderUnknownEncoder to = out.begin(unknownEncoder)
                .engineTime(event.timeNanos())
                .eventTime(event.report().eventTimeNanos());
        orderAtVenue(event, to, out);
        return out.length(to);
    }

    private VenueReported unknown(FrameReader in) throws MalformedFrameException {
        OrderUnknownDecoder from = in.begin(unknownDecoder);
        VenueId venue = VenueId.of(in.text(from));
        ClientOrderId orderId = ClientOrderId.of(in.text(from));
        in.end(from);
        return new VenueReported(from.engineTime(), venue, new VenueReport.Unknown(orderId, from.eventTime()));
    }

    private int unsent(VenueReported event, FrameWriter out) {
        VenueReport.Unsent report = (VenueReport.Unsent) event.report();
        return withReason(
                event,
                report.reason(),
                out.begin(unsentEncoder).engineTime(event.timeNanos()).eventTime(report.eventTimeNanos()),
                out);
    }

    private VenueReported unsent(FrameReader in) throws MalformedFrameException {
        OrderUnsentDecoder from = in.begin(unsentDecoder);
        Said said = Said.read(from, in);
        return new VenueReported(
                from.engineTime(), said.venue, new VenueReport.Unsent(said.orderId, said.reason, from.eventTime()));
    }

    private int link(VenueLinkChanged event, FrameWriter out) {
        VenueLinkChangedEncoder to =
                out.begin(linkEncoder).engineTime(event.timeNanos()).up(FrameWriter.flag(event.up()));
        out.text(to, event.venue());
        return out.length(to);
    }

    private VenueLinkChanged link(FrameReader in) throws MalformedFrameException {
        VenueLinkChangedDecoder from = in.begin(linkDecoder);
        VenueId venue = VenueId.of(in.text(from));
        in.end(from);
        return new VenueLinkChanged(from.engineTime(), venue, FrameReader.flag(from.up()));
    }
}
