package io.portcullis.host.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.access.MovingClock;
import io.portcullis.host.audit.AuditEntry.Outcome;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.ServerRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
    private static final AuditEntry STOP = AuditEntry.of("ann", "here", "POST /v1/stop", "all");
    private static final long SEED = 20260105;

    @TempDir
    private Path folder;

    private final MovingClock clock = new MovingClock();
    private Home home;

    @BeforeEach
    void locate() {
        home = new Home(folder, folder.resolve("data"));
    }

    /** Two days, one line a minute, with a restart in between. */
    private void fill(int lines) {
        for (int half = 0; half < 2; half++) {
            try (AuditTrail audit = AuditTrail.open(home, clock)) {
                for (int i = 0; i < lines / 2; i++) {
                    audit.require(STOP.noting("number " + i + ", ünïcode \"and quotes\"\n"));
                    clock.pass(Duration.ofMinutes(1));
                }
            }
        }
    }

    private AuditVerifier.Result verify() throws IOException {
        return AuditVerifier.verify(home, "", "");
    }

    private Path day(int day) throws IOException {
        return AuditFiles.list(home.audit()).get(day);
    }

    @Test
    void shouldChainLinesAcrossDaysAndRestarts() throws IOException {
        fill(10);

        AuditVerifier.Result result = verify();
        assertThat(result.problem()).isEmpty();
        assertThat(result.lines()).isEqualTo(10);
        assertThat(result.files()).isEqualTo(2);
        assertThat(Files.readAllLines(day(0))).hasSize(1);
        assertThat(Files.readAllLines(day(1)).get(8)).contains("\"number\":10,", "\"hash\":\"" + result.head());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.audit())))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldWriteDownBeforeAndAfter() throws Exception {
        try (AuditTrail audit = AuditTrail.open(home, clock)) {
            assertThat(audit.perform(STOP, () -> lines().size(), answer -> 77)).isEqualTo(1);
            assertThatThrownBy(() -> audit.perform(
                            STOP,
                            () -> {
                                throw new ServerRefusal(ServerRefusal.Kind.CONFLICT, "not now");
                            },
                            answer -> 0))
                    .hasMessage("not now");
            assertThatThrownBy(() -> audit.performFirst(
                            STOP,
                            () -> {
                                throw new IllegalStateException("secret-of-the-stack");
                            },
                            answer -> 0))
                    .isInstanceOf(IllegalStateException.class);
        }
        List<String> lines = lines();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).contains("BEGUN");
        assertThat(lines.get(1)).contains("DONE", "\"asOfPosition\":77");
        assertThat(lines.get(3)).contains("FAILED", "not now");
        assertThat(lines.get(4)).contains("FAILED", "a defect").doesNotContain("secret-of-the-stack");
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(day(0));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldFindEveryLineThatWasEditedDeletedInsertedDoubledOrMoved() throws IOException {
        fill(40);
        Path file = day(1);
        List<String> sound = Files.readAllLines(file);
        Random random = new Random(SEED);
        int found = 0;
        for (int i = 0; i < 500; i++) {
            List<String> forged = new ArrayList<>(sound);
            int kind = i % 5;
            String what = forge(forged, kind, random);
            Files.write(file, forged);
            assertThat(verify().problem())
                    .as("seed %d, %s, attempt %d", SEED, what, i)
                    .isNotEmpty();
            found++;
        }
        Files.write(file, sound);
        assertThat(verify().problem()).isEmpty();
        System.out.printf(
                "audit: %d of %d forgeries found (edit, delete, insert, double, swap; seed %d)%n", found, 500, SEED);
    }

    /** Not the last line: that it is missing shows by a head that was kept elsewhere only. */
    private static String forge(List<String> lines, int kind, Random random) {
        int at = random.nextInt(lines.size() - 1);
        switch (kind) {
            case 0 -> {
                byte[] bytes = lines.get(at).getBytes(StandardCharsets.UTF_8);
                int place = random.nextInt(bytes.length);
                bytes[place] ^= (byte) (1 << random.nextInt(5));
                lines.set(
                        at,
                        new String(bytes, StandardCharsets.ISO_8859_1)
                                .replace("\n", " ")
                                .replace("\r", " "));
                return "edit";
            }
            case 1 -> {
                lines.remove(at);
                return "delete";
            }
            case 2 -> {
                lines.add(at, lines.get(at).replace("\"ann\"", "\"bob\""));
                return "insert";
            }
            case 3 -> {
                lines.add(at, lines.get(at));
                return "double";
            }
            default -> {
                Collections.swap(lines, at, at + 1);
                return "swap";
            }
        }
    }

    @Test
    void shouldFindADayThatIsMissingAndAnEndThatWasCutOff() throws IOException {
        fill(10);
        String head = verify().head();
        Path last = day(1);
        List<String> sound = Files.readAllLines(last);

        Files.write(last, sound.subList(0, 5));
        assertThat(verify().problem()).isEmpty();
        assertThat(AuditVerifier.verify(home, "", head).problem()).contains("cut off");
        Files.write(last, sound);
        assertThat(AuditVerifier.verify(home, "", head).problem()).isEmpty();

        String first = Files.readString(day(0));
        String hash = AuditLine.soundHash(first.strip()).orElseThrow();
        Files.delete(day(0));
        assertThat(verify().problem()).contains("lines before it are missing");
        assertThat(AuditVerifier.verify(home, hash, head).problem()).isEmpty();
    }

    @Test
    void shouldCutOffWhatACrashLeftOfALineAndSaySo() throws IOException {
        fill(4);
        Path last = day(1);
        Files.writeString(last, "{\"number\":5,\"time\":\"20", StandardOpenOption.APPEND);
        assertThat(verify().problem()).isEmpty();
        assertThat(verify().note()).contains("not finished");

        fill(2);

        assertThat(verify().problem()).isEmpty();
        assertThat(verify().lines()).isEqualTo(7);
        assertThat(Files.readString(last)).contains("22 bytes of a line that a crash left unfinished were cut off");
    }

    @Test
    void shouldNoteThatSomebodyChangedTheFileUnderItsHands() throws IOException {
        try (AuditTrail audit = AuditTrail.open(home, clock)) {
            audit.require(STOP);
            audit.require(STOP);
            List<String> two = lines();
            Files.write(day(0), two.subList(0, 1));
            audit.require(STOP);
        }
        assertThat(lines().get(1)).contains("changed by somebody else");
        assertThat(verify().problem()).contains("missing");
    }

    @Test
    void shouldKeepTheOrderWhenTheClockIsSetBackOverMidnight() throws IOException {
        fill(4);
        clock.pass(Duration.ofDays(-2));
        fill(2);

        assertThat(verify().problem()).isEmpty();
        assertThat(verify().files()).isEqualTo(2);
        assertThat(verify().lines()).isEqualTo(6);
    }

    @Test
    void shouldRefuseWhatItCannotWriteDownButAKill() throws Exception {
        Files.createDirectories(home.data());
        Files.writeString(home.audit(), "a file where the folder should be");
        AtomicInteger done = new AtomicInteger();
        try (AuditTrail audit = AuditTrail.open(home, clock)) {
            assertThatThrownBy(() -> audit.perform(STOP, done::incrementAndGet, answer -> 0))
                    .isInstanceOfSatisfying(
                            ServerRefusal.class, e -> assertThat(e.kind()).isEqualTo(ServerRefusal.Kind.NOT_READY));
            assertThat(done).hasValue(0);
            assertThat(audit.performFirst(STOP, done::incrementAndGet, answer -> 0))
                    .isEqualTo(1);

            Files.delete(home.audit());
            assertThat(audit.perform(STOP, done::incrementAndGet, answer -> 0)).isEqualTo(2);
        }
        // the kill's own line went wherever the disk stood when its turn came
        assertThat(verify().lines()).isBetween(2L, 3L);
        assertThat(verify().problem()).isEmpty();
    }

    @Test
    void shouldNotLetStrangersFillTheDisk() throws IOException {
        try (AuditTrail audit = AuditTrail.open(home, clock)) {
            for (int i = 0; i < 500; i++) {
                audit.recordStranger(STOP.came(Outcome.REFUSED, "401"));
            }
            clock.pass(Duration.ofMinutes(1));
            audit.recordStranger(STOP.came(Outcome.REFUSED, "401"));
        }
        assertThat(verify().lines()).isEqualTo(62);
        assertThat(Files.readString(day(1))).contains("440 more attempts without a name");
    }
}
