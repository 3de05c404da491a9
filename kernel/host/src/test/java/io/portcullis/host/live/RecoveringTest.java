package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.engine.Engine;
import io.portcullis.engine.EngineSettings;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.session.StagedContent;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.LogException;
import io.portcullis.transport.archive.ArchiveLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recovery beside the rest of a start fails in the words in which it would fail alone, and leaves nothing open. */
class RecoveringTest {
    @TempDir
    private Path folder;

    private Home home;
    private DataLock lock;

    @BeforeEach
    void lock() throws Exception {
        home = new Home(folder.resolve("home"), folder.resolve("data"));
        lock = DataLock.acquire(home.data());
    }

    @AfterEach
    void unlock() throws Exception {
        lock.close();
    }

    @Test
    void shouldHandOverWhatItRecovered() throws Exception {
        Recovering recovering = new Recovering(home, lock, Durability.PROCESS);
        try (RecoveredEngine engine = recovering.take()) {
            assertThat(engine.recovery().fresh()).isTrue();
            assertThat(engine.unrecorded()).isEmpty();
            recovering.close();
            assertThat(engine.log().append(kill())).as("the log is open still").isPositive();
        }
    }

    /** The process was killed when the pack stood in the log and not beside it yet. */
    @Test
    void shouldKnowAPackThatStandsInTheLogAlone() throws Exception {
        PackContent pack = PackContent.of(new TreeMap<>(Map.of("pack.yaml", "name: late\n")));
        try (ArchiveLog log = ArchiveLog.open(lock, Durability.PROCESS)) {
            log.append(new EngineEvent.SessionStarted(
                    1,
                    "S1",
                    EngineEvent.SessionKind.LIVE,
                    Engine.VERSION,
                    "rules",
                    Money.of(1_000_000, CurrencyCode.USD),
                    EngineSettings.ofToday(Map.of())));
            StagedContent.events(2, "late", pack).forEach(log::append);
        }
        try (RecoveredEngine engine = RecoveredEngine.open(home, lock, Durability.PROCESS)) {
            assertThat(engine.content().bytes(pack.hash())).isEqualTo(pack.bytes());
        }
        assertThat(home.data().resolve("content").resolve(pack.hash().hex())).exists();
    }

    @Test
    void shouldFailOfADamagedSnapshotInTheSameWords() throws Exception {
        Files.createDirectories(home.data().resolve("snapshots"));
        Files.write(home.data().resolve("snapshots/00000000000000000000.snapshot"), new byte[100]);
        String alone = failureAlone(LogException.class);
        assertThat(alone).contains("00000000000000000000.snapshot is damaged").contains("move it away");

        failsBesideTheRest(LogException.class, alone);
    }

    @Test
    void shouldFailOfALogThatCannotBeReplayedInTheSameWords() throws Exception {
        appendWhatNoLogBeginsWith();
        String alone = failureAlone(ConfigException.class);
        assertThat(alone).startsWith("the log cannot be replayed: at position ").contains("SessionStarted");

        failsBesideTheRest(ConfigException.class, alone);
    }

    @Test
    void shouldCloseWhatNobodyTook() throws Exception {
        new Recovering(home, lock, Durability.PROCESS).close();
        opensAgain();
    }

    @Test
    void shouldEndWithTheStartThatFailedBeforeIt() throws Exception {
        appendWhatNoLogBeginsWith();
        new Recovering(home, lock, Durability.PROCESS).close();
        opensAgain();
    }

    private String failureAlone(Class<? extends Exception> kind) {
        Exception[] failure = new Exception[1];
        assertThatThrownBy(() -> RecoveredEngine.open(home, lock, Durability.PROCESS))
                .isInstanceOf(kind)
                .satisfies(thrown -> failure[0] = (Exception) thrown);
        return failure[0].getMessage();
    }

    private void failsBesideTheRest(Class<? extends Exception> kind, String message) throws Exception {
        try (Recovering recovering = new Recovering(home, lock, Durability.PROCESS)) {
            assertThatThrownBy(recovering::take).isInstanceOf(kind).hasMessage(message);
        }
        opensAgain();
    }

    /** A log that somebody has open cannot be opened a second time by one process. */
    private void opensAgain() throws Exception {
        try (ArchiveLog log = ArchiveLog.open(lock, Durability.PROCESS)) {
            assertThat(log.recordedPosition()).isNotNegative();
        }
    }

    private void appendWhatNoLogBeginsWith() throws Exception {
        try (ArchiveLog log = ArchiveLog.open(lock, Durability.PROCESS)) {
            log.append(kill());
        }
    }

    private static EngineEvent kill() {
        return new EngineEvent.KillRequested(1, Scope.GLOBAL, "test", "drill");
    }
}
