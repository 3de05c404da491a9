package io.portcullis.host.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.ServerSettings.Profile;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class JvmDoorsTest {
    private static Properties with(String name) {
        Properties properties = new Properties();
        properties.setProperty(name, "");
        return properties;
    }

    @Test
    void shouldRefuseRemoteJmxInEveryProfile() {
        for (Profile profile : Profile.values()) {
            for (String name : List.of("com.sun.management.jmxremote.port", "com.sun.management.jmxremote.rmi.port")) {
                assertThatThrownBy(() -> JvmDoors.requireShut(profile, with(name), List.of()))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining(name)
                        .hasMessageContaining("POST /jolokia");
            }
        }
    }

    @Test
    void shouldRefuseLocalJmxAndDebuggersInProdOnly() {
        Properties local = with("com.sun.management.jmxremote");
        List<String> debugger = List.of("-Xmx1g", "-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005");
        List<String> attach = List.of("-XX:-DisableAttachMechanism");

        assertThatThrownBy(() -> JvmDoors.requireShut(Profile.PROD, local, List.of()))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> JvmDoors.requireShut(Profile.PROD, new Properties(), debugger))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("debugger");
        assertThatThrownBy(() -> JvmDoors.requireShut(Profile.PROD, new Properties(), attach))
                .isInstanceOf(ConfigException.class);
        assertThatCode(() -> JvmDoors.requireShut(Profile.DEV, local, debugger)).doesNotThrowAnyException();
        assertThatCode(() -> JvmDoors.requireShut(Profile.PROD, new Properties(), List.of("-Xmx1g")))
                .doesNotThrowAnyException();
    }
}
