package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.testkit.Frames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryFeatureStoreTest extends FeatureStoreContract {
    private static final InstrumentId AAA = InstrumentId.of("AAA");

    @Override
    FeatureStore open(Retention retention) {
        return new MemoryFeatureStore(retention);
    }

    @Test
    void shouldGoOnWithWhatItWroteBeforeARestart() throws IOException {
        MemoryFeatureStore before = new MemoryFeatureStore(Retention.unlimited(3));
        for (int time = 1; time <= 5; time++) {
            before.put(Frames.of("close", "pe").row("AAA", "none", time, -time).at(time));
        }
        MemoryFeatureStore after = new MemoryFeatureStore(Retention.unlimited(3));
        after.readFrom(new DataInputStream(new ByteArrayInputStream(written(before))));
        assertThat(after.asOf(AAA, "pe", 4)).isEqualTo(-4);
        assertThat(after.everything()).hasSize(3).usingRecursiveComparison().isEqualTo(before.everything());
        assertThatThrownBy(() -> after.asOf(AAA, "pe", 1))
                .as("what was forgotten before the restart is not taken for what never was")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldChangeNothingForBytesThatAreNoFeatures() throws IOException {
        MemoryFeatureStore before = new MemoryFeatureStore(Retention.unlimited(3));
        before.put(Frames.of("close").row("AAA", "none", 1).at(1));
        byte[] whole = written(before);
        MemoryFeatureStore after = new MemoryFeatureStore(Retention.unlimited(3));
        assertThatThrownBy(
                        () -> after.readFrom(new DataInputStream(new ByteArrayInputStream(whole, 0, whole.length - 1))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> after.readFrom(new DataInputStream(new ByteArrayInputStream(new byte[8]))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the mark is 0");
        assertThat(after.everything()).isEmpty();
    }

    @Test
    void shouldRefuseARetentionThatMakesNoSense() {
        assertThatThrownBy(() -> new Retention(0, 1, 1)).hasMessageContaining("at least one version");
        assertThatThrownBy(() -> new Retention(1, 2, 1)).hasMessageContaining("not shorter");
    }

    private static byte[] written(MemoryFeatureStore store) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
