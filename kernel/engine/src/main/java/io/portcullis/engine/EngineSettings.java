package io.portcullis.engine;

import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.TimeInForce;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The engine's settings, as they stand in etc/engine.cfg and etc/safety.cfg and travel in {@code SessionStarted}: replay uses
 * the settings that were in force, not today's file. Every key has a default here; an unknown key is refused.
 */
public final class EngineSettings {
    private static final String WEIGHT = "weight.";
    private static final String FACTS = "facts.version";
    private static final String TRADERS = "attribution.traders";
    private static final String ANYBODY = "*";

    /** No fees at all, in the form of etc/fees.csv. */
    private static final String NO_FEES =
            "from,kind,side,unit,rate,floor,cap,source\n1993-01-01,none,both,share,0,,,not set";

    private static final Set<String> TEXTS = Set.of("account", "venue", "order.time.in.force", "fees", TRADERS);

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("account", "main"),
            Map.entry("venue", "simulated"),
            Map.entry("order.time.in.force", "AT_THE_OPENING"),
            Map.entry("order.limit.bps", "300"),
            Map.entry("coordination.top.k", "40"),
            Map.entry("coordination.sector.k", "10"),
            Map.entry("coordination.edge.min.bps", "0"),
            Map.entry("cost.half.spread.bps", "2"),
            Map.entry("cost.impact.y", "0.5"),
            Map.entry("sizing.volatility.target.annual", "0.04"),
            Map.entry("sizing.name.max", "0.04"),
            Map.entry("sizing.gross.max", "1.0"),
            Map.entry("sizing.net.max", "0.4"),
            Map.entry("sizing.sector.max", "0.2"),
            Map.entry("sizing.band", "0.25"),
            Map.entry("sizing.order.notional.min", "5000"),
            Map.entry("sizing.order.adv.max", "0.02"),
            Map.entry("safety.order.quantity.max", "1000000"),
            Map.entry("safety.order.notional.max", "5000000"),
            Map.entry("safety.gross.max", "4.0"),
            Map.entry("safety.orders.per.second.max", "1000"),
            Map.entry("safety.exits.per.second.max", "10000"),
            Map.entry("safety.venue.loss.seconds", "0"),
            Map.entry("safety.agent.loss.seconds", "0"),
            Map.entry("safety.market.loss.seconds", "0"),
            Map.entry("gate.market.collar.bps", "1000"),
            Map.entry("gate.reference.age.max.seconds", "432000"),
            Map.entry("watch.equity.move.bps", "1"),
            Map.entry("ramp.drawdown", "0.10"),
            Map.entry("fees", NO_FEES),
            Map.entry(TRADERS, ANYBODY),
            Map.entry(FACTS, Integer.toString(FactSchema.FIRST)),
            Map.entry(WEIGHT + "default", "1"));

    private final SortedMap<String, String> values = new TreeMap<>(DEFAULTS);
    /** Asked for with every order. */
    private final int factsVersion;

    /**
     * Defaults overlaid with what was set.
     *
     * @throws IllegalArgumentException for an unknown key or a value that is no number where one is needed, naming the key
     */
    public EngineSettings(Map<String, String> overrides) {
        overrides.forEach((key, value) -> {
            if (!DEFAULTS.containsKey(key) && !key.startsWith(WEIGHT)) {
                throw new IllegalArgumentException(
                        "unknown engine setting '" + key + "'; known are " + new TreeMap<>(DEFAULTS).keySet());
            }
            values.put(key, value);
        });
        for (String key : values.keySet()) {
            if (!isText(key)) {
                number(key);
            }
        }
        timeInForce();
        factsVersion = readFactsVersion();
    }

    private static boolean isText(String key) {
        return TEXTS.contains(key);
    }

    /**
     * What a session that begins today has in its settings beside what was set: a log that does not say so was written before, and is
     * replayed as it was judged.
     */
    public static SortedMap<String, String> ofToday(Map<String, String> set) {
        SortedMap<String, String> today = new TreeMap<>(set);
        today.put(FACTS, Integer.toString(FactSchema.VERSION));
        return today;
    }

    /** Which facts the session's decisions record, and whether what is counted over a window is counted at all. */
    public int factsVersion() {
        return factsVersion;
    }

    private int readFactsVersion() {
        double version = number(FACTS);
        if (version != FactSchema.FIRST && version != FactSchema.VERSION) {
            throw new IllegalArgumentException(FACTS + " must be " + FactSchema.FIRST + " or " + FactSchema.VERSION
                    + ", got " + values.get(FACTS));
        }
        return (int) version;
    }

    /** To whom an order from outside may be attributed; empty when to anybody. */
    public Set<String> traders() {
        String traders = values.get(TRADERS).trim();
        return traders.equals(ANYBODY)
                ? Set.of()
                : Arrays.stream(traders.split(",")).map(String::trim).collect(Collectors.toUnmodifiableSet());
    }

    /** All settings by key. */
    public SortedMap<String, String> asMap() {
        return new TreeMap<>(values);
    }

    /** A setting that is a number. */
    public double number(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("there is no engine setting '" + key + "'");
        }
        try {
            double number = Double.parseDouble(value.trim());
            if (Double.isNaN(number) || Double.isInfinite(number) || number < 0) {
                throw new IllegalArgumentException(key + " must be a finite number of at least 0, got '" + value + "'");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a number, got '" + value + "'", e);
        }
    }

    /** The one account of this engine. */
    public AccountId account() {
        return AccountId.of(values.get("account"));
    }

    /** The one venue that orders go to. */
    public VenueId venue() {
        return VenueId.of(values.get("venue"));
    }

    /** Time in force of the engine's own orders. */
    public TimeInForce timeInForce() {
        try {
            return TimeInForce.valueOf(values.get("order.time.in.force"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "order.time.in.force must be DAY, IMMEDIATE_OR_CANCEL or AT_THE_OPENING, got '"
                            + values.get("order.time.in.force") + "'",
                    e);
        }
    }

    /** The dated fee table, the whole text of etc/fees.csv. */
    public String feeTable() {
        return values.get("fees");
    }

    /** Raw prior weight of an agent. */
    public double weight(AgentId agent) {
        String key = WEIGHT + agent.value();
        return number(values.containsKey(key) ? key : WEIGHT + "default");
    }
}
