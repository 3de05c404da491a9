package io.portcullis.policy.cases;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a case is there for, as seen from the rule that its file is named after. */
public enum CaseKind {
    /** The rule speaks. */
    FIRES,
    /** The rule is silent. */
    PASSES,
    /** Both sides of one of the rule's comparisons are equal. */
    BOUNDARY;

    static final List<String> WORDS = Stream.of(values()).map(CaseKind::word).toList();

    static Optional<CaseKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** As it stands in a table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
