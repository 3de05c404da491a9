package io.portcullis.benchmarks.gate;

import io.portcullis.benchmarks.figure.WrongAnswerException;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is right for each order, as the plainest contender says it; the others have to say the same, numbers included. */
final class Answers {
    private final List<List<Reason>> reasons = new ArrayList<>();
    private final Verdict[] verdicts;

    private Answers(int count) {
        verdicts = new Verdict[count];
    }

    /** The answers of one contender. */
    static Answers of(Contender contender, int count) {
        Answers answers = new Answers(count);
        for (int i = 0; i < count; i++) {
            contender.show(i);
            answers.verdicts[i] = contender.judge();
            answers.reasons.add(sorted(contender.reasons()));
        }
        return answers;
    }

    /** Holds every answer of another contender against these. */
    void check(Contender contender) throws WrongAnswerException {
        for (int i = 0; i < verdicts.length; i++) {
            contender.show(i);
            Verdict verdict = contender.judge();
            List<Reason> given = sorted(contender.reasons());
            if (verdict != verdicts[i] || !given.equals(reasons.get(i))) {
                throw new WrongAnswerException(contender.name() + " answers order " + i + " with " + verdict + " "
                        + given + ", right is " + verdicts[i] + " " + reasons.get(i));
            }
        }
    }

    Verdict verdict(int order) {
        return verdicts[order];
    }

    int size() {
        return verdicts.length;
    }

    /** How many orders are denied. */
    int denied() {
        return Collections.frequency(List.of(verdicts), Verdict.DENY);
    }

    /** How often each rule spoke. */
    Map<String, Integer> reasonsByRule() {
        Map<String, Integer> counts = new TreeMap<>();
        reasons.forEach(each -> each.forEach(reason -> counts.merge(reason.label(), 1, Integer::sum)));
        return counts;
    }

    private static List<Reason> sorted(List<Reason> reasons) {
        return reasons.stream()
                // Negative zero is zero to every rule.
                .map(reason -> new Reason(reason.code(), reason.rule(), reason.value() + 0.0, reason.limit() + 0.0))
                .sorted(Comparator.comparing(Reason::rule).thenComparing(Reason::code))
                .toList();
    }
}
