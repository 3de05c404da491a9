package io.portcullis.agent.hedging;

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

class HedgingConfigTest {
    /** Relative to the module, where the build runs its tests. */
    private static final Path FILE = Path.of("../../../etc/" + HedgingConfig.PID + ".cfg");

    @Test
    void shouldHaveEachKeyWithItsDefaultInTheFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Method key : HedgingConfig.class.getDeclaredMethods()) {
            expected.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        assertThat(new TreeMap<>(file)).isEqualTo(expected);
    }

    @Test
    void shouldReadEachKeyIntoItsPlace() {
        HedgingConfig defaults = (HedgingConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HedgingConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        assertThat(HedgingSettings.of(defaults)).isEqualTo(TestSettings.DEFAULTS);
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> new HedgingSettings(-1, 60, 0.1, 0.1, 0.06, 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agent.hedging: prior.weight must be");
    }
}
