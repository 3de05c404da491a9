package io.portcullis.benchmarks.agents;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.scene.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Quotes of 200 names from the bus to what the agents of the hot path (flow, money flows, technical) say: as many as go through, and,
 * at 10,000 a second, how long each takes from the moment at which it was due.
 */
public final class AgentRate implements Measurement {
    private static final long SEED = 20_261_130;
    private static final int INSTRUMENTS = 200;
    private static final int RATE = 10_000;
    private static final int WARM_UPDATES = 200_000;
    private static final int TIMED_UPDATES = 400_000;
    private static final int OPEN_SECONDS = 20;
    private static final int PATIENCE_SECONDS = 60;

    @Override
    public String name() {
        return "agents";
    }

    @Override
    public List<Taken> take(double load1) throws Exception {
        Path folder = Files.createTempDirectory("agents");
        Stages stages = new Stages();
        try (AgentLine line = new AgentLine(folder, new QuoteStream(INSTRUMENTS, SEED))) {
            long sent = flood(line, WARM_UPDATES, 0);
            long instants = line.instants();
            long begun = System.nanoTime();
            sent = flood(line, TIMED_UPDATES, sent);
            double seconds = (System.nanoTime() - begun) / 1e9;
            instants = line.instants() - instants;
            line.time(stages);
            long openInstants = line.instants();
            openLoop(line, sent);
            openInstants = line.instants() - openInstants;
            line.requireSound();
            System.out.printf(
                    "agents: %,d updates in %.1f s, the agents asked %,d times, %,d signals%n",
                    TIMED_UPDATES, seconds, instants, line.signals());
            System.out.printf("agents: open loop, asked %,d times in %d s; %s%n", openInstants, OPEN_SECONDS, stages);
            return List.of(
                    Taken.of(Figure.number("agents.updates", TIMED_UPDATES / seconds, "1/s", TIMED_UPDATES, load1)),
                    Taken.latency("agents.open-10000.event-to-signal", stages.whole(), load1));
        } finally {
            delete(folder);
        }
    }

    private static long flood(AgentLine line, int updates, long sent) throws Exception {
        for (int i = 0; i < updates; i++) {
            line.publish(System.nanoTime());
        }
        line.await(sent + updates, PATIENCE_SECONDS);
        return sent + updates;
    }

    private static void openLoop(AgentLine line, long sent) throws Exception {
        int updates = RATE * OPEN_SECONDS;
        Pace pace = new Pace(RATE);
        for (int i = 0; i < updates; i++) {
            line.publish(pace.await(i));
        }
        line.await(sent + updates, PATIENCE_SECONDS);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
