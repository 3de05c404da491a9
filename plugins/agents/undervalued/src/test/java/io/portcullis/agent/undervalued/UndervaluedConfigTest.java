package io.portcullis.agent.undervalued;

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

class UndervaluedConfigTest {
    /** Relative to the module, where the build runs its tests. */
    private static final Path FILE = Path.of("../../../etc/" + UndervaluedConfig.PID + ".cfg");

    @Test
    void shouldHaveEachKeyWithItsDefaultInTheFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Method key : UndervaluedConfig.class.getDeclaredMethods()) {
            expected.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        assertThat(new TreeMap<>(file)).isEqualTo(expected);
    }

    @Test
    void shouldReadEachKeyIntoItsPlace() {
        UndervaluedConfig defaults = (UndervaluedConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {UndervaluedConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        assertThat(UndervaluedSettings.of(defaults)).isEqualTo(TestSettings.DEFAULTS);
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() ->
                        new UndervaluedSettings(-1, 8, 0.5, 550, 1.28, 0.84, 20, 5, 5_000_000, 0.02, "identity", 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agent.undervalued: prior.weight must be");
    }
}
