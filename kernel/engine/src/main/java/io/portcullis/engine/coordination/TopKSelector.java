package io.portcullis.engine.coordination;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Opportunity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Keeps the K opportunities with the best net edge, at most so many of one sector. Greedy, so at least half as good as the best
 * choice under both caps (Nemhauser, Wolsey and Fisher 1978); nothing is random, so every propensity is 1.
 */
public final class TopKSelector {
    private static final Comparator<Opportunity> BEST_FIRST =
            Comparator.comparingDouble(Opportunity::netEdgeBps).reversed().thenComparing(Opportunity::instrument);

    private final int places;
    private final int placesPerSector;

    /** Keeps at most so many in all and so many of one sector. */
    public TopKSelector(int places, int placesPerSector) {
        this.places = places;
        this.placesPerSector = placesPerSector;
    }

    /** The chosen instruments among opportunities that are still kept. */
    public Set<InstrumentId> select(List<Opportunity> kept, Function<InstrumentId, String> sectorOf) {
        List<Opportunity> ranked = new ArrayList<>(kept);
        ranked.sort(BEST_FIRST);
        Map<String, Integer> taken = new HashMap<>();
        Set<InstrumentId> chosen = new HashSet<>();
        for (Opportunity opportunity : ranked) {
            if (chosen.size() == places) {
                break;
            }
            String sector = sectorOf.apply(opportunity.instrument());
            if (taken.merge(sector, 1, Integer::sum) <= placesPerSector) {
                chosen.add(opportunity.instrument());
            }
        }
        return chosen;
    }
}
