package io.portcullis.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.gate.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** bin/portcullis on a machine whose Java is gone: the switch must work all the same. */
class KillScriptTest {
    private static final Path SCRIPT =
            Path.of("..", "..", "distribution", "bin", "portcullis").toAbsolutePath();
    private static final List<String> TOOLS = List.of("ls", "dirname", "mkdir");

    @TempDir
    private Path folder;

    private Path tools;
    private String complaint;

    @BeforeEach
    void hideJava() throws IOException {
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path found = List.of(Path.of("/bin", tool), Path.of("/usr/bin", tool)).stream()
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Path stand = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + found + " \"$@\"\n");
            assertThat(stand.toFile().setExecutable(true)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kill, data/kill/global",
        "kill --scope global --data d, d/kill/global",
        "kill --data=d --scope=venue:simulated, d/kill/venue_simulated",
        "kill --json --scope venue:a.b-c_d, data/kill/venue_a.b-c_d",
        "kill --scope venue:../../x, data/kill/venue_..%2F..%2Fx",
        "kill --scope instrument:BRK/B, data/kill/instrument_BRK%2FB",
        "kill --scope account:a%b~c!, data/kill/account_a%25b%7Ec%21",
        "kill --scope=sector:Oil&Gas, data/kill/sector_Oil%26Gas",
        "kill --scope agent:value, data/kill/agent_value"
    })
    void shouldSetTheFlagWithoutJava(String line, String flag) throws Exception {
        assertThat(run(line)).isZero();
        assertThat(folder.resolve(flag)).exists();
        assertThat(complaint).contains(flag + " is set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill --scope everything",
                "kill --scope venue:",
                "kill --scope sector:ÖlUndGas",
                "kill --scope moon:x",
                "kill --drill",
                "kill --scope global --drill",
                "kill --drill --scope sector:Energy",
                "kill --help",
                "status"
            })
    void shouldSetNoFlagForWhatIsNoScope(String line) throws Exception {
        assertThat(run(line)).isEqualTo(1);
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(complaint).contains("no Java found");
    }

    @Test
    void shouldNameTheFlagAsTheServerReadsIt() throws Exception {
        for (Scope.Kind kind : Scope.Kind.values()) {
            if (kind != Scope.Kind.GLOBAL && kind != Scope.Kind.HOST) {
                Scope scope = new Scope(kind, "A b'c\"d$e`f*g?h/i\\\\j:k_l%20m");
                assertThat(run(List.of("kill", "--scope", scope.toString()))).isZero();
                assertThat(folder.resolve("data/kill").resolve(scope.fileName()))
                        .exists();
                assertThat(Scope.ofFileName(scope.fileName())).isEqualTo(scope);
            }
        }
    }

    @Test
    void shouldSayLoudlyWhenTheFlagCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("data"), "a file where the folder should be");

        assertThat(run("kill")).isEqualTo(1);
        assertThat(complaint).contains("data/kill/global CANNOT be written");
    }

    private int run(String line) throws Exception {
        return run(List.of(line.split(" ")));
    }

    private int run(List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", SCRIPT.toString()));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        Process process = builder.start();
        complaint = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
