package io.portcullis.agent.technical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TechnicalConfigTest {
    /** Relative to the module, where the build runs its tests. */
    private static final Path FILE = Path.of("../../../etc/" + TechnicalConfig.PID + ".cfg");

    @Test
    void shouldHaveEachKeyWithItsDefaultInTheFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Method key : TechnicalConfig.class.getDeclaredMethods()) {
            expected.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        assertThat(new TreeMap<>(file)).isEqualTo(expected);
    }

    @Test
    void shouldReadEachKeyIntoItsPlace() {
        TechnicalConfig defaults = (TechnicalConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TechnicalConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        assertThat(TechnicalSettings.of(defaults)).isEqualTo(TestSettings.DEFAULTS);
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> new TechnicalSettings(15, 1, 2, 20, 40, 20, 5, 5e6, 0.02, "identity", 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agent.technical: leave.score")
                .hasMessageContaining("2.0 and 1.0");
        assertThatThrownBy(() -> new TechnicalSettings(15, 1.28, 0.84, 40, 20, 20, 5, 5e6, 0.02, "identity", 1000))
                .hasMessageContaining("trend.none");
        assertThatThrownBy(() -> new TechnicalSettings(15, 1.28, 0.84, 20, 40, 20, 5, 5e6, 0.9, "identity", 1000))
                .hasMessageContaining("information.coefficient");
        assertThatThrownBy(() -> new TechnicalSettings(-1, 1.28, 0.84, 20, 40, 20, 5, 5e6, 0.02, "identity", 1000))
                .hasMessageContaining("prior.weight");
        assertThatThrownBy(() -> new TechnicalSettings(15, 1.28, 0.84, 20, 40, 20, 5, 5e6, 0.02, "identity", 0))
                .hasMessageContaining("budget.millis");
    }
}
