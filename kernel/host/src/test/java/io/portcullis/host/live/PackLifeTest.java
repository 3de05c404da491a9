package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.approval.MemoryDeskLog;
import io.portcullis.host.config.SafetySettings;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.server.PackAnswer;
import io.portcullis.host.server.PackAnswer.Outcome;
import io.portcullis.host.server.PackStep;
import io.portcullis.host.server.PackStep.Step;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.timemachine.PackHistory;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.PackIntent;
import io.portcullis.model.id.RequestId;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.transport.MemoryLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped pack and edits of it, on their way through a log in memory. */
class PackLifeTest {
    private static final Path PORTFOLIO = Path.of("..", "..", "rules", "portfolio");
    private static final SafetySettings SAFETY =
            new SafetySettings(1_000_000, 5_000_000, 4.0, 1_000, 10_000, 300, 300, 0);

    /** The texts of the rules are compiled once for all tests. */
    private static final PackCompiler COMPILER = new PackCompiler();

    @TempDir
    private Path folder;

    private final MemoryDeskLog log = new MemoryDeskLog(COMPILER);
    private ContentStore content;
    private PackStage stage;
    private PackLife life;
    private ApprovalDesk desk;

    @BeforeEach
    void start() throws IOException {
        content = new ContentStore(folder, Runnable::run);
        log.listen(content);
        begin(Profile.PROD);
        PackStage.Candidate first = stage.check(pack("1.50"));
        stage.propose(first, stage.activeHash(), PackIntent.ACTIVATION, "", "first-start", "a start", List.of());
        stage.activate(first, "first-start");
    }

    private void begin(Profile profile) {
        stage = new PackStage(log, COMPILER, SAFETY, content);
        desk = new ApprovalDesk(log);
        life = new PackLife(stage, desk, profile);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @AfterAll
    static void end() {
        COMPILER.close();
    }

    /** The shipped pack with another limit on gross exposure. */
    private static PackSource pack(String grossMax) throws IOException {
        SortedMap<String, String> files =
                new TreeMap<>(PackContent.ofFolder(PORTFOLIO).files());
        files.computeIfPresent(
                "limits.csv", (name, text) -> text.replace("gross-max,global,1.50", "gross-max,global," + grossMax));
        return new PackSource("portfolio", PackContent.of(files));
    }

    private PackAnswer put(PackSource pack, boolean go) {
        return life.putForward(pack, PackIntent.ACTIVATION, "ann", "as agreed", go);
    }

    private String active() {
        return stage.activeHash().hex();
    }

    @Test
    void shouldLetOnePersonTightenAndTakeTwoToLoosen() throws IOException {
        PackAnswer tighter = put(pack("1.20"), true);
        assertThat(tighter.outcome()).isEqualTo(Outcome.ACTIVE);
        assertThat(tighter.effect()).isEqualTo("only tightens");
        assertThat(tighter.report()).anyMatch(line -> line.contains("gross-max 1.50 fraction -> 1.20 fraction"));
        assertThat(active()).isEqualTo(tighter.hash());

        PackAnswer looser = put(pack("1.30"), true);
        assertThat(looser.outcome()).isEqualTo(Outcome.WAITS);
        assertThat(looser.request()).isEqualTo("R1");
        assertThat(looser.report()).anyMatch(line -> line.contains("passes now: an order"));
        assertThat(active()).isEqualTo(tighter.hash());

        assertThatThrownBy(() -> desk.approve(RequestId.of("R1"), "ann"))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("it takes somebody else");
        assertThat(desk.approve(RequestId.of("R1"), "bob").done()).contains(looser.hash());
        assertThat(active()).isEqualTo(looser.hash());
        assertSteps(
                "SUBMITTED by first-start",
                "ACTIVATED by first-start",
                "SUBMITTED by ann",
                "ACTIVATED by ann",
                "SUBMITTED by ann",
                "APPROVAL_REQUESTED by ann",
                "APPROVED by bob",
                "ACTIVATED by bob");
    }

    private void assertSteps(String... steps) {
        List<PackStep> history = history();
        assertThat(history).extracting(step -> step.step() + " by " + step.by()).containsExactly(steps);
        assertThat(history)
                .filteredOn(step -> step.step() == Step.SUBMITTED)
                .allSatisfy(step -> assertThat(step.reason()).isNotBlank());
    }

    /** Oldest first, read from a copy of the log. */
    private List<PackStep> history() {
        MemoryLog copy = MemoryLog.keeping();
        log.events.forEach(copy::append);
        List<PackStep> steps = new PackHistory(copy, () -> {}).last(100).steps();
        return steps.stream()
                .sorted((a, b) -> Long.compare(a.position(), b.position()))
                .toList();
    }

    @Test
    void shouldGoBackUnderTheSameRules() throws IOException {
        String first = active();
        put(pack("1.20"), true);
        PackAnswer back = life.putForward(
                stage.kept(stage.source(first).content().hash()), PackIntent.ROLLBACK, "ann", "too tight", true);
        assertThat(back.outcome()).isEqualTo(Outcome.WAITS);
        desk.approve(RequestId.of(back.request()), "bob");
        assertThat(active()).isEqualTo(first);
        assertThat(history()).extracting(PackStep::step).contains(Step.ROLLBACK_SUBMITTED);
    }

    @Test
    void shouldNotActivateWhatWasComparedWithAPackThatJudgesNoMore() throws IOException {
        PackAnswer looser = put(pack("1.60"), true);
        PackAnswer tighter = put(pack("1.10"), true);
        assertThatThrownBy(() -> desk.approve(RequestId.of(looser.request()), "bob"))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("judges by now")
                .hasMessageContaining("submit the pack again");
        assertThat(active()).isEqualTo(tighter.hash());
        desk.refuse(RequestId.of(looser.request()), "bob", "things have changed");
        assertThat(desk.view().requests()).isEmpty();
    }

    @Test
    void shouldActivateAfterARestartWhatWasAskedForBefore() throws IOException {
        PackAnswer looser = put(pack("1.60"), false);
        assertThat(looser.outcome()).isEqualTo(Outcome.WAITS);
        log.restart();
        begin(Profile.PROD);
        desk.approve(RequestId.of(looser.request()), "bob");
        assertThat(active()).isEqualTo(looser.hash());
    }

    @Test
    void shouldTakeOnePersonInDevAndStageWithoutActivatingWhenAskedTo() throws IOException {
        begin(Profile.DEV);
        String before = active();
        PackAnswer staged = put(pack("1.70"), false);
        assertThat(staged.outcome()).isEqualTo(Outcome.STAGED);
        assertThat(active()).isEqualTo(before);
        assertThat(put(stage.kept(pack("1.70").content().hash()), true).outcome())
                .isEqualTo(Outcome.ACTIVE);
        assertThat(active()).isEqualTo(staged.hash());
        int events = log.events.size();
        assertThat(put(pack("1.70"), true).outcome()).as("it judges already").isEqualTo(Outcome.ACTIVE);
        assertThat(log.events).hasSize(events);
    }

    @Test
    void shouldPutNothingIntoTheLogThatIsNotSoundOrHasNoReason() throws IOException {
        int events = log.events.size();
        assertThatThrownBy(() -> put(pack("9"), true))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("looser than the cap of 4.0");
        assertThatThrownBy(() -> put(pack("many"), true))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("limits.csv:3");
        assertThatThrownBy(() -> life.putForward(pack("1.1"), PackIntent.ACTIVATION, "ann", " ", true))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("a reason is needed");
        assertThat(log.events).hasSize(events).noneMatch(event -> event instanceof EngineEvent.ApprovalRequested);
    }
}
