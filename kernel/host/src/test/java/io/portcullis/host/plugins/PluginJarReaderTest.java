package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.plugins.code.ForgedClass;
import io.portcullis.host.plugins.sample.GoodAgent;
import io.portcullis.spi.Agent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;

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

    @Test
    void shouldRefuseAnEntryThatComesTwice() {
        assertRefused(twice(good().entry("aaaa-1.txt", "one").entry("aaaa-2.txt", "two")), "twice");
    }

    /** No writer of jars would do it, so the second name is made the first one afterwards, in both places where it stands. */
    private static byte[] twice(TestJar jar) {
        String text = new String(jar.bytes(), StandardCharsets.ISO_8859_1);
        return text.replace("aaaa-2.txt", "aaaa-1.txt").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldRefuseWhatIsWrongInANestedJarAsWell() throws PluginJarException {
        byte[] sound = good().bytes();
        assertThat(PluginJarReader.read(
                        "x.jar", good().entry("lib/in.jar", sound).bytes()))
                .isNotNull();

        assertRefused(
                good().entry("lib/in.jar", good().entry("../x", "x").bytes()).bytes(), "lib/in.jar!/../x");
        assertRefused(
                good().entry("lib/in.jar", twice(good().entry("aaaa-1.txt", "1").entry("aaaa-2.txt", "2")))
                        .bytes(),
                "lib/in.jar!/aaaa-1.txt twice");
        assertRefused(
                good().entry("lib/in.jar", Arrays.copyOf(sound, sound.length / 2))
                        .bytes(),
                "is not complete");
        byte[] nested = good().entry("deep.jar", sound).bytes();
        assertRefused(good().entry("lib/in.jar", nested).bytes(), "jar in a jar in a jar: lib/in.jar!/deep.jar");
        assertRefused(
                good().entry("data.bin", nested)
                        .header("Bundle-ClassPath", ".,data.bin")
                        .bytes(),
                "jar in a jar in a jar");
    }

    @Test
    void shouldRefuseBytesBeforeTheFirstEntry() {
        byte[] jar = good().bytes();
        byte[] behind = new byte[jar.length + 9];
        System.arraycopy(jar, 0, behind, 9, jar.length);
        assertRefused(behind, "does not begin like one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.osgi.framework|it imports org.osgi.framework;",
                "java.util;org.osgi.framework;version=\"1\"|org.osgi.framework",
                "io.portcullis.spi,io.portcullis.host.server,javax.management|io.portcullis.host.server, javax.management;",
                "org.example.absent;resolution:=optional|org.example.absent",
                "java.util;x=\"\\\"\",org.osgi.framework;y=\"\\\"\"|backslash"
            })
    void shouldRefuseAnImportThatNoPluginSees(String header, String why) {
        assertRefused(good().header("Import-Package", header).bytes(), why);
    }

    @Test
    void shouldRefuseImportsThatHideInTheManifestForANewerJava() {
        byte[] hidden =
                "Manifest-Version: 1.0\r\nImport-Package: org.osgi.framework\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertRefused(
                good().header("Multi-Release", "true")
                        .entry("META-INF/versions/9/OSGI-INF/MANIFEST.MF", hidden)
                        .bytes(),
                "org.osgi.framework");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DynamicImport-Package|*|DynamicImport-Package",
                "Require-Bundle|venue-simulated|Require-Bundle",
                "Bundle-NativeCode|lib/evil.so|native code",
                "Premain-Class|x.Y|Java agent",
                "Launcher-Agent-Class|x.Y|Java agent",
                "Export-Package|io.portcullis.spi;version=\"9\"|which the server exports",
                "Require-Capability|osgi.wiring.package;filter:=\"(osgi.wiring.package=org.osgi.framework)\"|osgi.wiring.package"
            })
    void shouldRefuseHeadersThatLeadOutOfThePluginsRoom(String header, String value, String why) {
        assertRefused(good().header(header, value).bytes(), why);
    }

    @Test
    void shouldRefuseAHeaderThatComesTwice() {
        String manifest =
                "Manifest-Version: 1.0\nBundle-SymbolicName: a\nBundle-Version: 1\nImport-Package: java.util\n"
                        + "import-package: org.osgi.framework\n\n";
        assertThatThrownBy(() -> ManifestHeaders.of(manifest.getBytes(StandardCharsets.UTF_8), ManifestHeaders.PATH))
                .isInstanceOf(PluginJarException.class)
                .hasMessageContaining("import-package twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com/example/Forged.class",
                "META-INF/versions/9/com/example/Forged.class",
                "META-INF/versions/99/com/example/Forged.class",
                "classes/com/example/Forged.class"
            })
    void shouldLookAtTheCodeOfEveryClassWhereverItLies(String path) throws PluginJarException {
        byte[] exit = ForgedClass.calling("java/lang/System", "exit", "(I)V");
        assertCodeRefused(good().entry(path, exit).bytes());
        assertCodeRefused(good().entry("lib/in.jar", good().entry(path, exit).bytes())
                .header("Bundle-ClassPath", ".,lib/in.jar")
                .bytes());
        assertCodeRefused(good().entry("lib/in.data", good().entry(path, exit).bytes())
                .header("Bundle-ClassPath", ".,lib/in.data")
                .bytes());
        byte[] harmless = ForgedClass.calling("java/lang/System", "nanoTime", "()J");
        PluginJarReader.checkCode(
                PluginJarReader.read("x.jar", good().entry(path, harmless).bytes()));
    }

    private static void assertCodeRefused(byte[] content) throws PluginJarException {
        PluginJar jar = PluginJarReader.read("x.jar", content);
        assertThatThrownBy(() -> PluginJarReader.checkCode(jar))
                .isInstanceOf(PluginJarException.class)
                .hasMessageContaining("class com.example.Forged, method work: calls java.lang.System.exit");
    }

    @Test
    void shouldTellTheFirstFindingsAndHowManyMoreThereAre() throws PluginJarException {
        byte[] many = ForgedClass.with(code -> {
            for (String method : List.of("exit", "load", "gc", "setOut", "setErr", "setIn", "setProperty")) {
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", method, "()V", false);
            }
        });
        PluginJar jar =
                PluginJarReader.read("x.jar", good().entry("a/B.class", many).bytes());
        assertThatThrownBy(() -> PluginJarReader.checkCode(jar)).hasMessageEndingWith("; and 2 more");
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
