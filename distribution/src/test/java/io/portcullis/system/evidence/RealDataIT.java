package io.portcullis.system.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portcullis.testkit.CampaignLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the README on the real stocks, as its own process in 4 GiB: twice to the end, once to the middle. */
@Tag("campaign")
class RealDataIT {
    private static final LocalDate FROM = LocalDate.of(2010, 1, 1);
    private static final LocalDate MIDDLE = LocalDate.of(2012, 9, 28);
    private static final LocalDate TO = LocalDate.of(2015, 6, 30);
    private static final double WALL_SECONDS_MAX = 300;
    private static final double MIB_MAX = 4096;

    @TempDir
    private static Path folder;

    private static Path descriptor;
    private static Measured first;
    private static Measured again;

    /** A run with what it took. */
    private record Measured(Path out, double wallSeconds, double peakMib) {}

    @BeforeAll
    static void runTwice() throws IOException, InterruptedException {
        descriptor = Runs.root().resolve("../shared/data/us-2006-2016.yaml").normalize();
        assumeTrue(Files.exists(descriptor), "not run: there is no " + descriptor);
        first = backtest(TO, "first");
        again = backtest(TO, "again");
    }

    private static Measured backtest(LocalDate to, String name) throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        OwnProcess.Took took = OwnProcess.run(
                folder,
                "4g",
                "backtest",
                "--dataset",
                descriptor.toString(),
                "--from",
                FROM.toString(),
                "--to",
                to.toString(),
                "--out",
                out.toString());
        return new Measured(out, took.wallSeconds(), took.peakMib());
    }

    private static String stateHash(Path out) throws IOException {
        Matcher matcher = Pattern.compile("\"stateHash\":\"([0-9a-f]+)\"")
                .matcher(Files.readString(out.resolve(SummaryChecks.SUMMARY)));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void shouldFindNothing() throws IOException {
        RawData data = EvidenceChecker.data(descriptor, FROM, TO);
        EvidenceChecker.Result result = EvidenceChecker.check(data, Runs.limits(), first.out(), Runs.CAPITAL);
        int findings = result.findings().lines().size();
        System.out.println(result);
        CampaignLog.record("backtest.real.findings", 1, result.trades().trades(), findings, findings == 0);
        assertThat(result.findings().lines()).isEmpty();
    }

    @Test
    void shouldStayInsideItsTimeAndMemory() {
        CampaignLog.record(
                "backtest.real.wallSeconds", 1, 1, first.wallSeconds(), first.wallSeconds() <= WALL_SECONDS_MAX);
        CampaignLog.record("backtest.real.peakMiB", 1, 1, first.peakMib(), first.peakMib() <= MIB_MAX);
        assertThat(first.wallSeconds()).isLessThanOrEqualTo(WALL_SECONDS_MAX);
        assertThat(first.peakMib()).isLessThanOrEqualTo(MIB_MAX);
    }

    @Test
    void shouldEndInTheSameStateTwice() throws IOException {
        boolean same = stateHash(first.out()).equals(stateHash(again.out()));
        System.out.println("state hash " + stateHash(first.out()) + " and " + stateHash(again.out()));
        CampaignLog.record("backtest.real.sameStateHash", 1, 2, same ? 1 : 0, same);
        assertThat(same).isTrue();
    }

    @Test
    void shouldDecideTheSameWhenTheFutureIsCutOff() throws IOException, InterruptedException {
        Path middle = backtest(MIDDLE, "middle").out();
        byte[] start = Files.readAllBytes(middle.resolve(RunFiles.ORDERS));
        byte[] all = Files.readAllBytes(first.out().resolve(RunFiles.ORDERS));
        boolean same = Arrays.mismatch(start, all) == start.length;
        CampaignLog.record("backtest.real.truncatedOrdersBytes", 1, 1, start.length, same);
        assertThat(same).isTrue();
    }
}
