package io.portcullis.system.evidence;

import io.portcullis.spi.Agent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Half a generated year as a data set on disk, small enough for every build and with everything in it that can go wrong. */
final class GeneratedEvidence {
    static final LocalDate FROM = LocalDate.of(2014, 1, 2);
    static final LocalDate TURN = LocalDate.of(2014, 4, 1);
    static final LocalDate TO = LocalDate.of(2014, 7, 2);
    static final long SEED = 7;
    private static final int HISTORY_DAYS = 520;

    private GeneratedEvidence() {}

    /** The market itself, straight from the generator. */
    static Runs.Market generated() {
        return new Runs.Market(
                PluginParts.generated(Map.of("instruments", "32", "sectors", "6", "halts", "20")), "", FROM, TO, SEED);
    }

    /** The market as files. */
    static Runs.Market exported(Path folder) throws IOException, InterruptedException {
        Path descriptor = MarketExport.write(generated(), HISTORY_DAYS, TURN, folder);
        return new Runs.Market(PluginParts.datasets(), descriptor.toString(), FROM, TO, SEED);
    }

    /** Momentum by its book, and somebody who trades a lot: few enough that one forged signal matters. Fresh ones: agents remember. */
    static List<Agent> agents() {
        return List.of(PluginParts.topPerformers(), new RandomSigns("random", 3, 5));
    }

    /** Those that are shipped, and somebody who trades a lot. */
    static List<Agent> allAgents() {
        List<Agent> agents = new ArrayList<>(PluginParts.agents());
        agents.add(new RandomSigns("random", 3, 5));
        return agents;
    }
}
