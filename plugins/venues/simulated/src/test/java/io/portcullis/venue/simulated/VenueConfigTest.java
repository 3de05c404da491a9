package io.portcullis.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VenueConfigTest {
    private static final Path ETC = Path.of("..", "..", "..", "etc").toAbsolutePath();

    /** The defaults, but for what is given; Declarative Services makes such objects as well. */
    private static VenueConfig.Keys keys(Map<String, Object> given) {
        return (VenueConfig.Keys) Proxy.newProxyInstance(
                VenueConfig.Keys.class.getClassLoader(),
                new Class<?>[] {VenueConfig.Keys.class},
                (proxy, method, arguments) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void shouldShipEveryKeyWithItsDefault() throws IOException {
        Properties shipped = new Properties();
        try (Reader reader = Files.newBufferedReader(ETC.resolve("venue.simulated.cfg"))) {
            shipped.load(reader);
        }
        for (Method method : VenueConfig.Keys.class.getDeclaredMethods()) {
            String key = method.getName().replace('_', '.');
            assertThat(shipped.remove(key)).as(key).isEqualTo(String.valueOf(method.getDefaultValue()));
        }
        assertThat(shipped).isEmpty();
    }

    @Test
    void shouldReadTheShippedFees() {
        String fees = ETC.resolve("fees.csv").toString();
        ExchangeSettings settings = VenueConfig.settings(keys(Map.of("fees_file", fees, "latency_micros", 1500L)), 9);
        assertThat(settings.fees().start()).isEqualTo("2006-01-01");
        assertThat(settings.latencyNanos()).isEqualTo(1_500_000);
        assertThat(settings.seed()).isEqualTo(9);
        assertThat(settings.participationMax()).isEqualTo(0.05);
    }

    @Test
    void shouldNameAFeeFileThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VenueConfig.settings(keys(Map.of("fees_file", "nowhere.csv")), 1))
                .withMessageContaining("fees.file")
                .withMessageContaining("nowhere.csv");
    }

    @Test
    void shouldNameAKeyThatIsOutOfRange() {
        String fees = ETC.resolve("fees.csv").toString();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VenueConfig.settings(keys(Map.of("fees_file", fees, "participation_max", 1.5)), 1))
                .withMessage("etc/venue.simulated.cfg: participation.max must be between 0.0 and 1.0, got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VenueConfig.settings(keys(Map.of("fees_file", fees, "impact_factor", Double.NaN)), 1))
                .withMessageContaining("impact.factor");
    }

    @Test
    void shouldRunInProcessWithoutAnAddress() {
        assertThat(VenueConfig.address(keys(Map.of()))).isNull();
        assertThat(VenueConfig.address(keys(Map.of("address", "127.0.0.1:7001")))
                        .getPort())
                .isEqualTo(7001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7001", ":7001", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", "127.0.0.1:x", "192.0.2.1:7001"})
    void shouldRefuseAnAddressThatIsNotOnThisMachine(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VenueConfig.address(keys(Map.of("address", address))))
                .withMessageContaining("address must be HOST:PORT on this machine");
    }
}
