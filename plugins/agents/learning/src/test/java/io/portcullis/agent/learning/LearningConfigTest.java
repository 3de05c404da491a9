package io.portcullis.agent.learning;

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

class LearningConfigTest {
    /** Relative to the module, where the build runs its tests. */
    private static final Path FILE = Path.of("../../../etc/" + LearningConfig.PID + ".cfg");

    @Test
    void shouldHaveEachKeyWithItsDefaultInTheFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Method key : LearningConfig.class.getDeclaredMethods()) {
            expected.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        assertThat(new TreeMap<>(file)).isEqualTo(expected);
    }

    @Test
    void shouldReadEachKeyIntoItsPlace() {
        LearningConfig defaults = (LearningConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {LearningConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        assertThat(LearningSettings.of(defaults)).isEqualTo(TestSettings.DEFAULTS);
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> new LearningSettings(
                        -1,
                        "causal=12;flow=8;insider=12;macro=8;money-flows=15;sentiment=10;technical=15;top-performers=5;undervalued=3;value=20",
                        1,
                        0.004,
                        10,
                        1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agent.learning: prior.weight must be");
    }
}
