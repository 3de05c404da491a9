package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart has to know of packs before the log is read. */
class ContentStoreTest {
    @TempDir
    Path folder;

    @Test
    void shouldTellAGateAfterARestartWhichPacksAreThereAndWhichFellBack() {
        PackContent sound = pack("sound");
        PackContent wrong = pack("wrong");
        ContentStore store = new ContentStore(folder, Runnable::run);
        for (PackContent each : List.of(sound, wrong)) {
            store.on(1, new EngineEvent.PackStaged(1, each.hash(), "p", 0, 1, each.bytes()));
        }
        store.on(2, new EngineEvent.PackActivated(2, wrong.hash(), "olga"));
        store.on(3, new EngineEvent.PackFellBack(3, wrong.hash(), "second-opinion", "on order o-1 they differ"));

        Remembering gate = new Remembering();
        new ContentStore(folder, Runnable::run).stageAll(gate);
        assertThat(gate.staged).containsExactlyInAnyOrder(sound.hash(), wrong.hash());
        assertThat(gate.fellBack).containsExactly(wrong.hash());
        assertThat(new ContentStore(folder, Runnable::run).active()).hasValue(wrong.bytes());
    }

    @Test
    void shouldKnowAPackBeforeItIsWrittenAndNotForgetOneThatCannotBe() throws IOException {
        PackContent pack = pack("waiting");
        Path blocked = Files.writeString(folder.resolve("content"), "a file where a folder should be");
        Deque<Runnable> work = new ArrayDeque<>();
        ContentStore store = new ContentStore(blocked, work::add);
        store.on(1, new EngineEvent.PackStaged(1, pack.hash(), "p", 0, 1, pack.bytes()));
        assertThat(store.bytes(pack.hash())).isEqualTo(pack.bytes());
        work.remove().run();
        assertThatIOException().isThrownBy(store::write);
        assertThat(store.bytes(pack.hash())).isEqualTo(pack.bytes());

        Files.delete(blocked);
        store.write();
        assertThat(blocked.resolve(pack.hash().hex())).hasBinaryContent(pack.bytes());
        assertThat(store.bytes(pack.hash())).isEqualTo(pack.bytes());
    }

    /** A restart that begins to read between two chunks must not put half a pack in the place of the whole one. */
    @Test
    void shouldKeepNothingOfAPackWhoseFirstChunkItHasNotSeen() throws IOException {
        PackContent pack = pack("whole");
        byte[] first = Arrays.copyOf(pack.bytes(), 10);
        byte[] second = Arrays.copyOfRange(pack.bytes(), 10, pack.bytes().length);
        ContentStore before = new ContentStore(folder, Runnable::run);
        before.on(1, new EngineEvent.PackStaged(1, pack.hash(), "p", 0, 2, first));
        before.on(2, new EngineEvent.PackStaged(1, pack.hash(), "p", 1, 2, second));

        ContentStore after = new ContentStore(folder, Runnable::run);
        after.on(2, new EngineEvent.PackStaged(1, pack.hash(), "p", 1, 2, second));
        assertThat(folder.resolve(pack.hash().hex())).hasBinaryContent(pack.bytes());
    }

    /** No snapshot then: what a restart from it read would begin in the middle of the pack. */
    @Test
    void shouldSayThatAPackIsHalfThroughUntilItIsWholeOrItsSenderGone() {
        PackContent pack = pack("half");
        PackContent other = pack("other");
        byte[] half = Arrays.copyOf(pack.bytes(), 10);
        ContentStore store = new ContentStore(folder, Runnable::run);
        assertThat(store.isHalfThrough()).isFalse();
        store.on(1, new EngineEvent.PackStaged(1, pack.hash(), "p", 0, 2, half));
        assertThat(store.isHalfThrough()).isTrue();
        store.on(2, new EngineEvent.PackStaged(1, other.hash(), "o", 1, 2, half));
        assertThat(folder).as("another pack's chunk does not complete it").isEmptyDirectory();
        store.on(
                3,
                new EngineEvent.PackStaged(
                        1, pack.hash(), "p", 1, 2, Arrays.copyOfRange(pack.bytes(), 10, pack.bytes().length)));
        assertThat(store.isHalfThrough()).isFalse();
        assertThat(folder.resolve(pack.hash().hex())).hasBinaryContent(pack.bytes());

        store.on(4, new EngineEvent.PackStaged(1, other.hash(), "o", 0, 2, half));
        store.on(5, session());
        assertThat(store.isHalfThrough()).isFalse();
    }

    private static EngineEvent.SessionStarted session() {
        return new EngineEvent.SessionStarted(
                5, "s", EngineEvent.SessionKind.LIVE, "1", "none", Money.of(1, CurrencyCode.USD), new TreeMap<>());
    }

    private static PackContent pack(String name) {
        return PackContent.of(new TreeMap<>(java.util.Map.of("pack.yaml", "name: " + name + "\n")));
    }

    /** Keeps what it is told. */
    private static final class Remembering implements PolicyGate {
        private final List<PackHash> staged = new ArrayList<>();
        private final List<PackHash> fellBack = new ArrayList<>();

        @Override
        public PackHash activePack() {
            return PackHash.NONE;
        }

        @Override
        public String version() {
            return "none";
        }

        @Override
        public void stage(PackHash pack, String name, byte[] content) {
            staged.add(pack);
        }

        @Override
        public void activate(PackHash pack) {}

        @Override
        public void fallBack(PackHash pack) {
            fellBack.add(pack);
        }

        @Override
        public Ruling judge(GateFacts facts) {
            throw new IllegalStateException("nobody orders here");
        }

        @Override
        public WatchRuling watch(WatchFacts facts) {
            return WatchRuling.NONE;
        }
    }
}
