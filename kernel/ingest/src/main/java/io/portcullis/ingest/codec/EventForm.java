package io.portcullis.ingest.codec;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BookChange;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.ClosingPrice;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.ShortVolume;
import io.portcullis.model.market.Trade;
import io.portcullis.model.market.TradingHalt;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of market event under the name that the field {@code type} carries. */
enum EventForm {
    BAR("bar", Bar.class),
    QUOTE("quote", Quote.class),
    TRADE("trade", Trade.class),
    BOOK_CHANGE("book-change", BookChange.class),
    NEWS("news", News.class),
    FILING("filing", Filing.class),
    FUNDAMENTAL("fundamental", Fundamental.class),
    MACRO_PRINT("macro-print", MacroPrint.class),
    BORROW_AVAILABILITY("borrow-availability", BorrowAvailability.class),
    CORPORATE_ACTION("corporate-action", CorporateAction.class),
    TRADING_HALT("trading-halt", TradingHalt.class),
    INSTRUMENT_LISTING("instrument-listing", InstrumentListing.class),
    CLOSING_PRICE("closing-price", ClosingPrice.class),
    SHORT_VOLUME("short-volume", ShortVolume.class),
    OPTION_PRINT("option-print", OptionPrint.class);

    private static final Map<Class<?>, EventForm> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(form -> form.eventClass, Function.identity()));
    private static final Map<String, EventForm> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(form -> form.type, Function.identity()));

    final String type;
    private final Class<? extends MarketEvent> eventClass;

    EventForm(String type, Class<? extends MarketEvent> eventClass) {
        this.type = type;
        this.eventClass = eventClass;
    }

    static EventForm of(MarketEvent event) {
        return BY_CLASS.get(event.getClass());
    }

    static EventForm ofType(String type) {
        EventForm form = BY_TYPE.get(type);
        if (form == null) {
            String known = Arrays.stream(values()).map(f -> f.type).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("type must be one of " + known + ", got '" + type + "'");
        }
        return form;
    }
}
