package io.portcullis.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.engine.gate.facts.Meaning;
import io.portcullis.engine.gate.facts.Unit;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Vocabulary;
import io.portcullis.policy.pack.LimitField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that officers read is the one that the fact classes write. */
class LanguageReferenceTest {
    private static final Path PAGE = Path.of("../../distribution/docs/rule-language.md");

    @Test
    void shouldBeThePageThatIsShipped() throws IOException {
        assertThat(Files.readString(PAGE))
                .as("write it anew: portcullis rules language > " + PAGE)
                .isEqualTo(LanguageReference.markdown());
    }

    @Test
    void shouldKnowWhatEveryFieldMeansAndCounts() {
        for (Ring ring : Ring.values()) {
            Vocabulary vocabulary = Vocabulary.of(ring);
            for (Class<?> type : vocabulary.types()) {
                vocabulary.fields(type.getSimpleName()).forEach((field, kind) -> {
                    Meaning meaning = vocabulary
                            .meaning(type.getSimpleName(), field)
                            .orElseThrow(
                                    () -> new AssertionError(type + "." + field + " needs @Meaning on its getter"));
                    assertThat(meaning.unit() == Unit.NONE)
                            .as(type + "." + field + " has a unit exactly when it is a number")
                            .isEqualTo(kind != Kind.NUMBER);
                });
            }
        }
    }

    @Test
    void shouldNameEveryLimit() {
        assertThat(LanguageReference.markdown()).contains(LimitField.NAMES);
    }
}
