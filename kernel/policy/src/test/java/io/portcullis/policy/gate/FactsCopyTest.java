package io.portcullis.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.policy.language.WatchSchema;
import org.junit.jupiter.api.Test;

/** A field that is forgotten here would let the second opinion judge another order than the first. */
class FactsCopyTest {
    private static String mark(Kind kind, int number) {
        return switch (kind) {
            case NUMBER -> String.valueOf(number + 0.5);
            case TEXT -> "text " + number;
            case FLAG -> "true";
        };
    }

    @Test
    void shouldCopyEveryFieldOfAnOrder() {
        GateFacts from = new GateFacts();
        GateFacts to = new GateFacts();
        for (int i = 0; i < FactSchema.FIELDS.size(); i++) {
            var field = FactSchema.FIELDS.get(i);
            field.writer().accept(from, mark(field.kind(), i));
        }
        FactsCopy.copy(from, to);
        FactSchema.FIELDS.forEach(field -> assertThat(field.reader().apply(to))
                .as(field.name())
                .isEqualTo(field.reader().apply(from)));
    }

    @Test
    void shouldCopyEveryFieldOfAWatchEvaluation() {
        WatchFacts from = new WatchFacts();
        WatchFacts to = new WatchFacts();
        for (int i = 0; i < WatchSchema.FIELDS.size(); i++) {
            var field = WatchSchema.FIELDS.get(i);
            field.writer().accept(from, mark(field.kind(), i));
        }
        FactsCopy.copy(from, to);
        WatchSchema.FIELDS.forEach(field -> assertThat(field.reader().apply(to))
                .as(field.name())
                .isEqualTo(field.reader().apply(from)));
    }
}
