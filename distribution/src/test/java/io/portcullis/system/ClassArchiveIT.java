package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build ran {@code portcullis prepare} on the distribution: what it wrote is what the JVM takes. */
class ClassArchiveIT {
    @TempDir
    private Path folder;

    @Test
    void shouldMapTheArchiveThatPrepareWrote() throws Exception {
        try (Installation installation = Installation.copy(folder)) {
            // With this option a JVM that cannot use its archive does not start at all.
            installation.environment("PORTCULLIS_OPTS", "-Xshare:on");

            var help = installation.run("prepare", "--help");

            assertThat(help.status()).as(help.err()).isZero();
            assertThat(help.err()).isEmpty();
            assertThat(installation.root().resolve("lib/portcullis.jsa")).isNotEmptyFile();
        }
    }

    @Test
    void shouldStartWithoutAWordAboutAnArchiveThatDoesNotFit() throws Exception {
        try (Installation installation = Installation.copy(folder)) {
            installation.environment(
                    "PORTCULLIS_OPTS",
                    "-XX:SharedArchiveFile=" + installation.root().resolve("README.md"));

            var help = installation.run("prepare", "--help");

            assertThat(help.status()).as(help.err()).isZero();
            assertThat(help.err()).isEmpty();
        }
    }
}
