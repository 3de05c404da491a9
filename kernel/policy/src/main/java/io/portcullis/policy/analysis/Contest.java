package io.portcullis.policy.analysis;

import io.portcullis.policy.Ring;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.Words;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds two packs against each other: for each effect of the one, whether the other covers it everywhere. What is covered is proven,
 * since boxes only ever hold more facts than there are; what is not is a witness once both packs have judged it, and open otherwise.
 */
public final class Contest {
    private static final int BOXES_TRIED_MAX = 16;

    private final RulePack before;
    private final RulePack after;
    private final Scenes scenes;
    private final WitnessSearch search;
    private final Map<Rule, Look> looks = new IdentityHashMap<>();
    private final Side looser = new Side(true);
    private final Side tighter = new Side(false);

    private Contest(PackJudge before, PackJudge after, Map<String, String> base) {
        this.before = before.pack();
        this.after = after.pack();
        this.scenes = Scenes.of(this.before, this.after);
        this.search = new WitnessSearch(before, after, base);
    }

    /** Looks at every rule of both packs in every scene that their limits tell apart. */
    public static Contest of(PackJudge before, PackJudge after, Map<String, String> base) {
        Contest contest = new Contest(before, after, base);
        for (Ring ring : Ring.values()) {
            List<Scene> all = contest.scenes.all(ring);
            if (all.isEmpty()) {
                contest.looser.open = true;
                contest.tighter.open = true;
            }
            all.forEach(contest::scene);
        }
        return contest;
    }

    private Look look(Rule rule) {
        return looks.computeIfAbsent(
                rule, each -> new Look(Words.conditions(each) + " " + Words.verdicts(each), List.copyOf(each.reads())));
    }

    /**
     * What is asked of a rule in every scene again.
     *
     * @param words all of it
     * @param reads the fields
     */
    private record Look(String words, List<String> reads) {}

    private void scene(Scene scene) {
        Map<String, Object> then = scene.constants(before);
        Map<String, Object> now = scene.constants(after);
        Board old = new Board(scene, before, then);
        Board next = new Board(scene, after, now);
        looser.compare(scene, old, next);
        tighter.compare(scene, next, old);
    }

    /** What the edit from the one to the other does. */
    public Direction direction() {
        boolean neverLoosens = !looser.open && looser.witnesses.isEmpty();
        boolean neverTightens = !tighter.open && tighter.witnesses.isEmpty();
        if (neverLoosens) {
            return neverTightens ? Direction.SAME : Direction.TIGHTENS;
        }
        if (neverTightens) {
            return Direction.LOOSENS;
        }
        boolean bothShown = !looser.witnesses.isEmpty() && !tighter.witnesses.isEmpty();
        return bothShown ? Direction.BOTH : Direction.CANNOT_TELL;
    }

    /** By rule: what passes now and did not before. */
    public SortedMap<String, Witness> looser() {
        return looser.witnesses;
    }

    /** By rule: what passed before and does not now. */
    public SortedMap<String, Witness> tighter() {
        return tighter.witnesses;
    }

    /** What one pack does in a scene. */
    private final class Board {
        private final Regions regions;
        private final Map<String, Object> constants;
        private final Map<String, Rule> rules = new HashMap<>();
        private final Box universe;
        private List<Effect> effects;
        private final RulePack pack;
        private final Ring ring;

        Board(Scene scene, RulePack pack, Map<String, Object> constants) {
            this.pack = pack;
            this.ring = scene.ring();
            this.constants = constants;
            this.regions = new Regions(constants);
            this.universe = scene.universe(scenes);
            pack.rules(ring).forEach(rule -> rules.put(rule.id(), rule));
        }

        /** The effects of a rule here. */
        List<Effect> effects(Rule rule) {
            return Effect.of(rule, regions.of(rule).and(Region.of(universe)), constants);
        }

        /** Those of all rules; a rule that is too wide is left out, which can only lose a proof. */
        List<Effect> effects() {
            if (effects == null) {
                effects = new ArrayList<>();
                for (Rule rule : pack.rules(ring)) {
                    try {
                        effects.addAll(effects(rule));
                    } catch (Region.TooWideException e) {
                        continue;
                    }
                }
            }
            return effects;
        }

        Map<String, Expression> expressions() {
            return regions.expressions();
        }
    }

    /** One of the two questions: what does the other pack leave open that this one covers? */
    private final class Side {
        private final boolean afterIsLooser;
        private final SortedMap<String, Witness> witnesses = new TreeMap<>();
        private boolean open;

        Side(boolean afterIsLooser) {
            this.afterIsLooser = afterIsLooser;
        }

        void compare(Scene scene, Board strict, Board other) {
            for (Rule rule : strict.pack.rules(strict.ring)) {
                if (!hasTwin(rule, strict, other) && !witnesses.containsKey(rule.id())) {
                    rule(scene, rule, strict, other);
                }
            }
        }

        /** The same words over the same numbers. */
        private boolean hasTwin(Rule rule, Board strict, Board other) {
            Rule twin = other.rules.get(rule.id());
            return twin != null
                    && look(twin).words().equals(look(rule).words())
                    && look(rule).reads().stream()
                            .allMatch(name -> Objects.equals(strict.constants.get(name), other.constants.get(name)));
        }

        private void rule(Scene scene, Rule rule, Board strict, Board other) {
            try {
                boolean covered = !Regions.mayThrow(rule);
                for (Effect effect : strict.effects(rule)) {
                    Region left = effect.region();
                    for (Effect cover : other.effects()) {
                        left = cover.covers(effect) ? left.minus(cover.region()) : left;
                    }
                    covered &= left.isEmpty();
                    show(scene, rule, left, strict, other);
                }
                open |= !covered && !witnesses.containsKey(rule.id());
            } catch (Region.TooWideException e) {
                open = true;
            }
        }

        private void show(Scene scene, Rule rule, Region left, Board strict, Board other) {
            Map<String, Expression> expressions = new HashMap<>(other.expressions());
            expressions.putAll(strict.expressions());
            left.boxes().stream()
                    .limit(BOXES_TRIED_MAX)
                    .map(box -> search.find(scene, box, expressions, afterIsLooser))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(witness -> witnesses.putIfAbsent(rule.id(), witness));
        }
    }
}
