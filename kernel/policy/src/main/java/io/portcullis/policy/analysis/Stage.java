package io.portcullis.policy.analysis;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.FactField;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Ring;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.WatchSchema;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Facts that are being put together, whichever ring they are for, and what two packs say to them. Not thread-safe. */
final class Stage {
    private final Scene scene;
    private final GateFacts gate;
    private final WatchFacts watch;

    private Stage(Scene scene, GateFacts gate, WatchFacts watch) {
        this.scene = scene;
        this.gate = gate;
        this.watch = watch;
    }

    /** Facts that begin as these values. */
    static Stage of(Scene scene, Map<String, String> values) {
        Stage stage = new Stage(scene, new GateFacts(), new WatchFacts());
        values.forEach(stage::set);
        if (scene.ring() == Ring.GATE) {
            scene.place(stage.gate);
        } else {
            scene.place(stage.watch);
        }
        return stage;
    }

    /** Sets a field; one that this ring does not have is left out. */
    void set(String name, String value) {
        if (scene.ring() == Ring.GATE) {
            FactField field = FactSchema.BY_NAME.get(name);
            if (field != null) {
                field.writer().accept(gate, value);
            }
        } else {
            WatchSchema.Field field = WatchSchema.BY_NAME.get(name);
            if (field != null) {
                field.writer().accept(watch, value);
            }
        }
    }

    FieldReader reader() {
        return scene.ring() == Ring.GATE ? FieldReader.of(gate) : FieldReader.of(watch);
    }

    /** What a pack says. */
    Saying judge(PackJudge judge) {
        if (scene.ring() == Ring.WATCH) {
            return saying(judge.watch(watch));
        }
        Ruling ruling = judge.judge(gate);
        double shares = switch (ruling.verdict()) {
            case ALLOW -> gate.order().getQuantity();
            case REDUCE -> Math.min(ruling.quantityMax(), gate.order().getQuantity());
            case DENY -> 0;
        };
        TreeSet<String> labels = new TreeSet<>();
        ruling.reasons().stream().map(Reason::label).forEach(labels::add);
        String words =
                ruling.verdict() == Verdict.ALLOW ? "ALLOW" : ruling.verdict() + " by " + String.join(", ", labels);
        return new Saying(words, new TreeMap<>(Map.of("shares", -shares)));
    }

    private static Saying saying(WatchRuling ruling) {
        SortedMap<String, Double> strictness = new TreeMap<>();
        TreeSet<String> words = new TreeSet<>();
        for (WatchRuling.Action action : ruling.actions()) {
            strictness.merge(action.scope().toString(), (double) strictness(action.state()), Math::max);
            words.add(action.state() + " of " + action.scope() + " by "
                    + action.reason().label());
        }
        return new Saying(words.isEmpty() ? "NONE" : String.join(", ", words), strictness);
    }

    private static int strictness(TradingState state) {
        return switch (state) {
            case NORMAL -> 0;
            case REDUCE_ONLY -> 1;
            case KILLED -> 2;
        };
    }

    /**
     * What a pack said.
     *
     * @param words for people
     * @param strictness by what it is about; larger is stricter, and what is missing is as if it were never strict
     */
    record Saying(String words, SortedMap<String, Double> strictness) {
        /** Whether this lets something through that the other does not. */
        boolean isLooserThan(Saying other) {
            return other.strictness.entrySet().stream()
                    .anyMatch(each -> strictness.getOrDefault(each.getKey(), 0.0) < each.getValue());
        }
    }
}
