package io.portcullis.agent.flow;

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

class FlowConfigTest {
    /** Relative to the module, where the build runs its tests. */
    private static final Path FILE = Path.of("../../../etc/" + FlowConfig.PID + ".cfg");

    @Test
    void shouldHaveEachKeyWithItsDefaultInTheFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Method key : FlowConfig.class.getDeclaredMethods()) {
            expected.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        assertThat(new TreeMap<>(file)).isEqualTo(expected);
    }

    @Test
    void shouldReadEachKeyIntoItsPlace() {
        FlowConfig defaults = (FlowConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FlowConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        assertThat(FlowSettings.of(defaults)).isEqualTo(TestSettings.DEFAULTS);
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> new FlowSettings(-1, 10, 60, 1.28, 0.84, 0.02, "identity", 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agent.flow: prior.weight must be");
    }
}
