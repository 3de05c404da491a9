package io.portcullis.host.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The manual and the code name the same families; the live page is compared in the system test. */
class MetricsManualTest {
    private static final Path MANUAL = Path.of("..", "..", "distribution", "docs", "metrics.md");

    @Test
    void shouldListEveryFamilyWithItsTypeAndLabels() throws IOException {
        Map<String, String> written = rows();
        Map<String, String> built = new TreeMap<>();
        for (Family family : Family.values()) {
            String labels = labels(family.labels());
            if (family.type() == Family.Type.HISTOGRAM) {
                built.put(family.text(), "histogram " + labels);
                built.put(family.recent(), "summary " + labels);
            } else {
                String type = family.type() == Family.Type.INFO
                        ? "gauge"
                        : family.type().name().toLowerCase(Locale.ROOT);
                built.put(family.text(), type + " " + labels);
            }
        }
        written.keySet().removeIf(name -> name.startsWith("jvm_") || name.startsWith("process_"));
        assertThat(written).isEqualTo(built);
    }

    @Test
    void shouldNameStepTypeAndUnit() {
        for (Family family : Family.values()) {
            assertThat(family.text()).matches("(walk_[1-9]|portcullis)_[a-z_]+");
            assertThat(family.text().endsWith("_total")).isEqualTo(family.type() == Family.Type.COUNTER);
            assertThat(family.text().endsWith("_info")).isEqualTo(family.type() == Family.Type.INFO);
            if (family.type() == Family.Type.HISTOGRAM) {
                assertThat(family.text()).endsWith("_seconds");
            }
            assertThat(family.help()).endsWith(".").doesNotContain("\n");
        }
    }

    private static String labels(List<String> labels) {
        return String.join(", ", labels);
    }

    /** {@code | `name` | type | labels | meaning |}. */
    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(MANUAL)) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                List<String> labels = new ArrayList<>();
                for (String label : cells[3].split(",")) {
                    labels.add(label.strip().replace("`", ""));
                }
                rows.put(cells[1].strip().replace("`", ""), cells[2].strip() + " " + labels(labels));
            }
        }
        return rows;
    }
}
