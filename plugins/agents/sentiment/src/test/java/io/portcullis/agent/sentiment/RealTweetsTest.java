package io.portcullis.agent.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.News;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** 88,697 real tweets: all of them read, the repeated ones counted for nothing, in bounded time and memory. */
class RealTweetsTest {
    @Test
    void shouldReadAllTweets() throws Exception {
        Path file = data("04-sentiment/stocknet_tweets_2014-01_2015-09.csv.gz");
        List<News> tweets;
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            tweets = reader.lines()
                    .skip(1)
                    .map(RealTweetsTest::tweet)
                    .sorted(Comparator.comparingLong(News::knownTimeNanos).thenComparing(News::instrument))
                    .toList();
        }
        assertThat(tweets).hasSize(88_697);
        NewsDesk desk = new NewsDesk(1, SourceWeights.parse(""));
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        tweets.forEach(desk::on);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        byte[] memory = desk.snapshot();
        System.out.printf(
                "tweets: %,d read, %,d repeated (%.1f %%), %.1f us of CPU each, snapshot %,d bytes%n",
                tweets.size(),
                desk.repeated(),
                100.0 * desk.repeated() / tweets.size(),
                1e6 * seconds / tweets.size(),
                memory.length);
        assertThat(desk.repeated()).isBetween(5_000L, 60_000L);
        assertThat(memory.length).isLessThan(16 << 20);
        NewsDesk restored = new NewsDesk(1, SourceWeights.parse(""));
        restored.restore(memory);
        assertThat(restored.snapshot()).isEqualTo(memory);
    }

    private static News tweet(String line) {
        String[] cells = line.split(",", 4);
        long nanos = Instant.parse(cells[1]).getEpochSecond() * 1_000_000_000L;
        return new News(InstrumentId.of(cells[0]), "tweets", cells[3], nanos, nanos);
    }

    private static Path data(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".ci"))) {
            folder = folder.getParent();
        }
        Path file = folder.resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(file).as("the training data are not here: not read").isRegularFile();
        return file;
    }
}
