package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.host.config.Home;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.testkit.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentDeskTest {
    private static final AgentId AGENT = AgentId.of("a");
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    @TempDir
    private Path folder;

    private Home home;
    private AgentDesk desk;

    @BeforeEach
    void open() throws IOException {
        home = new Home(folder, folder.resolve("data"));
        home.makeData();
        desk = new AgentDesk(home);
    }

    /** Each day UP gains 2 %, DOWN loses them, and the mean stands still. */
    private static FeatureFrame frame(int bars) {
        return Frames.of("return.1d", "bars")
                .row("DOWN", "Energy", -0.02, bars)
                .row("UP", "Energy", 0.02, bars)
                .at(bars);
    }

    private void ask(LocalDate date, int bars, Direction word) {
        desk.asked(date, frame(bars));
        if (word != null) {
            Signal signal = new Signal(AGENT, InstrumentId.of("UP"), bars, 1, word, 0.6, 5, 100, "v");
            desk.said(new EngineEvent.SignalBatch(bars, InstrumentId.of("UP"), List.of(signal)));
        }
    }

    @Test
    void shouldCountTheLastWordOfEachTradingDayHoweverOftenItIsAsked() {
        for (int i = 0; i < 10; i++) {
            ask(MONDAY, 1, Direction.SHORT);
        }
        ask(MONDAY, 1, Direction.LONG);
        ask(MONDAY.plusDays(1), 2, null);
        assertThat(desk.scores()).isEmpty();
        ask(MONDAY.plusDays(2), 3, null);
        CallScore score = desk.scores().get(AGENT);
        assertThat(score.calls()).isEqualTo(1);
        assertThat(score.hitRate()).isEqualTo(1);
        assertThat(score.expectancyBps()).isEqualTo(190, within(1e-9));
    }

    @Test
    void shouldLetNoHorizonPassOnAWeekend() {
        LocalDate friday = MONDAY.plusDays(4);
        ask(friday, 1, Direction.LONG);
        ask(friday.plusDays(1), 1, null);
        ask(friday.plusDays(2), 1, null);
        ask(friday.plusDays(3), 2, null);
        assertThat(desk.scores()).isEmpty();
        ask(friday.plusDays(4), 3, null);
        assertThat(desk.scores().get(AGENT).calls()).isEqualTo(1);
    }

    @Test
    void shouldGoOnAfterARestart() throws IOException {
        ask(MONDAY, 1, Direction.LONG);
        ask(MONDAY.plusDays(1), 2, null);
        desk = new AgentDesk(home);
        ask(MONDAY.plusDays(1), 2, null);
        ask(MONDAY.plusDays(2), 3, null);
        assertThat(desk.scores().get(AGENT).calls()).isEqualTo(1);

        Files.writeString(home.data().resolve("calls.bin"), "no scores");
        assertThat(new AgentDesk(home).scores()).isEmpty();
    }
}
