package com.example.connector.pluginname;

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

class PluginNameConfigTest {
    @Test
    void shouldHaveEachKeyWithItsDefaultInTheFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("etc", PluginNameConfig.PID + ".cfg"))) {
            file.load(reader);
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Method key : PluginNameConfig.class.getDeclaredMethods()) {
            expected.put(key.getName().replace('_', '.'), key.getDefaultValue().toString());
        }
        assertThat(new TreeMap<>(file)).isEqualTo(expected);
    }

    @Test
    void shouldReadEachKeyIntoItsPlace() {
        PluginNameConfig defaults = (PluginNameConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {PluginNameConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        assertThat(PluginNameSettings.of(defaults)).isEqualTo(PluginNameConnectorTest.DEFAULTS);
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> new PluginNameSettings(";;", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connector.plugin-name: separator must be one character, got ';;'");
    }
}
