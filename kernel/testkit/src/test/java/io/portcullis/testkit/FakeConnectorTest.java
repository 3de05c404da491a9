package io.portcullis.testkit;

import io.portcullis.spi.Connector;
import io.portcullis.spi.StreamRequest;
import java.time.LocalDate;
import java.util.TreeMap;

class FakeConnectorTest extends ConnectorContractTest {
    private static final LocalDate START = LocalDate.of(2024, 3, 4);

    @Override
    protected Connector newConnector() {
        return FakeConnector.of("fake", Bars.walk("AAA", START, 30, 7));
    }

    @Override
    protected StreamRequest goodRequest() {
        return request("");
    }

    @Override
    protected StreamRequest badRequest() {
        return request("nowhere.csv");
    }

    @Override
    protected String namedInMessage() {
        return "nowhere.csv";
    }

    private static StreamRequest request(String source) {
        return new StreamRequest(source, START, START.plusDays(60), 0, 1, new TreeMap<>());
    }
}
