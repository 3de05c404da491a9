package io.portcullis.benchmarks.opportunities;

import io.portcullis.benchmarks.scene.Market;
import io.portcullis.benchmarks.scene.Market.Listing;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded opinions: a few instants, each with a signal of every agent on every instrument, to be gone through in turn. */
final class Signals {
    private final List<List<List<Signal>>> instants = new ArrayList<>();

    Signals(Market market, int agents, int count, long seed) {
        Random random = new Random(seed);
        for (int instant = 0; instant < count; instant++) {
            List<List<Signal>> batches = new ArrayList<>();
            for (Listing listing : market.listings()) {
                batches.add(batch(listing, agents, random));
            }
            instants.add(batches);
        }
    }

    private static List<Signal> batch(Listing listing, int agents, Random random) {
        List<Signal> signals = new ArrayList<>();
        Direction common = random.nextBoolean() ? Direction.LONG : Direction.SHORT;
        for (int i = 0; i < agents; i++) {
            boolean agrees = random.nextInt(4) > 0;
            Direction other = common == Direction.LONG ? Direction.SHORT : Direction.LONG;
            signals.add(new Signal(
                    AgentId.of(String.format("agent-%02d", i)),
                    listing.id(),
                    0,
                    5,
                    agrees ? common : other,
                    0.51 + 0.2 * random.nextDouble(),
                    20 + 60 * random.nextDouble(),
                    150,
                    "1"));
        }
        return List.copyOf(signals);
    }

    /** The batches of an instant, one per instrument in the market's order. */
    List<List<Signal>> instant(int number) {
        return instants.get(number % instants.size());
    }

    int count() {
        return instants.size();
    }
}
