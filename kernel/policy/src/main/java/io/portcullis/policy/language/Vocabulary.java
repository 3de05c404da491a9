package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.Account;
import io.portcullis.engine.gate.facts.Agent;
import io.portcullis.engine.gate.facts.Counters;
import io.portcullis.engine.gate.facts.Exposure;
import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Instrument;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.engine.gate.facts.Market;
import io.portcullis.engine.gate.facts.Meaning;
import io.portcullis.engine.gate.facts.Order;
import io.portcullis.engine.gate.facts.Session;
import io.portcullis.engine.gate.facts.Trigger;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.policy.Nearest;
import io.portcullis.policy.Ring;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The words of one ring: its fact types, their fields, and the verdicts that a rule may call. */
public final class Vocabulary {
    /** Functions that a condition may call, with their number of arguments. */
    static final Map<String, Integer> FUNCTIONS = Map.of("abs", 1, "min", 2, "max", 2);

    private static final Vocabulary GATE = new Vocabulary(
            Ring.GATE,
            GateFacts.class,
            List.of(
                    Order.class,
                    Instrument.class,
                    Account.class,
                    Exposure.class,
                    Market.class,
                    Agent.class,
                    Session.class,
                    Counters.class,
                    Limits.class),
            List.of(
                    new VerdictForm("deny", false, 2),
                    new VerdictForm("deny", false, 0),
                    new VerdictForm("reduceTo", false, 1),
                    new VerdictForm("warn", false, 2)));
    private static final Vocabulary WATCH = new Vocabulary(
            Ring.WATCH,
            WatchFacts.class,
            List.of(Trigger.class, Account.class, Session.class, Counters.class, Limits.class),
            List.of(
                    new VerdictForm("warn", false, 2),
                    new VerdictForm("reduceOnly", true, 2),
                    new VerdictForm("kill", true, 2)));

    private final Ring ring;
    private final Class<?> facts;
    private final List<Class<?>> types;
    private final List<VerdictForm> verdicts;
    private final SortedMap<String, SortedMap<String, Kind>> fields = new TreeMap<>();
    private final Map<String, Meaning> meanings = new HashMap<>();

    private Vocabulary(Ring ring, Class<?> facts, List<Class<?>> types, List<VerdictForm> verdicts) {
        this.ring = ring;
        this.facts = facts;
        this.types = types;
        this.verdicts = verdicts;
        types.forEach(type -> fields.put(type.getSimpleName(), new TreeMap<>()));
        types.forEach(this::readMeanings);
        switch (ring) {
            case GATE -> FactSchema.FIELDS.forEach(field -> add(field.name(), field.kind()));
            case WATCH -> WatchSchema.FIELDS.forEach(field -> add(field.name(), field.kind()));
        }
    }

    /** The words of a ring. */
    public static Vocabulary of(Ring ring) {
        return switch (ring) {
            case GATE -> GATE;
            case WATCH -> WATCH;
        };
    }

    /** The one object that carries all facts of an evaluation. */
    public Class<?> facts() {
        return facts;
    }

    /** Whether a type of fact exists here. */
    boolean knows(String type) {
        return fields.containsKey(type);
    }

    /** A field of a type; empty when there is none. */
    Optional<FieldRead> field(String type, String field) {
        return Optional.ofNullable(fields.get(type).get(field)).map(kind -> new FieldRead(type, field, kind));
    }

    /** The name of a type that a word probably means, as a hint for messages; empty when none is near. */
    String typeHint(String word) {
        return Nearest.hint(word, fields.keySet());
    }

    /**
     * What was probably meant by a field that this type does not have, as a hint for messages: a near name, or the fact that has a field
     * of that name; empty otherwise.
     */
    String fieldHint(String type, String word) {
        String near = Nearest.hint(word, fields.get(type).keySet());
        List<String> others = fields.entrySet().stream()
                .filter(other -> other.getValue().containsKey(word))
                .map(Map.Entry::getKey)
                .toList();
        return others.isEmpty() ? near : ", but one of " + String.join(" and ", others);
    }

    /** What a field means; empty when its fact class does not say. */
    public Optional<Meaning> meaning(String type, String field) {
        return Optional.ofNullable(meanings.get(type + "." + field));
    }

    /** The fact types, in the order in which people read about them. */
    public List<Class<?>> types() {
        return types;
    }

    /** The fields of a type with what kind of value each gives, sorted. */
    public SortedMap<String, Kind> fields(String type) {
        return Collections.unmodifiableSortedMap(fields.get(type));
    }

    /** The verdicts that a rule may call. */
    public List<VerdictForm> verdicts() {
        return verdicts;
    }

    /** The types, for messages. */
    String typeNames() {
        return String.join(", ", types.stream().map(Class::getSimpleName).toList());
    }

    /** The fields of a type, for messages. */
    String fieldNames(String type) {
        return String.join(", ", fields.get(type).keySet());
    }

    /**
     * The verdict of that name that takes so many numbers, with or without a scope before them; empty when there
     * is none.
     */
    Optional<VerdictForm> verdict(String name, boolean scoped, int numbers) {
        return verdicts.stream()
                .filter(form -> form.equals(new VerdictForm(name, scoped, numbers)))
                .findFirst();
    }

    /** The verdict that a word probably means, as a hint for messages; empty when none is near. */
    String verdictHint(String word) {
        return Nearest.hint(word, verdicts.stream().map(VerdictForm::name).toList());
    }

    /** The verdicts, for messages. */
    String verdictForms() {
        return String.join(", ", verdicts.stream().map(VerdictForm::toString).toList());
    }

    private void readMeanings(Class<?> type) {
        for (Method getter : type.getMethods()) {
            Meaning meaning = getter.getAnnotation(Meaning.class);
            if (meaning != null) {
                String name = getter.getName().replaceFirst("^(get|is)", "");
                meanings.put(
                        type.getSimpleName() + "." + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                        meaning);
            }
        }
    }

    private void add(String name, Kind kind) {
        int dot = name.indexOf('.');
        String type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1, dot);
        SortedMap<String, Kind> known = fields.get(type);
        if (known == null) {
            throw new IllegalStateException("the schema of " + ring + " names " + name + ", which no fact type has");
        }
        known.put(name.substring(dot + 1), kind);
    }

    /**
     * One way to call a verdict.
     *
     * @param name the method
     * @param scoped whether a scope in quotes comes first
     * @param numbers how many numbers follow
     */
    public record VerdictForm(String name, boolean scoped, int numbers) {
        @Override
        public String toString() {
            String scope = scoped ? "\"scope\", " : "";
            return switch (numbers) {
                case 0 -> name + "()";
                case 1 -> name + "(quantity)";
                default -> name + "(" + scope + "value, limit)";
            };
        }
    }
}
