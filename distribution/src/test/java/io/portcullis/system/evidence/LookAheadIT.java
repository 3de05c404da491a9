package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.spi.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided on a date must not depend on what comes after it. */
class LookAheadIT {
    private static final LocalDate TURN = GeneratedEvidence.TURN;

    @TempDir
    private static Path folder;

    private static Runs.Market market;
    private static Path whole;

    @BeforeAll
    static void runToTheEnd() throws IOException, InterruptedException {
        market = GeneratedEvidence.generated();
        whole = folder.resolve("whole");
        Runs.run(market, GeneratedEvidence.allAgents(), whole);
    }

    @Test
    void shouldDecideTheSameWhenTheFutureIsCutOff() throws IOException, InterruptedException {
        Path cut = folder.resolve("cut");
        Runs.run(market.until(TURN), GeneratedEvidence.allAgents(), cut);
        for (String file : List.of(RunFiles.ORDERS, RunFiles.FILLS, RunFiles.EQUITY)) {
            byte[] start = Files.readAllBytes(cut.resolve(file));
            byte[] all = Files.readAllBytes(whole.resolve(file));
            assertThat(start.length).as(file).isBetween(1_000, all.length - 1_000);
            assertThat(all).as(file).startsWith(start);
        }
        String start = Forgery.lines(cut, RunFiles.SIGNALS).toString();
        assertThat(Forgery.lines(whole, RunFiles.SIGNALS).toString()).startsWith(start);
    }

    @Test
    void shouldDecideTheSameWhateverTheFutureBrings() throws IOException, InterruptedException {
        Path other = folder.resolve("other");
        Runs.run(market.through(new OtherFuture(market.connector(), TURN)), GeneratedEvidence.allAgents(), other);
        assertThat(ordersUpToTheTurn(other)).isEqualTo(ordersUpToTheTurn(whole)).hasSizeGreaterThan(100);
        assertThat(Files.readString(other.resolve(RunFiles.ORDERS)))
                .as("the other future must be another one")
                .isNotEqualTo(Files.readString(whole.resolve(RunFiles.ORDERS)));
    }

    private static List<String> ordersUpToTheTurn(Path run) throws IOException {
        return Files.readAllLines(run.resolve(RunFiles.ORDERS)).stream()
                .skip(1)
                .filter(line ->
                        !RunFiles.dateOf(Instant.parse(line.split(",")[2])).isAfter(TURN))
                .toList();
    }

    /** The test above can fail: an agent that has read the files decides otherwise when they say otherwise. */
    @Test
    void shouldNoticeAnAgentThatHasReadTheFuture() throws IOException, InterruptedException {
        Runs.Market other = market.through(new OtherFuture(market.connector(), TURN));
        Path honestFuture = folder.resolve("clairvoyant");
        Path otherFuture = folder.resolve("clairvoyant-other");
        Runs.run(market, List.of(clairvoyant(market, "data")), honestFuture);
        Runs.run(other, List.of(clairvoyant(other, "other-data")), otherFuture);
        assertThat(ordersUpToTheTurn(otherFuture)).isNotEqualTo(ordersUpToTheTurn(honestFuture));
    }

    private static Agent clairvoyant(Runs.Market of, String name) throws IOException, InterruptedException {
        Path descriptor = MarketExport.write(of, 0, TURN, folder.resolve(name));
        return new Clairvoyant(RawData.read(descriptor, of.from(), of.to()));
    }

    @Test
    void shouldFindFillsInTheBarThatDecidedThem() throws IOException, InterruptedException {
        Findings openly = checkWith(new SameBarVenue(false), "same-bar");
        assertThat(openly.count("look-ahead")).isGreaterThan(100);
        Findings disguised = checkWith(new SameBarVenue(true), "same-bar-disguised");
        assertThat(disguised.count("look-ahead")).isZero();
        assertThat(disguised.count("price")).isGreaterThan(100);
    }

    private static Findings checkWith(SameBarVenue venue, String name) throws IOException, InterruptedException {
        Runs.Market exported = GeneratedEvidence.exported(folder.resolve(name + "-data"));
        Path run = folder.resolve(name);
        Runs.run(exported, GeneratedEvidence.allAgents(), venue, run);
        RawData data = EvidenceChecker.data(Path.of(exported.source()), exported.from(), exported.to());
        return EvidenceChecker.check(data, Runs.limits(), run, Runs.CAPITAL).findings();
    }
}
