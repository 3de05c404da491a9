package io.portcullis.host.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArchivedClassesTest {
    @Test
    void shouldTakeTheClassesThatTheClassPathCanGiveAgain() {
        List<String> names = ArchivedClasses.of(List.of(
                "# written by the JVM",
                "java/lang/Object id: 0",
                "io/portcullis/host/Main id: 812",
                "",
                "io/portcullis/venue/simulated/SimulatedVenue id: 9 super: 0 source: bundle",
                "jdk/proxy2/$Proxy3 id: 10",
                "com/sun/proxy/jdk/proxy1/$Proxy2 id: 11",
                "java/lang/invoke/LambdaForm$MH/0x0000000800c1 id: 12",
                "@lambda-proxy io/portcullis/host/Main get ()Ljava/util/function/Supplier;",
                "@lambda-form-invoker [SPECIES_RESOLVE] java.lang.invoke.BoundMethodHandle$Species_L",
                "io/portcullis/host/Main id: 812"));

        assertThat(names).containsExactly("java.lang.Object", "io.portcullis.host.Main");
    }
}
