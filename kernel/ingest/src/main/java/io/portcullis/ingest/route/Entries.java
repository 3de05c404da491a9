package io.portcullis.ingest.route;

import io.portcullis.ingest.bus.EventBus;
import io.portcullis.ingest.codec.MarketEventCodec;
import io.portcullis.ingest.inbound.InboundText;
import io.portcullis.spi.BadRecordSink;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doors from routes into the kernel: {@code direct:market} takes market events as text and {@code direct:command}
 * one command.
 * Nothing else that a route can name leads inside.
 */
final class Entries extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(Entries.class);

    private final EventBus bus;
    private final BadRecordSink badRecords;

    Entries(EventBus bus, BadRecordSink badRecords) {
        this.bus = bus;
        this.badRecords = badRecords;
    }

    @Override
    public void configure() {
        from("direct:market").routeId("portcullis-market").process(this::market);
        from("direct:command").routeId("portcullis-command").process(this::command);
    }

    private void market(Exchange exchange) throws IOException, InterruptedException {
        String source = source(exchange);
        InputStream text = exchange.getIn().getBody(InputStream.class);
        if (text == null) {
            throw new IllegalArgumentException("direct:market takes a text or a file, got nothing from " + source);
        }
        InboundText.Counts counts = InboundText.read(source, text, badRecords, event -> {
            if (!bus.publishMarketOrWait(event)) {
                throw new IOException("the bus is down: " + bus.problem());
            }
        });
        LOG.info("step 1 ingest: {}: {} events, {} bad records", source, counts.accepted(), counts.refused());
    }

    private void command(Exchange exchange) throws IOException {
        String json = exchange.getIn().getBody(String.class);
        try {
            MarketEventCodec.requireObject(json == null ? "" : json);
        } catch (IllegalArgumentException e) {
            badRecords.bad(source(exchange), 0, "a command: " + e.getMessage(), json);
            return;
        }
        if (!bus.publishCommand(json)) {
            throw new IOException("the bus does not take the command: " + bus.problem());
        }
    }

    /** The file that it came from, else the route. */
    private static String source(Exchange exchange) {
        String file = exchange.getIn().getHeader(Exchange.FILE_NAME, String.class);
        return file == null ? exchange.getFromRouteId() : file;
    }
}
