package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.host.session.RunOutcome;
import io.portcullis.spi.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same log, the same state, bit by bit; and the order in which plugins happen to come up is not part of the log. */
class DeterminismIT {
    @TempDir
    private Path folder;

    private static List<Agent> agents() {
        List<Agent> agents = new ArrayList<>(PluginParts.agents());
        agents.add(new RandomSigns("random-a", 1, 3));
        agents.add(new RandomSigns("random-b", 2, 7));
        return agents;
    }

    @Test
    void shouldEndInTheSameStateEveryTimeAndInWhateverOrderAgentsAreRegistered()
            throws IOException, InterruptedException {
        Runs.Market market = GeneratedEvidence.generated();
        RunOutcome first = Runs.run(market, agents(), folder.resolve("first"));
        RunOutcome again = Runs.run(market, agents(), folder.resolve("again"));
        List<Agent> reversed = agents();
        Collections.reverse(reversed);
        RunOutcome otherOrder = Runs.run(market, reversed, folder.resolve("reversed"));

        System.out.println(
                "state hashes: " + first.stateHash() + " " + again.stateHash() + " " + otherOrder.stateHash());
        assertThat(again.stateHash()).isEqualTo(first.stateHash());
        assertThat(otherOrder.stateHash()).isEqualTo(first.stateHash());
        for (String file : List.of(RunFiles.ORDERS, RunFiles.FILLS, RunFiles.EQUITY, RunFiles.SIGNALS)) {
            byte[] bytes = Files.readAllBytes(folder.resolve("first").resolve(file));
            assertThat(folder.resolve("again").resolve(file)).hasBinaryContent(bytes);
            assertThat(folder.resolve("reversed").resolve(file)).hasBinaryContent(bytes);
        }
        assertThat(first.counts().fills()).isGreaterThan(100);

        Runs.Market otherSeed = new Runs.Market(market.connector(), "", market.from(), market.to(), market.seed() + 1);
        assertThat(Runs.run(otherSeed, agents(), folder.resolve("other")).stateHash())
                .as("another seed is another log")
                .isNotEqualTo(first.stateHash());
    }
}
