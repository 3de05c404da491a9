package io.portcullis.engine.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.RequestId;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
    private final Approvals approvals = new Approvals();

    private RequestId ask(long now, long expires) {
        RequestId id = approvals.nextId();
        approvals.on(new EngineEvent.ApprovalRequested(
                now, new ApprovalRequest(id, "flatten", "global", "sell all", "ann", "a drill", now, expires)));
        return id;
    }

    private void answer(RequestId id, boolean approved) {
        approvals.on(new EngineEvent.ApprovalAnswered(50, id, approved, "bob", "seen"));
    }

    @Test
    void shouldNumberRequestsAndNeverUseANumberTwice() {
        assertThat(ask(1, 100)).hasToString("R1");
        answer(RequestId.of("R1"), true);
        assertThat(ask(2, 100)).hasToString("R2");
    }

    @Test
    void shouldKeepARequestUntilItIsAnsweredOrItsTimeIsOver() {
        RequestId first = ask(1, 100);
        RequestId second = ask(2, 50);
        assertThat(approvals.waiting(49)).extracting(ApprovalRequest::id).containsExactly(first, second);
        assertThat(approvals.waiting(50)).extracting(ApprovalRequest::id).containsExactly(first);
        assertThat(approvals.find(second, 50)).isEmpty();
        answer(first, false);
        assertThat(approvals.waiting(49)).extracting(ApprovalRequest::id).containsExactly(second);
        assertThat(approvals.find(first, 49)).isEmpty();
    }

    @Test
    void shouldTakeAnAnswerToWhatDoesNotWaitForNothing() {
        answer(RequestId.of("R8"), true);
        assertThat(approvals.isUntouched()).isTrue();
    }

    @Test
    void shouldRefuseARequestWithoutAReasonOrWithoutTime() {
        assertThatThrownBy(() -> new ApprovalRequest(RequestId.of("R1"), "k", "s", "w", "ann", " ", 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reason of a request must not be empty");
        assertThatThrownBy(() -> new ApprovalRequest(RequestId.of("R1"), "k", "s", "w", "ann", "why", 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must expire after it was made");
    }
}
