package io.portcullis.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2015-06-30T23:30:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("2015-06-30.jsonl"));
    }

    @Test
    void shouldWriteFileLineReasonAndContent() throws IOException {
        try (DeadLetters letters = DeadLetters.toFolder(folder, CLOCK)) {
            letters.bad("bars.csv", 17, "price must not be negative, got -1", "a,\"b\"\u0007\ud800");
        }

        assertThat(lines())
                .containsExactly("{\"time\":\"2015-06-30T23:30:00Z\",\"file\":\"bars.csv\",\"line\":17,"
                        + "\"reason\":\"price must not be negative, got -1\","
                        + "\"content\":\"a,\\\"b\\\"\\u0007\\uD800\"}");
    }

    @Test
    void shouldCountByTheReasonWithoutItsValues() {
        try (DeadLetters letters = DeadLetters.toFolder(folder, CLOCK)) {
            letters.bad("a", 1, "price must not be negative, got -1", "");
            letters.bad("a", 2, "price must not be negative, got -2.5", "");
            letters.bad("a", 3, "type must be a name, got 'x'", "");

            assertThat(letters.counts().byKind())
                    .containsEntry("price must not be negative, got #", 2L)
                    .containsEntry("type must be a name, got *", 1L);
            assertThat(letters.counts().total()).isEqualTo(3);
        }
    }

    @Test
    void shouldCutLongContentAndAppendAfterARestart() throws IOException {
        for (int run = 0; run < 2; run++) {
            try (DeadLetters letters = DeadLetters.toFolder(folder, CLOCK)) {
                letters.bad("a", 1, "too long", "x".repeat(5_000));
            }
        }

        assertThat(lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("x".repeat(1_000)).doesNotContain("x".repeat(1_001)));
    }

    @Test
    void shouldBoundKindsNoticesAndTheFile() throws IOException {
        try (DeadLetters letters = DeadLetters.toSmallFolder(folder, CLOCK, 1_000)) {
            for (int i = 0; i < 2_000; i++) {
                String word = "k" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676);
                letters.bad("a", i, "reason " + word, "content");
                letters.notice("a", word);
            }

            assertThat(letters.counts().byKind()).hasSize(101).containsEntry("other", 1_900L);
            assertThat(letters.counts().total()).isEqualTo(2_000);
            assertThat(letters.counts().notInFile()).isEqualTo(2_000 - lines().size());
            assertThat(Files.size(folder.resolve("2015-06-30.jsonl"))).isLessThanOrEqualTo(1_000);
            assertThat(letters.notices()).hasSize(1_000);
        }
    }

    @Test
    void shouldKeepEachNoticeOnce() {
        try (DeadLetters letters = DeadLetters.toFolder(folder, CLOCK)) {
            letters.notice("books.yaml", "role ticks is known but not read");
            letters.notice("books.yaml", "role ticks is known but not read");

            assertThat(letters.notices()).containsExactly("books.yaml: role ticks is known but not read");
        }
    }

    @Test
    void shouldCountOnWhenTheFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        try (DeadLetters letters = DeadLetters.toFolder(file, CLOCK)) {
            letters.bad("a", 1, "reason", "");

            assertThat(letters.counts().notInFile()).isEqualTo(1);
        }
    }
}
