package io.portcullis.host.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.server.ApprovalAnswer;
import io.portcullis.host.server.RequestsView;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.RequestId;
import io.portcullis.policy.gate.PackCompiler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApprovalDeskTest {
    private final PackCompiler compiler = new PackCompiler();
    private final MemoryDeskLog log = new MemoryDeskLog(compiler);
    private final Deeds deeds = new Deeds();
    private ApprovalDesk desk = desk();

    /** Notes what it was told to do. */
    private static final class Deeds implements ApprovalKind {
        final List<String> done = new ArrayList<>();
        String changed = "";

        @Override
        public String name() {
            return "paint";
        }

        @Override
        public void recheck(ApprovalRequest request) {
            if (!changed.isEmpty()) {
                throw new ServerRefusal(ServerRefusal.Kind.CONFLICT, changed);
            }
        }

        @Override
        public String carryOut(ApprovalRequest request, String approver) {
            done.add(request.subject() + " for " + request.by() + " by " + approver);
            return request.subject() + " is painted";
        }
    }

    private ApprovalDesk desk() {
        ApprovalDesk made = new ApprovalDesk(log);
        made.takes(deeds);
        return made;
    }

    private RequestId ask() {
        return desk.ask(deeds, "the wall", "the wall, green", "ann", "it is grey", ApprovalDesk.WAIT)
                .id();
    }

    @AfterEach
    void close() {
        log.close();
        compiler.close();
    }

    @Test
    void shouldCarryOutWhatSomebodyElseApproves() {
        RequestId id = ask();
        RequestsView.RequestView waits = desk.view().requests().get(0);
        assertThat(waits.id()).isEqualTo("R1");
        assertThat(waits.what()).isEqualTo("the wall, green");
        assertThat(waits.made()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(waits.expires()).isEqualTo("1970-01-02T00:00:01Z");

        ApprovalAnswer answer = desk.approve(id, "bob");
        assertThat(answer.outcome()).isEqualTo("APPROVED");
        assertThat(answer.done()).isEqualTo("the wall is painted");
        assertThat(deeds.done).containsExactly("the wall for ann by bob");
        assertThat(log.events.get(log.events.size() - 1))
                .isEqualTo(new EngineEvent.ApprovalAnswered(log.timeNanos, id, true, "bob", ""));
        assertThat(desk.view().requests()).isEmpty();
        assertRefused(ServerRefusal.Kind.NOT_FOUND, "no request R1 waits", () -> desk.approve(id, "bob"));
    }

    @Test
    void shouldNotLetAnybodyApproveTheirOwn() {
        RequestId id = ask();
        for (String name : List.of("ann", "ANN")) {
            assertRefused(
                    ServerRefusal.Kind.FORBIDDEN,
                    "R1 was asked for by ann; it takes somebody else to approve it",
                    () -> desk.approve(id, name));
        }
        assertThat(deeds.done).isEmpty();
        assertThat(desk.view().requests()).hasSize(1);
    }

    @Test
    void shouldLetOneTakeBackOnesOwnAndOthersRefuse() {
        assertThat(desk.refuse(ask(), "ann", "no paint").done()).isEqualTo("taken back by ann");
        assertThat(desk.refuse(ask(), "bob", "ugly").done()).isEqualTo("refused by bob");
        assertThat(desk.view().requests()).isEmpty();
        RequestId third = ask();
        assertRefused(ServerRefusal.Kind.INVALID, "a reason is needed", () -> desk.refuse(third, "bob", " "));
        assertThat(deeds.done).isEmpty();
    }

    @Test
    void shouldKeepWhatWaitsAcrossARestart() {
        RequestId id = ask();
        log.restart();
        desk = desk();
        assertThat(desk.approve(id, "bob").done()).isEqualTo("the wall is painted");
        assertThat(ask()).hasToString("R2");
    }

    @Test
    void shouldForgetARequestWhoseTimeIsOver() {
        RequestId id = ask();
        log.timeNanos += Duration.ofHours(24).toNanos();
        assertRefused(ServerRefusal.Kind.NOT_FOUND, "its time is over", () -> desk.approve(id, "bob"));
        assertThat(desk.view().requests()).isEmpty();
    }

    @Test
    void shouldLeaveARequestWaitingThatNoLongerMeansWhatItMeant() {
        RequestId id = ask();
        deeds.changed = "the wall is gone; ask for another one";
        assertRefused(ServerRefusal.Kind.CONFLICT, "the wall is gone", () -> desk.approve(id, "bob"));
        assertThat(desk.view().requests()).hasSize(1);
        assertThat(deeds.done).isEmpty();
    }

    @Test
    void shouldAskForAReasonAndABoundedNumber() {
        for (String reason : new String[] {null, "", "  ", "x".repeat(201)}) {
            assertRefused(
                    ServerRefusal.Kind.INVALID,
                    "a reason is needed, of 1 to 200 characters",
                    () -> desk.ask(deeds, "s", "w", "ann", reason, ApprovalDesk.WAIT));
        }
        for (int i = 0; i < 100; i++) {
            ask();
        }
        assertRefused(ServerRefusal.Kind.BUSY, "100 requests wait already", this::ask);
    }

    private static void assertRefused(ServerRefusal.Kind kind, String words, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        ServerRefusal.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }
}
