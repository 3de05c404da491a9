package io.portcullis.ingest.codec;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.BookChange;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.ClosingPrice;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.InstrumentListing.Membership;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.OptionRight;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.ShortVolume;
import io.portcullis.model.market.Trade;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.model.order.Side;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the model's records out of named fields. */
final class EventReader {
    private EventReader() {}

    static MarketEvent read(EventFields fields) {
        EventForm form = EventForm.ofType(fields.text("type"));
        MarketEvent event = build(form, fields, fields.nanos("eventTime"), fields.nanos("knownTime"));
        fields.requireNothingLeft();
        return event;
    }

    private static MarketEvent build(EventForm form, EventFields f, long eventTime, long knownTime) {
        return switch (form) {
            case BAR -> bar(f, eventTime, knownTime);
            case QUOTE ->
                new Quote(
                        f.instrument(),
                        f.price("bid"),
                        f.quantity("bidSize"),
                        f.price("ask"),
                        f.quantity("askSize"),
                        eventTime,
                        knownTime);
            case TRADE ->
                new Trade(
                        f.instrument(),
                        f.price("price"),
                        f.quantity("size"),
                        f.textOrEmpty("conditions"),
                        eventTime,
                        knownTime);
            case BOOK_CHANGE ->
                new BookChange(
                        f.instrument(),
                        f.constant("side", Side.class),
                        f.price("price"),
                        f.quantity("size"),
                        eventTime,
                        knownTime);
            case NEWS -> new News(f.instrument(), f.text("source"), f.text("text"), eventTime, knownTime);
            case FILING -> new Filing(f.instrument(), f.text("form"), f.texts("fields"), eventTime, knownTime);
            case FUNDAMENTAL -> new Fundamental(f.instrument(), f.reals("items"), eventTime, knownTime);
            case MACRO_PRINT ->
                new MacroPrint(f.text("series"), f.text("field"), f.real("value"), eventTime, knownTime);
            case BORROW_AVAILABILITY ->
                new BorrowAvailability(
                        f.instrument(), f.quantity("available"), f.real("feePercentPerYear"), eventTime, knownTime);
            case CORPORATE_ACTION ->
                new CorporateAction(
                        f.instrument(),
                        f.date("exDate"),
                        f.whole("splitNumerator"),
                        f.whole("splitDenominator"),
                        f.price("dividend"),
                        eventTime,
                        knownTime);
            case TRADING_HALT -> new TradingHalt(f.instrument(), f.flag("halted"), eventTime, knownTime);
            case INSTRUMENT_LISTING ->
                new InstrumentListing(
                        f.instrument(),
                        f.text("sector"),
                        f.flagOrFalse("benchmark"),
                        membership(f.list("membership")),
                        eventTime,
                        knownTime);
            case CLOSING_PRICE ->
                new ClosingPrice(
                        f.instrument(),
                        f.date("session"),
                        f.price("price"),
                        f.quantity("volume"),
                        eventTime,
                        knownTime);
            case SHORT_VOLUME ->
                new ShortVolume(
                        f.instrument(),
                        f.text("venueGroup"),
                        f.quantity("shortVolume"),
                        f.quantity("exemptVolume"),
                        f.quantity("totalVolume"),
                        eventTime,
                        knownTime);
            case OPTION_PRINT ->
                new OptionPrint(
                        f.instrument(),
                        f.date("expiry"),
                        f.constant("right", OptionRight.class),
                        f.price("strike"),
                        f.text("kind"),
                        f.reals("values"),
                        eventTime,
                        knownTime);
        };
    }

    private static Bar bar(EventFields f, long eventTime, long knownTime) {
        return new Bar(
                f.instrument(),
                f.constant("period", BarPeriod.class),
                f.date("session"),
                f.price("open"),
                f.price("high"),
                f.price("low"),
                f.price("close"),
                f.quantity("volume"),
                f.flagOrFalse("suspect"),
                eventTime,
                knownTime);
    }

    private static List<Membership> membership(List<?> periods) {
        List<Membership> membership = new ArrayList<>();
        for (Object period : periods) {
            if (!(period instanceof Map<?, ?> map) || !(map.get("start") instanceof String start)) {
                throw new IllegalArgumentException(
                        "membership must be a list of objects with start and, if it ended, end");
            }
            LocalDate end =
                    map.get("end") == null ? null : EventFields.parseDate("end", String.valueOf(map.get("end")));
            membership.add(new Membership(EventFields.parseDate("start", start), end));
        }
        return membership;
    }
}
