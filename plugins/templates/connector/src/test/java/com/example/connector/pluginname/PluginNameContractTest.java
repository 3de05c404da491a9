package com.example.connector.pluginname;

import io.portcullis.spi.Connector;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.ConnectorContractTest;
import java.time.LocalDate;
import java.util.TreeMap;

/** What holds for every connector: in order of knowledge, the same twice, ends with null, says clearly what it cannot open, ... */
class PluginNameContractTest extends ConnectorContractTest {
    static StreamRequest request(String source) {
        return new StreamRequest(
                source, LocalDate.of(2024, 3, 5), LocalDate.of(2024, 3, 8), 1, 1, new TreeMap<>());
    }

    @Override
    protected Connector newConnector() {
        return new PluginNameConnector(PluginNameConnectorTest.DEFAULTS);
    }

    @Override
    protected StreamRequest goodRequest() {
        return request(PluginNameConnectorTest.FILE);
    }

    @Override
    protected StreamRequest badRequest() {
        return request("nowhere.csv");
    }

    @Override
    protected String namedInMessage() {
        return "nowhere.csv";
    }
}
