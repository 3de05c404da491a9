package io.portcullis.host.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestHeaderTest {
    @Test
    void shouldKeepCommasAndSemicolonsInsideQuotes() {
        var clauses = ManifestHeader.parse("a.b;uses:=\"c,d;e\";version=\"1.0,2\" , f;version=3");

        assertThat(clauses).hasSize(2);
        assertThat(clauses.get(0).name()).isEqualTo("a.b");
        assertThat(clauses.get(0).attributes()).containsEntry("version", "1.0,2");
        assertThat(clauses.get(1)).isEqualTo(new ManifestHeader.Clause("f", Map.of("version", "3")));
    }

    @Test
    void shouldGiveEveryNameOfAClauseItsAttributes() {
        assertThat(ManifestHeader.parse("a;b;version=1;x:=y"))
                .extracting(ManifestHeader.Clause::name)
                .containsExactly("a", "b");
        assertThat(ManifestHeader.parse("a;b;version=1").get(1).attributes()).containsEntry("version", "1");
    }

    @Test
    void shouldTakeNoHeaderAsNoClauses() {
        assertThat(ManifestHeader.parse(null)).isEmpty();
        assertThat(ManifestHeader.parse(" , ")).isEmpty();
    }

    @Test
    void shouldExportWhatPluginsMayUseAndNothingElse() {
        var exports = SystemPackages.exports();

        assertThat(exports).containsKeys("io.portcullis.model.id", "io.portcullis.spi", "org.slf4j");
        assertThat(exports.keySet())
                .allMatch(name -> name.matches("(io\\.portcullis\\.(model|spi|indicators)|org\\.slf4j)(\\..*)?"));
        assertThat(exports.get("org.slf4j")).startsWith("2.");
    }
}
