package io.portcullis.ingest.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.portcullis.model.id.InstrumentId;
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
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes the model's records as JSON, one method per kind. */
final class EventWriter {
    private final JsonGenerator json;

    private EventWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(JsonFactory factory, MarketEvent event) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            new EventWriter(json).write(event);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing JSON into memory", e);
        }
        return text.toString();
    }

    private void write(MarketEvent event) throws IOException {
        EventForm form = EventForm.of(event);
        json.writeStringField("type", form.type);
        switch (form) {
            case BAR -> bar((Bar) event);
            case QUOTE -> quote((Quote) event);
            case TRADE -> trade((Trade) event);
            case BOOK_CHANGE -> bookChange((BookChange) event);
            case NEWS -> news((News) event);
            case FILING -> filing((Filing) event);
            case FUNDAMENTAL -> fundamental((Fundamental) event);
            case MACRO_PRINT -> macroPrint((MacroPrint) event);
            case BORROW_AVAILABILITY -> borrow((BorrowAvailability) event);
            case CORPORATE_ACTION -> corporateAction((CorporateAction) event);
            case TRADING_HALT -> halt((TradingHalt) event);
            case INSTRUMENT_LISTING -> listing((InstrumentListing) event);
            case CLOSING_PRICE -> closingPrice((ClosingPrice) event);
            case SHORT_VOLUME -> shortVolume((ShortVolume) event);
            case OPTION_PRINT -> optionPrint((OptionPrint) event);
        }
        time("eventTime", event.eventTimeNanos());
        time("knownTime", event.knownTimeNanos());
    }

    private void bar(Bar bar) throws IOException {
        instrument(bar.instrument());
        text("period", bar.period());
        text("session", bar.session());
        text("open", bar.open());
        text("high", bar.high());
        text("low", bar.low());
        text("close", bar.close());
        text("volume", bar.volume());
        json.writeBooleanField("suspect", bar.suspect());
    }

    private void quote(Quote quote) throws IOException {
        instrument(quote.instrument());
        text("bid", quote.bid());
        text("bidSize", quote.bidSize());
        text("ask", quote.ask());
        text("askSize", quote.askSize());
    }

    private void trade(Trade trade) throws IOException {
        instrument(trade.instrument());
        text("price", trade.price());
        text("size", trade.size());
        text("conditions", trade.conditions());
    }

    private void bookChange(BookChange change) throws IOException {
        instrument(change.instrument());
        text("side", change.side());
        text("price", change.price());
        text("size", change.size());
    }

    private void news(News news) throws IOException {
        instrument(news.instrument());
        text("source", news.source());
        text("text", news.text());
    }

    private void filing(Filing filing) throws IOException {
        instrument(filing.instrument());
        text("form", filing.form());
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, String> field : filing.fields().entrySet()) {
            text(field.getKey(), field.getValue());
        }
        json.writeEndObject();
    }

    private void fundamental(Fundamental fundamental) throws IOException {
        instrument(fundamental.instrument());
        reals("items", fundamental.items());
    }

    private void closingPrice(ClosingPrice close) throws IOException {
        instrument(close.instrument());
        text("session", close.session());
        text("price", close.price());
        text("volume", close.volume());
    }

    private void shortVolume(ShortVolume volume) throws IOException {
        instrument(volume.instrument());
        text("venueGroup", volume.venueGroup());
        text("shortVolume", volume.shortVolume());
        text("exemptVolume", volume.exemptVolume());
        text("totalVolume", volume.totalVolume());
    }

    private void optionPrint(OptionPrint option) throws IOException {
        instrument(option.instrument());
        text("expiry", option.expiry());
        text("right", option.right());
        text("strike", option.strike());
        text("kind", option.kind());
        reals("values", option.values());
    }

    private void reals(String name, Map<String, Double> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Double> value : values.entrySet()) {
            real(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }

    private void macroPrint(MacroPrint print) throws IOException {
        text("series", print.series());
        text("field", print.field());
        real("value", print.value());
    }

    private void borrow(BorrowAvailability borrow) throws IOException {
        instrument(borrow.instrument());
        text("available", borrow.available());
        real("feePercentPerYear", borrow.feePercentPerYear());
    }

    private void corporateAction(CorporateAction action) throws IOException {
        instrument(action.instrument());
        text("exDate", action.exDate());
        text("splitNumerator", action.splitNumerator());
        text("splitDenominator", action.splitDenominator());
        text("dividend", action.dividend());
    }

    private void halt(TradingHalt halt) throws IOException {
        instrument(halt.instrument());
        json.writeBooleanField("halted", halt.halted());
    }

    private void listing(InstrumentListing listing) throws IOException {
        instrument(listing.instrument());
        text("sector", listing.sector());
        json.writeBooleanField("benchmark", listing.benchmark());
        json.writeArrayFieldStart("membership");
        for (InstrumentListing.Membership period : listing.membership()) {
            json.writeStartObject();
            text("start", period.start());
            if (period.end() != null) {
                text("end", period.end());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void instrument(InstrumentId instrument) throws IOException {
        text("instrument", instrument);
    }

    private void text(String name, Object value) throws IOException {
        json.writeStringField(name, value.toString());
    }

    private void real(String name, double value) throws IOException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number, got " + value);
        }
        json.writeNumberField(name, value);
    }

    private void time(String name, long nanos) throws IOException {
        json.writeStringField(name, InstantText.of(nanos));
    }
}
