package io.portcullis.connector.edgar;

import io.portcullis.spi.Connector;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.ConnectorContractTest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class EdgarContractTest extends ConnectorContractTest {
    private StubServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new StubServer();
        server.on(
                "/submissions/CIK0000000042.json",
                Forms.submissions(Forms.page("0000000042-22-000001 4 2022-06-16T20:31:02.000Z")));
        server.on("/Archives/edgar/data/42/000000004222000001/form.xml", Forms.form4("4", "7", "1000"));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Override
    protected Connector newConnector() {
        return new EdgarConnector(TestSettings.of(server.url(), ""));
    }

    @Override
    protected StreamRequest goodRequest() {
        return request("42=AAA");
    }

    @Override
    protected StreamRequest badRequest() {
        return request("AAA=42");
    }

    @Override
    protected String namedInMessage() {
        return "AAA=42";
    }

    private static StreamRequest request(String issuers) {
        return new StreamRequest(issuers, LocalDate.of(2022, 1, 3), LocalDate.of(2022, 12, 30), 0, 1, new TreeMap<>());
    }
}
