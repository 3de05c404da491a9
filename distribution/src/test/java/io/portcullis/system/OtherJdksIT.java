package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testkit.CampaignLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One product on every Java of this machine: the same log makes the same state, and the server trades. */
@Tag("campaign")
class OtherJdksIT {
    private static final String NAME = "jdks";

    @TempDir
    private Path folder;

    private Installation installation;
    private List<Jdk> others;

    @BeforeEach
    void find() throws Exception {
        others = Jdk.others();
        Report.line(NAME, "this Java: %s; others: %s", Jdk.own(), others.isEmpty() ? "none found" : others);
        installation = Installation.copy(folder);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    private void use(Jdk jdk) {
        installation.environment("JAVA_HOME", jdk.home().toString());
    }

    @Test
    void shouldReplayTheDemosLogToTheSameStateOnEachJava() throws Exception {
        Path out = folder.resolve("out");
        use(Jdk.own());
        var demo = installation.run("demo", "--out", out.toString());
        assertThat(demo.status()).as(demo.err()).isZero();
        String said = Door.json(Files.readString(out.resolve("summary.json")))
                .path("stateHash")
                .asText();
        Report.line(NAME, "the demo on %s ends in state %s", Jdk.own().version(), said);
        assertThat(said).isNotEmpty();
        judge(Jdk.own(), out, said);
        Assumptions.assumeFalse(others.isEmpty(), "no other Java found: the log was replayed on this one only");
        for (Jdk other : others) {
            judge(other, out, said);
        }
    }

    private void judge(Jdk jdk, Path out, String expected) {
        use(jdk);
        var replay = installation.run(
                "replay", "--verify", "--json", "--data", out.resolve("data").toString());
        assertThat(replay.status()).as(replay.out() + replay.err()).isZero();
        String state = Door.json(replay.out()).path("stateHash").asText();
        boolean same = state.equals(expected);
        Report.line(NAME, "replay on %s: state %s", jdk.version(), state);
        CampaignLog.record(NAME + ".replay.differs.on-" + jdk.feature(), 0, 1, same ? 0 : 1, same);
        assertThat(state).as("state on %s", jdk).isEqualTo(expected);
    }

    @Test
    void shouldStartTradeAndStopOnEachOtherJava() {
        Assumptions.assumeFalse(others.isEmpty(), "no other Java found");
        for (Jdk other : others) {
            use(other);
            Server server = installation.start("--profile", "dev", "--market", "generated");
            Door door = server.door();
            OrderLoad.awaitPrices(door);
            String order = OrderLoad.order("on-" + other.version(), "GEN001", "BUY", 1);
            JsonNode answer = Door.json(door.post("/v1/orders", order));
            String verdict = answer.path("verdict").asText();
            server.stop(door);
            Report.line(NAME, "server on %s: %s; %s", other.version(), verdict, server.firstLine());
            Report.line(NAME, "what it complained of: %s", server.errors().strip());
            boolean traded = verdict.equals("ALLOW");
            CampaignLog.record(NAME + ".trades.on-" + other.feature(), 0, 1, traded ? 1 : 0, traded);
            assertThat(verdict).as("an order on %s", other).isEqualTo("ALLOW");
        }
    }
}
