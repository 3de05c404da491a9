package io.portcullis.system.evidence;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.IOException;
import java.time.LocalDate;

/** The same market up to a date, another one afterwards: every second name jumps, volumes shrink. */
record OtherFuture(Connector connector, LocalDate turn) implements Connector {
    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public MarketStream open(StreamRequest request, BadRecordSink badRecords) throws IOException {
        MarketStream stream = connector.open(request, badRecords);
        return new MarketStream() {
            @Override
            public MarketEvent next() throws IOException, InterruptedException {
                MarketEvent event = stream.next();
                return event instanceof Bar bar && bar.session().isAfter(turn) ? changed(bar) : event;
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    private static Bar changed(Bar bar) {
        double factor = bar.instrument().value().hashCode() % 2 == 0 ? 1.25 : 0.8;
        return new Bar(
                bar.instrument(),
                bar.period(),
                bar.session(),
                times(bar.open(), factor),
                times(bar.high(), factor),
                times(bar.low(), factor),
                times(bar.close(), factor),
                Quantity.ofShares((long) (bar.volume().toDouble() / 3)),
                bar.suspect(),
                bar.eventTimeNanos(),
                bar.knownTimeNanos());
    }

    private static Price times(Price price, double factor) {
        return Price.of(price.toDouble() * factor);
    }
}
