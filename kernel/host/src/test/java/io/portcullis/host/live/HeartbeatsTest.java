package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.gate.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatsTest {
    private static final Scope ACCOUNT = Scope.parse("account:main");
    private static final Scope SECTOR = Scope.parse("sector:Health Care");

    @TempDir
    private Path folder;

    private final List<String> killed = new ArrayList<>();
    private long now = 1_000_000_000_000L;

    private Heartbeats open() {
        return new Heartbeats(folder.resolve("heartbeats"), () -> now, (scope, why) -> killed.add(scope + ": " + why));
    }

    @Test
    void shouldKillOnceTheScopeOfWhoeverBreaksItsPromise() {
        Heartbeats heartbeats = open();
        heartbeats.beat("desk", ACCOUNT, 5);
        pass(heartbeats, 5);
        assertThat(killed).isEmpty();
        heartbeats.beat("desk", ACCOUNT, 5);
        pass(heartbeats, 5);
        assertThat(killed).isEmpty();
        pass(heartbeats, 1);
        pass(heartbeats, 60);
        assertThat(killed).containsExactly("account:main: no heartbeat of desk for more than 5 s");
    }

    @Test
    void shouldMissNobodyWhoTookThePromiseBack() {
        Heartbeats heartbeats = open();
        heartbeats.beat("desk", ACCOUNT, 5);
        heartbeats.beat("desk", ACCOUNT, 0);
        pass(heartbeats, 60);
        assertThat(killed).isEmpty();
        assertThat(heartbeats.count()).isZero();
    }

    @Test
    void shouldMissWhoeverDiedWhileTheServerWasAway() {
        open().beat("desk", SECTOR, 5);
        now += TimeUnit.HOURS.toNanos(1);
        Heartbeats again = open();
        pass(again, 5);
        assertThat(killed).as("its whole time from the start on").isEmpty();
        pass(again, 1);
        assertThat(killed).singleElement().asString().startsWith("sector:Health Care");
    }

    @Test
    void shouldNotBlameOthersForItsOwnPause() {
        Heartbeats heartbeats = open();
        heartbeats.beat("desk", ACCOUNT, 5);
        now += TimeUnit.SECONDS.toNanos(30);
        heartbeats.look();
        assertThat(killed).isEmpty();
        pass(heartbeats, 5);
        assertThat(killed).hasSize(1);
    }

    @Test
    void shouldSayWhichLineOfItsFileItCannotRead() throws IOException {
        for (String line : List.of("desk", "desk\taccount:main\tsoon", "desk\tmoon\t5")) {
            Files.writeString(folder.resolve("heartbeats"), line);
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("heartbeats: a line must be who, scope and seconds")
                    .hasMessageContaining(line);
        }
    }

    private void pass(Heartbeats heartbeats, int seconds) {
        for (int i = 0; i < 2 * seconds; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(500);
            heartbeats.look();
        }
    }
}
