package io.portcullis.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureVector;
import org.junit.jupiter.api.Test;

class TradabilityTest {
    private static final double NAN = Double.NaN;

    private final Tradability floor = new Tradability(5, 1_000_000);

    @Test
    void shouldObjectInThisOrderAndToWhatIsNotKnown() {
        FeatureVector may = new FeatureVector(InstrumentId.of("AAA"), "none", true, new double[0]);
        FeatureVector mayNot = new FeatureVector(InstrumentId.of("AAA"), "none", false, new double[0]);
        assertThat(floor.objection(mayNot, NAN, NAN, NAN)).isEqualTo("not tradable");
        assertThat(floor.objection(may, NAN, 4, 0)).isEqualTo("no volatility");
        assertThat(floor.objection(may, 0, 10, 2e6)).isEqualTo("no volatility");
        assertThat(floor.objection(may, 0.01, NAN, 2e6)).isEqualTo("price below the minimum");
        assertThat(floor.objection(may, 0.01, 4.99, 2e6)).isEqualTo("price below the minimum");
        assertThat(floor.objection(may, 0.01, 5, NAN)).isEqualTo("too little traded");
        assertThat(floor.objection(may, 0.01, 5, 999_999)).isEqualTo("too little traded");
        assertThat(floor.objection(may, 0.01, 5, 1e6)).isNull();
    }
}
