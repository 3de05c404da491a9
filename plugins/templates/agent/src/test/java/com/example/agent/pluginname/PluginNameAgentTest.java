package com.example.agent.pluginname;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import org.junit.jupiter.api.Test;

class PluginNameAgentTest {
    static final PluginNameSettings DEFAULTS = new PluginNameSettings(1, 0.05, 0.01, 1000);

    private final PluginNameAgent agent = new PluginNameAgent(DEFAULTS);

    /** By hand: 2 % a day is 31.749 % a year; 0.2 over that is 0.629941; one hundredth of it expected; Phi 0.502513. */
    @Test
    void shouldPromiseWhatTheFormulaSays() {
        Signal signal = ask(row("UP", 0.2, 0.02)).signals().get(0);
        assertThat(signal.direction()).isEqualTo(Direction.LONG);
        assertThat(signal.probability()).isEqualTo(0.502513, within(1e-6));
        assertThat(signal.sigmaBps()).isEqualTo(916.515, within(1e-3));
        assertThat(signal.edgeBps()).isEqualTo(5.773503, within(1e-5));
    }

    @Test
    void shouldSellWhatFell() {
        Signal signal = ask(row("DOWN", -0.3, 0.02)).signals().get(0);
        assertThat(signal.direction()).isEqualTo(Direction.SHORT);
    }

    @Test
    void shouldAbstainWithAReason() {
        RecordingSignalSink sink = ask(row("FLAT", 0.04, 0.02)
                .row("YOUNG", "none", Double.NaN, 0.02)
                .row("GONE", "none", false, 0.2, 0.02));
        assertThat(sink.signals()).isEmpty();
        assertThat(sink.abstentions())
                .containsEntry(InstrumentId.of("FLAT"), "no clear momentum")
                .containsEntry(InstrumentId.of("YOUNG"), "fewer than 253 daily bars, or none of late")
                .containsEntry(InstrumentId.of("GONE"), "not tradable");
    }

    private static Frames row(String instrument, double momentum, double volatility) {
        return Frames.of(PluginNameAgent.FEATURES.toArray(String[]::new)).row(instrument, "none", momentum, volatility);
    }

    private RecordingSignalSink ask(Frames rows) {
        FeatureFrame frame = rows.at(1);
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        return sink;
    }
}
