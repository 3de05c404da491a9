package io.portcullis.connector.edgar;

import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Insider trades and annual statements from the SEC's EDGAR. */
@Component(service = Connector.class, configurationPid = EdgarConfig.PID)
@Designate(ocd = EdgarConfig.class)
public final class EdgarConnector implements Connector {
    private final EdgarSettings settings;

    /** With a configuration from {@code etc/connector.edgar.cfg}. */
    @Activate
    public EdgarConnector(EdgarConfig config) {
        this(EdgarSettings.of(config));
    }

    EdgarConnector(EdgarSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "edgar";
    }

    /** Nothing is asked before the first event is wanted, but what can be wrong with the request is refused here. */
    @Override
    public MarketStream open(StreamRequest request, BadRecordSink badRecords) throws IOException {
        if (settings.userAgent().isBlank()) {
            throw new IllegalArgumentException(
                    EdgarConfig.PID + ": user.agent must say who asks, with an address to write to; it is empty");
        }
        if (request.from() == null) {
            throw new IllegalArgumentException("connector edgar needs a first date, got none");
        }
        String source = request.source().isBlank() ? settings.issuers() : request.source();
        List<Issuer> issuers = Issuer.parse(source);
        return new EdgarStream(settings, issuers, Span.of(request), badRecords);
    }
}
