package io.portcullis.transport.codec;

import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Attribution;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueCommand.QueryOrder;
import io.portcullis.model.value.Quantity;
import io.portcullis.transport.sbe.CancelOrderDecoder;
import io.portcullis.transport.sbe.CancelOrderEncoder;
import io.portcullis.transport.sbe.NewOrderDecoder;
import io.portcullis.transport.sbe.NewOrderEncoder;
import io.portcullis.transport.sbe.QueryOrderDecoder;
import io.portcullis.transport.sbe.QueryOrderEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Venue commands as SBE frames and back. Not thread-safe: one for each thread. */
public final class CommandCodec {
    /** Since this version of the schema an order says whose it is. */
    private static final int ATTRIBUTION_VERSION = 2;

    private final FrameKinds kinds = new FrameKinds();
    private final NewOrderEncoder newEncoder = new NewOrderEncoder();
    private final NewOrderDecoder newDecoder = new NewOrderDecoder();
    private final CancelOrderEncoder cancelEncoder = new CancelOrderEncoder();
    private final CancelOrderDecoder cancelDecoder = new CancelOrderDecoder();
    private final QueryOrderEncoder queryEncoder = new QueryOrderEncoder();
    private final QueryOrderDecoder queryDecoder = new QueryOrderDecoder();

    public CommandCodec() {
        kinds.on(NewOrder.class, NewOrderDecoder.TEMPLATE_ID, this::newOrder, this::newOrder)
                .on(CancelOrder.class, CancelOrderDecoder.TEMPLATE_ID, this::cancel, this::cancel)
                .on(QueryOrder.class, QueryOrderDecoder.TEMPLATE_ID, this::query, this::query);
    }

    /** Writes one command and returns the frame's length. */
    public int encode(VenueCommand command, MutableDirectBuffer buffer, int offset) {
        return kinds.encode(command, buffer, offset);
    }

    /**
     * Reads one command.
     *
     * @throws MalformedFrameException for anything that {@link #encode} did not write
     */
    public VenueCommand decode(DirectBuffer buffer, int offset, int length) throws MalformedFrameException {
        return (VenueCommand) kinds.decode(buffer, offset, length);
    }

    Set<Class<?>> types() {
        return kinds.types();
    }

    private int newOrder(NewOrder order, FrameWriter out) {
        NewOrderEncoder to = out.begin(newEncoder)
                .engineTime(order.timeNanos())
                .side(EnumCodes.SIDE.encode(order.side()))
                .orderType(EnumCodes.ORDER_TYPE.encode(order.type()))
                .timeInForce(EnumCodes.TIME_IN_FORCE.encode(order.timeInForce()))
                .reducing(FrameWriter.flag(order.reducing()))
                .quantity(order.quantity().raw())
                .limitPrice(FrameWriter.optional(order.limit()))
                .flatten(FrameWriter.flag(order.whose().flatten()));
        out.text(to, order.orderId());
        out.text(to, order.instrument());
        out.text(to, order.whose().account());
        out.text(to, order.whose().sector());
        out.text(to, joined(order.whose().agents()));
        return out.length(to);
    }

    private static String joined(List<AgentId> agents) {
        return switch (agents.size()) {
            case 0 -> "";
            case 1 -> agents.get(0).value();
            default -> agents.stream().map(AgentId::value).collect(Collectors.joining(" "));
        };
    }

    private NewOrder newOrder(FrameReader in) throws MalformedFrameException {
        NewOrderDecoder from = in.begin(newDecoder);
        ClientOrderId orderId = ClientOrderId.of(in.text(from));
        InstrumentId instrument = InstrumentId.of(in.text(from));
        Attribution whose = in.isSince(ATTRIBUTION_VERSION) ? attribution(in, from) : Attribution.NONE;
        in.end(from);
        return new NewOrder(
                orderId,
                instrument,
                EnumCodes.SIDE.decode(from.sideRaw()),
                new Quantity(from.quantity()),
                EnumCodes.ORDER_TYPE.decode(from.orderTypeRaw()),
                FrameReader.optional(from.limitPrice()),
                EnumCodes.TIME_IN_FORCE.decode(from.timeInForceRaw()),
                FrameReader.flag(from.reducing()),
                from.engineTime(),
                whose);
    }

    private static Attribution attribution(FrameReader in, NewOrderDecoder from) throws MalformedFrameException {
        AccountId account = AccountId.of(in.text(from));
        String sector = in.text(from);
        String agents = in.text(from);
        return new Attribution(account, sector, split(agents), FrameReader.flag(from.flatten()));
    }

    private static List<AgentId> split(String agents) {
        return agents.isEmpty()
                ? List.of()
                : Arrays.stream(agents.split(" ", -1)).map(AgentId::of).toList();
    }

    private int cancel(CancelOrder command, FrameWriter out) {
        CancelOrderEncoder to = out.begin(cancelEncoder).engineTime(command.timeNanos());
        out.text(to, command.orderId());
        return out.length(to);
    }

    private CancelOrder cancel(FrameReader in) throws MalformedFrameException {
        CancelOrderDecoder from = in.begin(cancelDecoder);
        ClientOrderId orderId = ClientOrderId.of(in.text(from));
        in.end(from);
        return new CancelOrder(orderId, from.engineTime());
    }

    private int query(QueryOrder command, FrameWriter out) {
        QueryOrderEncoder to = out.begin(queryEncoder).engineTime(command.timeNanos());
        out.text(to, command.orderId());
        return out.length(to);
    }

    private QueryOrder query(FrameReader in) throws MalformedFrameException {
        QueryOrderDecoder from = in.begin(queryDecoder);
        ClientOrderId orderId = ClientOrderId.of(in.text(from));
        in.end(from);
        return new QueryOrder(orderId, from.engineTime());
    }
}
