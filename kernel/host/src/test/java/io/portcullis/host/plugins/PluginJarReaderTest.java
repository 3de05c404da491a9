package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.plugins.sample.GoodAgent;
import io.portcullis.spi.Agent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginJarReaderTest {
    @Test
    void shouldDescribeASoundPlugin() throws PluginJarException {
        PluginJar jar = PluginJarReader.read("x.jar", good().bytes());

        assertThat(jar.name()).isEqualTo("agent-good");
        assertThat(jar.version()).hasToString("1.2.3");
        assertThat(jar.kinds()).containsExactly("agent");
        assertThat(jar.pids()).containsExactly("agent-good");
        assertThat(jar.sha256()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "a\\..\\evil", "C:evil", ".."})
    void shouldRefuseAnEntryThatWouldLieOutsideItsFolder(String entry) {
        assertRefused(good().entry(entry, "x").bytes(), "would lie outside its folder");
    }

    @Test
    void shouldRefuseEveryTruncationOfAJar() {
        byte[] whole = good().bytes();
        for (int length = 0; length < whole.length; length += 97) {
            assertRefused(Arrays.copyOf(whole, length), "not a complete jar");
        }
    }

    @Test
    void shouldRefuseDamagedContent() {
        byte[] stored = good().entry("data.txt", "the quick brown fox").bytes();
        byte[] whole = stored.clone();
        // The compressed bytes of an early entry lie well before the central directory.
        for (int i = 700; i < 720; i++) {
            whole[i] ^= 0x55;
        }
        assertThatThrownBy(() -> PluginJarReader.read("x.jar", whole)).isInstanceOf(PluginJarException.class);
    }

    @Test
    void shouldRefuseAJarWithoutANameAVersionOrAManifest() {
        assertRefused(good().without("Bundle-SymbolicName").bytes(), "Bundle-SymbolicName");
        assertRefused(good().header("Bundle-SymbolicName", "a b").bytes(), "Bundle-SymbolicName");
        assertRefused(good().without("Bundle-Version").bytes(), "no Bundle-Version");
        assertRefused(good().header("Bundle-Version", "one").bytes(), "1.2.3.text");
        assertRefused("PK, or so it says".getBytes(StandardCharsets.UTF_8), "not a complete jar");
    }

    @Test
    void shouldRefuseAFragmentAndAComponentFileThatIsNotThere() {
        assertRefused(good().header("Fragment-Host", "venue-simulated").bytes(), "fragment");
        assertRefused(good().header("Service-Component", "OSGI-INF/other.xml").bytes(), "which is not in it");
        assertRefused(good().header("Service-Component", "OSGI-INF/*.xml").bytes(), "wildcard");
    }

    @Test
    void shouldReadNoExternalEntity() {
        TestJar jar = good().entry("OSGI-INF/agent-good.xml", """
                <?xml version="1.0"?><!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/hostname">]>
                <component name="agent-good"><provide interface="&x;"/></component>
                """);
        assertRefused(jar.bytes(), "not well-formed");
    }

    private static TestJar good() {
        return TestJar.component("agent-good", "1.2.3", GoodAgent.class, Agent.class);
    }

    private static void assertRefused(byte[] content, String why) {
        assertThatThrownBy(() -> PluginJarReader.read("x.jar", content))
                .isInstanceOf(PluginJarException.class)
                .hasMessageContaining(why);
    }
}
