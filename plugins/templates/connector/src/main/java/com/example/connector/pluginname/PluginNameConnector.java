package com.example.connector.pluginname;

import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Daily bars from a csv file: instrument, date (yyyy-MM-dd), open, high, low, close, volume, by date. */
@Component(service = Connector.class, configurationPid = PluginNameConfig.PID)
@Designate(ocd = PluginNameConfig.class)
public final class PluginNameConnector implements Connector {
    private final PluginNameSettings settings;

    /** With a configuration from {@code etc/connector.plugin-name.cfg}. */
    @Activate
    public PluginNameConnector(PluginNameConfig config) {
        this(PluginNameSettings.of(config));
    }

    PluginNameConnector(PluginNameSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "plugin-name";
    }

    /** What cannot be served at all throws here, and names what and where; a single bad row never does. */
    @Override
    public MarketStream open(StreamRequest request, BadRecordSink badRecords) throws IOException {
        Path file = Path.of(request.source());
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(request.source(), null, "plugin-name reads a csv file of daily bars");
        }
        return new CsvStream(file, settings, request, badRecords);
    }
}
