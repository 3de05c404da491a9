package io.portcullis.connector.edgar;

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

class EdgarConfigTest {
    /** Relative to the module, where the build runs its tests. */
    private static final Path FILE = Path.of("../../../etc/" + EdgarConfig.PID + ".cfg");

    @Test
    void shouldHaveEachKeyWithItsDefaultInTheFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Method key : EdgarConfig.class.getDeclaredMethods()) {
            expected.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        assertThat(new TreeMap<>(file)).isEqualTo(expected);
    }

    @Test
    void shouldReadEachKeyIntoItsPlace() {
        EdgarConfig defaults = (EdgarConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EdgarConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        assertThat(EdgarSettings.of(defaults)).isEqualTo(TestSettings.DEFAULTS);
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> new EdgarSettings(
                        "https://data.sec.gov", "https://www.sec.gov", "", "", 11, 10_000, 4, 500, 33_554_432, 300))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connector.edgar: requests.per.second must be 1 to 10");
    }
}
