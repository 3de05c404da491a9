package io.portcullis.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.portcullis.model.event.EngineEvent.KillRequested;
import io.portcullis.transport.DataFolderInUseException;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process while it records, and looks what the next one finds: everything that was said to be recorded. */
class KillNineTest {
    private static final int CYCLES = 3;
    private static final int BATCHES = 200;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void shouldLoseNothingThatWasRecordedOverThreeKills() throws Exception {
        Path data = folder.resolve("data");
        long next = 1;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            long said = runAndKill(data, next);
            try (DataLock lock = DataLock.acquire(data);
                    ArchiveLog log = ArchiveLog.open(lock, Durability.PROCESS)) {
                long found = requireUnbroken(log);
                assertThat(found).isGreaterThanOrEqualTo(said);
                next = found + 1;
            }
        }
        assertThat(next).isGreaterThan((long) CYCLES * BATCHES * 100);
    }

    private long runAndKill(Path data, long first) throws Exception {
        Path said = folder.resolve("said-" + first);
        Process writer = start(data, first, said);
        await().atMost(30, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> wholeLines(said).size() >= BATCHES);
        assertThatThrownBy(() -> DataLock.acquire(data))
                .isInstanceOf(DataFolderInUseException.class)
                .hasMessageContaining("in use by process " + writer.pid());
        writer.destroyForcibly();
        assertThat(writer.waitFor()).isEqualTo(137);
        List<String> lines = wholeLines(said);
        return Long.parseLong(lines.get(lines.size() - 1).substring("recorded ".length()));
    }

    /** Without the last line when the kill has cut it. */
    private static List<String> wholeLines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private Process start(Path data, long first, Path said) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "--add-opens",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        data.toString(),
                        Long.toString(first)))
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Every number from 1 on, once, in order; returns the last. */
    private static long requireUnbroken(ArchiveLog log) {
        long[] last = new long[1];
        log.replay(0, log.recordedPosition(), (position, event) -> {
            long number = Long.parseLong(((KillRequested) event).by());
            if (number != last[0] + 1) {
                throw new AssertionError("after " + last[0] + " came " + number + " at position " + position);
            }
            last[0] = number;
        });
        return last[0];
    }

    @Test
    void shouldPutTheDriverUnderTheDataFolderWithoutSharedMemory() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        assertThat(AeronFolder.choose(data, folder.resolve("no-such-shm"))).isEqualTo(data.resolve("aeron"));
        Path roomy = Files.createDirectories(folder.resolve("shm"));
        Path first = AeronFolder.choose(data, roomy);
        assertThat(first.getParent()).isEqualTo(roomy);
        assertThat(first).isEqualTo(AeronFolder.choose(data, roomy));
        assertThat(AeronFolder.choose(folder.resolve("other"), roomy)).isNotEqualTo(first);
    }
}
