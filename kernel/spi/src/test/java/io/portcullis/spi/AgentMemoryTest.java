package io.portcullis.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.model.id.InstrumentId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgentMemoryTest {
    private static final int FORMAT = 7;

    private final SortedMap<InstrumentId, Double> known = new TreeMap<>();

    private byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        AgentMemory.writeEach(out, known, (value, to) -> to.writeDouble(value));
    }

    private void restore(byte[] snapshot, int format) {
        AgentMemory.read(snapshot, format, known::clear, in -> AgentMemory.readEach(in, known, DataInput::readDouble));
    }

    @Test
    void shouldReadWhatWasWritten() {
        known.put(InstrumentId.of("AAA"), 1.5);
        known.put(InstrumentId.of("BBB"), Double.NaN);
        byte[] snapshot = snapshot();
        SortedMap<InstrumentId, Double> before = new TreeMap<>(known);
        known.put(InstrumentId.of("CCC"), 3.0);

        restore(snapshot, FORMAT);

        assertThat(known).isEqualTo(before);
        assertThat(snapshot()).isEqualTo(snapshot);
    }

    @Test
    void shouldForgetWhenThereIsNothingToRead() {
        known.put(InstrumentId.of("AAA"), 1.5);

        restore(new byte[0], FORMAT);

        assertThat(known).isEmpty();
    }

    @Test
    void shouldRefuseAnotherFormatAndKeepNothing() {
        known.put(InstrumentId.of("AAA"), 1.5);
        byte[] snapshot = snapshot();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> restore(snapshot, FORMAT + 1))
                .withMessageContaining("format 7 instead of 8");
        assertThat(known).isEmpty();
    }

    @Test
    void shouldRefuseASnapshotThatBreaksOffAnywhere() {
        known.put(InstrumentId.of("AAA"), 1.5);
        known.put(InstrumentId.of("BBB"), 2.5);
        byte[] snapshot = snapshot();

        for (int length = 1; length < snapshot.length; length++) {
            byte[] broken = Arrays.copyOf(snapshot, length);
            assertThatIllegalArgumentException().isThrownBy(() -> restore(broken, FORMAT));
            assertThat(known).as("after %d bytes", length).isEmpty();
        }
    }

    @Test
    void shouldRefuseAnInstrumentThatIsNone() {
        byte[] snapshot = AgentMemory.write(FORMAT, out -> {
            out.writeInt(1);
            out.writeUTF("");
            out.writeDouble(1);
        });

        assertThatIllegalArgumentException().isThrownBy(() -> restore(snapshot, FORMAT));
        assertThat(known).isEmpty();
    }
}
