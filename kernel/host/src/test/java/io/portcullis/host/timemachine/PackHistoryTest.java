package io.portcullis.host.timemachine;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.host.server.HistoryView;
import io.portcullis.host.server.PackStep.Step;
import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.RequestId;
import io.portcullis.transport.MemoryLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PackHistoryTest {
    private static final String PACK = "0123456789abcdef0123456789abcdef";

    private final MemoryLog log = MemoryLog.keeping();
    private long now = Duration.ofDays(20_000).toNanos();
    private int requests;

    private void tighten() {
        log.append(new EngineEvent.LimitTightened(now, "grossMax", "global", 1.2, now + 1, "ann", "news"));
    }

    private RequestId ask(String kind, String subject) {
        requests++;
        RequestId id = RequestId.of("R" + requests);
        log.append(new EngineEvent.ApprovalRequested(
                now, new ApprovalRequest(id, kind, subject, subject, "ann", "as agreed", now, now + 1)));
        return id;
    }

    private void approve(RequestId id) {
        log.append(new EngineEvent.ApprovalAnswered(now, id, true, "bob", ""));
    }

    private HistoryView last(int stepsMax) {
        return new PackHistory(log, () -> {}).last(stepsMax);
    }

    @Test
    void shouldBeCompleteHoweverManyOtherThingsWereApproved() {
        tighten();
        for (int i = 0; i < 5; i++) {
            approve(ask("resume", "1 global"));
        }
        tighten();
        assertThat(last(3).steps()).extracting(step -> step.step()).containsExactly(Step.TIGHTENED, Step.TIGHTENED);
        assertThat(last(3).complete()).isTrue();
        assertThat(last(2).complete()).as("exactly as many as there are").isTrue();
        assertThat(last(1).steps()).hasSize(1);
        assertThat(last(1).complete()).isFalse();
    }

    @Test
    void shouldKnowWhatAnAnswerWasAboutThatCameHoursLater() {
        tighten();
        RequestId pack = ask(PackHistory.REQUEST_KIND, PACK + " more");
        RequestId resume = ask("resume", "1 global");
        now += Duration.ofHours(7).toNanos();
        approve(resume);
        approve(pack);
        assertThat(last(1).steps()).singleElement().satisfies(step -> {
            assertThat(step.step()).isEqualTo(Step.APPROVED);
            assertThat(step.hash()).isEqualTo(PACK);
            assertThat(step.by()).isEqualTo("bob");
        });
        assertThat(last(3).steps())
                .extracting(step -> step.step())
                .containsExactly(Step.APPROVED, Step.APPROVAL_REQUESTED, Step.TIGHTENED);
    }
}
