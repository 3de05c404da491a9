package io.portcullis.model.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Attribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScopeStatesTest {
    private static final int CASES = 100_000;
    private static final long SEED = 20_261_130;
    private static final List<String> NAMES = List.of("a", "b", "c");

    @Test
    void shouldTouchOnlyItsScopeInAHundredThousandCases() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            Map<Scope, TradingState> states = states(random);
            VenueId venue = VenueId.of(name(random));
            InstrumentId instrument = InstrumentId.of(name(random));
            Attribution whose =
                    new Attribution(AccountId.of(name(random)), name(random), agents(random), random.nextBoolean());
            assertThat(ScopeStates.of(states).at(venue, instrument, whose))
                    .as("case %d of seed %d: %s, %s, %s in %s", i, SEED, venue, instrument, whose, states)
                    .isEqualTo(slowly(states, venue, instrument, whose));
        }
    }

    /** Said the long way: the strictest of the scopes that name the order, and of agents the mildest. */
    private static TradingState slowly(
            Map<Scope, TradingState> states, VenueId venue, InstrumentId instrument, Attribution whose) {
        TradingState worst = TradingState.NORMAL;
        for (Map.Entry<Scope, TradingState> entry : states.entrySet()) {
            Scope scope = entry.getKey();
            if (scope.kind() != Scope.Kind.AGENT && scope.covers(venue, instrument, whose)) {
                worst = worst.stricter(entry.getValue());
            }
        }
        TradingState mildest = whose.agents().isEmpty() ? TradingState.NORMAL : TradingState.KILLED;
        for (AgentId agent : whose.agents()) {
            TradingState state = states.getOrDefault(new Scope(Scope.Kind.AGENT, agent.value()), TradingState.NORMAL);
            mildest = state.ordinal() < mildest.ordinal() ? state : mildest;
        }
        return worst.stricter(mildest);
    }

    private static Map<Scope, TradingState> states(Random random) {
        Map<Scope, TradingState> states = new TreeMap<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            Scope.Kind kind = Scope.Kind.values()[random.nextInt(Scope.Kind.values().length)];
            boolean named = kind != Scope.Kind.GLOBAL && kind != Scope.Kind.HOST;
            // everything shut says little about the rest
            if (named || random.nextInt(5) == 0) {
                states.put(new Scope(kind, named ? name(random) : ""), TradingState.values()[random.nextInt(3)]);
            }
        }
        return states;
    }

    private static List<AgentId> agents(Random random) {
        List<AgentId> agents = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                agents.add(AgentId.of(name));
            }
        }
        return agents;
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }
}
