package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FreshBarsTest {
    private final FreshBars fresh = new FreshBars();

    @Test
    void shouldSayOnceThatABarIsNew() {
        assertThat(fresh.isFresh("A", 1)).isTrue();
        assertThat(fresh.isFresh("A", 1)).isFalse();
        assertThat(fresh.isFresh("B", 1)).isTrue();
        assertThat(fresh.isFresh("A", 2)).isTrue();
        assertThat(fresh.isFresh("A", Double.NaN)).isFalse();
        assertThat(fresh.isFresh("A", 2)).isFalse();
    }

    @Test
    void shouldGoOnFromItsState() throws IOException {
        fresh.isFresh("A", 7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        fresh.writeTo(new DataOutputStream(bytes));
        FreshBars other = new FreshBars();
        other.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(other.isFresh("A", 7)).isFalse();
        other.clear();
        assertThat(other.isFresh("A", 7)).isTrue();
    }
}
