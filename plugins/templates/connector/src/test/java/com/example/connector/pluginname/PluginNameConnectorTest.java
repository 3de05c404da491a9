package com.example.connector.pluginname;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import io.portcullis.testkit.RecordingBadRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginNameConnectorTest {
    static final PluginNameSettings DEFAULTS = new PluginNameSettings(",", 1);
    static final String FILE = "src/test/resources/bars.csv";

    private final RecordingBadRecords badRecords = new RecordingBadRecords();

    private List<Bar> read() throws IOException, InterruptedException {
        List<Bar> bars = new ArrayList<>();
        try (MarketStream stream =
                new PluginNameConnector(DEFAULTS).open(PluginNameContractTest.request(FILE), badRecords)) {
            for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
                bars.add((Bar) event);
            }
        }
        return bars;
    }

    @Test
    void shouldReadEachColumnIntoItsPlace() throws Exception {
        Bar bar = read().get(0);
        assertThat(bar.instrument().value()).isEqualTo("AAA");
        assertThat(bar.session()).isEqualTo("2024-03-04");
        assertThat(bar.open().toDouble()).isEqualTo(100);
        assertThat(bar.high().toDouble()).isEqualTo(102.5);
        assertThat(bar.low().toDouble()).isEqualTo(99);
        assertThat(bar.close().toDouble()).isEqualTo(101);
        assertThat(bar.volume().toDouble()).isEqualTo(1_000_000);
    }

    @Test
    void shouldPutABadRowAsideAndGoOn() throws Exception {
        assertThat(read()).extracting(bar -> bar.session().getDayOfMonth()).containsExactly(4, 4, 5, 6, 7, 8);
        List<RecordingBadRecords.BadRecord> bad = badRecords.bad();
        assertThat(bad).extracting(RecordingBadRecords.BadRecord::line).containsExactly(5L, 7L, 8L);
        assertThat(bad.get(0).reason()).contains("high 97 is below low 98");
        assertThat(bad.get(1).reason()).contains("3 values instead of 7");
        assertThat(bad.get(2).reason()).contains("comes after a later date");
    }
}
