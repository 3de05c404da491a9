package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.event.EngineEvent.OrderWithdrawn;
import io.portcullis.model.event.EngineEvent.TradingStateChanged;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.ClientOrderId;
import org.junit.jupiter.api.Test;

class RecoveryOutboxTest {
    private final RecoveryOutbox outbox = new RecoveryOutbox();

    private static TradingStateChanged killedAt(long timeNanos, String reason) {
        return new TradingStateChanged(timeNanos, Scope.GLOBAL, TradingState.KILLED, "rule", reason);
    }

    @Test
    void shouldTakeTheTimeThatTheLogRaisedForNoDifference() {
        outbox.append(killedAt(5, "why"));
        outbox.recorded(100, killedAt(7, "why"));
        assertThat(outbox.differing()).isZero();
        assertThat(outbox.compared()).isEqualTo(1);
    }

    @Test
    void shouldFindAWithdrawalAgainWhateverTimeTheLogGaveIt() {
        ClientOrderId order = ClientOrderId.of("S1-1");
        outbox.append(new OrderWithdrawn(5, order, "kill of global"));
        outbox.recorded(100, new OrderWithdrawn(7, order, "kill of global"));
        assertThat(outbox.differing()).isZero();
        outbox.append(new OrderWithdrawn(8, order, "kill of global"));
        outbox.recorded(200, new OrderWithdrawn(8, order, "cancel requested"));
        assertThat(outbox.differing()).isEqualTo(1);
    }

    @Test
    void shouldFindWhatTheEngineDoesNotSayAgain() {
        outbox.append(killedAt(5, "why"));
        outbox.recorded(100, killedAt(5, "another reason"));
        outbox.recorded(200, killedAt(6, "nobody said this"));
        assertThat(outbox.differing()).isEqualTo(2);
        assertThat(outbox.firstDifference()).contains("position 100");
    }

    @Test
    void shouldKeepWhatWasNeverRecorded() {
        outbox.append(killedAt(5, "why"));
        assertThat(outbox.unrecorded()).hasSize(1);
    }
}
