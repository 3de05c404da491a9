package io.portcullis.agent.moneyflows;

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

class MoneyFlowsConfigTest {
    /** Relative to the module, where the build runs its tests. */
    private static final Path FILE = Path.of("../../../etc/" + MoneyFlowsConfig.PID + ".cfg");

    @Test
    void shouldHaveEachKeyWithItsDefaultInTheFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Method key : MoneyFlowsConfig.class.getDeclaredMethods()) {
            expected.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        assertThat(new TreeMap<>(file)).isEqualTo(expected);
    }

    @Test
    void shouldReadEachKeyIntoItsPlace() {
        MoneyFlowsConfig defaults = (MoneyFlowsConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {MoneyFlowsConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        assertThat(MoneyFlowsSettings.of(defaults)).isEqualTo(TestSettings.DEFAULTS);
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> new MoneyFlowsSettings(15, 1, 2, 0.9, 20, 5, 5e6, 0.02, "identity", 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agent.money-flows: leave.score")
                .hasMessageContaining("2.0 and 1.0");
        assertThatThrownBy(() -> new MoneyFlowsSettings(15, 1.28, 0.84, 1, 20, 5, 5e6, 0.02, "identity", 1000))
                .hasMessageContaining("toxicity.start");
        assertThatThrownBy(() -> new MoneyFlowsSettings(15, 1.28, 0.84, 0.9, 1, 5, 5e6, 0.02, "identity", 1000))
                .hasMessageContaining("universe.min");
        assertThatThrownBy(() -> new MoneyFlowsSettings(15, 1.28, 0.84, 0.9, 20, 5, 5e6, 0.9, "identity", 1000))
                .hasMessageContaining("information.coefficient");
    }
}
