package io.portcullis.agent.topperformers;

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

class TopPerformersConfigTest {
    /** Relative to the module, where the build runs its tests. */
    private static final Path FILE = Path.of("../../../etc/" + TopPerformersConfig.PID + ".cfg");

    @Test
    void shouldHaveEachKeyWithItsDefaultInTheFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Method key : TopPerformersConfig.class.getDeclaredMethods()) {
            expected.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        assertThat(new TreeMap<>(file)).isEqualTo(expected);
    }

    @Test
    void shouldReadEachKeyIntoItsPlace() {
        TopPerformersConfig defaults = (TopPerformersConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TopPerformersConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        assertThat(TopPerformersSettings.of(defaults)).isEqualTo(TestSettings.DEFAULTS);
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> new TopPerformersSettings(5, 0.3, 0.2, 20, 5, 5e6, 0.12, 0.03, "identity", 250))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("enter.fraction")
                .hasMessageContaining("0.3 and 0.2");
        assertThatThrownBy(() -> new TopPerformersSettings(5, 0.1, 0.2, 20, 5, 5e6, 0.12, 0.9, "identity", 250))
                .hasMessageContaining("information.coefficient");
    }
}
