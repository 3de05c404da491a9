package io.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.cases.PackCheck;
import io.portcullis.policy.gate.PackCompiler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pack that is shipped passes its own check: language, manifest, limits and every case. */
class PortfolioPackTest {
    static final Path FOLDER = Path.of("../../rules/portfolio");

    @Test
    void shouldPassTheCheckThatOfficersRun() {
        try (PackCompiler compiler = new PackCompiler()) {
            PackCheck.Checked checked = new PackCheck(compiler).check(FOLDER);
            assertThat(checked.findings()).isEmpty();
            assertThat(checked.cases()).isGreaterThanOrEqualTo(3 * 18);
        }
    }
}
