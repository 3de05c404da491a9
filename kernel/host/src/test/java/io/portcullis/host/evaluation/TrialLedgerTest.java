package io.portcullis.host.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLedgerTest {
    @TempDir
    private Path folder;

    private static TrialLedger.Look look(String dataset, boolean heldBack, String settings) {
        LocalDate day = LocalDate.of(2015, 1, 2);
        return new TrialLedger.Look(day, dataset, day, day, day, 5, heldBack, settings, 12);
    }

    @Test
    void shouldOpenTheHeldBackDaysOfADataSetOnce() throws IOException {
        TrialLedger ledger = new TrialLedger(folder.resolve("deep/trials.csv"));
        ledger.requireUnopened("a");
        ledger.add(look("a", false, "s1"));
        ledger.requireUnopened("a");
        ledger.add(look("a", true, "s1"));
        assertThatThrownBy(() -> ledger.requireUnopened("a"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("were opened on 2015-01-02")
                .hasMessageContaining("trials.csv");
        ledger.requireUnopened("b");
    }

    @Test
    void shouldCountDifferentSettingsAsTrials() throws IOException {
        TrialLedger ledger = new TrialLedger(folder.resolve("trials.csv"));
        assertThat(ledger.settingsTried("a")).isZero();
        ledger.add(look("a", false, "s1"));
        ledger.add(look("a", false, "s1"));
        ledger.add(look("a", false, "s2"));
        ledger.add(look("b", false, "s3"));
        assertThat(ledger.settingsTried("a")).isEqualTo(2);
    }

    @Test
    void shouldRefuseALineThatItCannotRead() throws IOException {
        Path file = folder.resolve("trials.csv");
        Files.writeString(file, "when,dataset\n2015-01-02,a\n");
        assertThatThrownBy(() -> new TrialLedger(file).settingsTried("a"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("trials.csv:2: must have 9 columns");
    }

    @Test
    void shouldWriteBetweenItsMarksAndNowhereElse() throws IOException {
        Path page = Files.writeString(
                folder.resolve("page.md"),
                "# Head\n<!-- evaluate a -->\nold\n<!-- end a -->\ntail\n<!-- evaluate b -->\n<!-- end b -->\n");
        EvaluationPage.into(page, "a", "new");
        assertThat(page)
                .hasContent(
                        "# Head\n<!-- evaluate a -->\n\nnew\n<!-- end a -->\ntail\n<!-- evaluate b -->\n<!-- end b -->\n");
        assertThatThrownBy(() -> EvaluationPage.into(page, "c", "new"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("<!-- evaluate c -->");
    }
}
