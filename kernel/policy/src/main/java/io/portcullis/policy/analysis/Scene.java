package io.portcullis.policy.analysis;

import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.WatchSchema;
import io.portcullis.policy.pack.RulePack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whose order it is, and when: everything that says which rows of limits.csv and of the restricted list apply. A name that is empty
 * stands for all that no list mentions.
 *
 * @param ring which kind of rules is asked
 * @param epochDay the day
 * @param symbol of the instrument
 * @param sector of the instrument
 * @param account of the order
 * @param venue of the order
 * @param agents behind the order
 */
record Scene(
        Ring ring, long epochDay, String symbol, String sector, String account, String venue, List<String> agents) {
    private static final String LIMITS = "limits.";
    private static final String RESTRICTED = "instrument.restricted";
    /** Stands in for all names that no list mentions. */
    static final String UNLISTED = "unlisted";

    /** What a pack makes known here: its limits, and that the instrument is restricted. */
    Map<String, Object> constants(RulePack pack) {
        Map<String, Object> known = new HashMap<>();
        if (ring == Ring.GATE) {
            GateFacts facts = new GateFacts();
            place(facts);
            pack.limits().resolve(facts);
            FactSchema.FIELDS.stream()
                    .filter(field -> field.name().startsWith(LIMITS))
                    .forEach(field -> known.put(field.name(), field.reader().apply(facts)));
            if (pack.restricted().contains(facts.instrument().getSymbol())) {
                known.put(RESTRICTED, true);
            }
        } else {
            WatchFacts facts = new WatchFacts();
            place(facts);
            pack.limits().resolve(facts);
            WatchSchema.FIELDS.stream()
                    .filter(field -> field.name().startsWith(LIMITS))
                    .forEach(field -> known.put(field.name(), field.reader().apply(facts)));
        }
        return known;
    }

    /** Puts the order here. */
    void place(GateFacts facts) {
        facts.session().setEpochDay(epochDay);
        facts.instrument().setSymbol(orUnlisted(symbol));
        facts.instrument().setSector(orUnlisted(sector));
        facts.order().setAccount(orUnlisted(account));
        facts.account().setId(orUnlisted(account));
        facts.order().setVenue(orUnlisted(venue));
        facts.agent()
                .setContributions(agents.stream()
                        .map(agent -> new Opportunity.Contribution(AgentId.of(agent), 1, 0))
                        .toList());
    }

    /** Puts the evaluation here. */
    void place(WatchFacts facts) {
        facts.session().setEpochDay(epochDay);
        facts.account().setId(orUnlisted(account));
    }

    /** The facts that can be met here. */
    Box universe(Scenes all) {
        Map<String, Values> terms = new TreeMap<>();
        if (ring == Ring.GATE) {
            terms.put("instrument.symbol", named(symbol, all.symbols()));
            terms.put("instrument.sector", named(sector, all.sectors()));
            terms.put("order.account", named(account, all.accounts()));
        }
        terms.put("account.id", named(account, all.accounts()));
        return new Box(new TreeMap<>(terms));
    }

    private static Values named(String name, Set<String> listed) {
        return name.isEmpty() ? new Values.Texts(listed, true) : Values.Texts.of(name);
    }

    private static String orUnlisted(String name) {
        return name.isEmpty() ? UNLISTED : name;
    }

    /** In words; empty where nothing is special. */
    String words() {
        StringBuilder text = new StringBuilder();
        add(text, "instrument", symbol);
        add(text, "sector", sector);
        add(text, "account", account);
        add(text, "venue", venue);
        agents.forEach(agent -> add(text, "agent", agent));
        return text.toString();
    }

    private static void add(StringBuilder text, String what, String name) {
        if (!name.isEmpty()) {
            text.append(text.length() == 0 ? "" : ", ").append(what).append(' ').append(name);
        }
    }
}
