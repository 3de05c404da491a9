package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.VenueReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every answer against the log itself, whichever database gives it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class QueriesContract {
    private static final Walk WALK = new Walk(3).run(4_000);

    private Store store;
    private Queries queries;

    /** An empty database of the kind that is tested. */
    abstract StoreConfig database() throws Exception;

    @BeforeAll
    void project() throws Exception {
        store = Store.open(database());
        queries = store.queries();
        try (Projector projector = new Projector(store, WALK::replay, ProjectorSettings.DEFAULT, line -> {})) {
            projector.start();
            assertThat(projector.awaitApplied(WALK.lastPosition(), Duration.ofSeconds(60)))
                    .isTrue();
        }
    }

    @AfterAll
    void close() {
        store.close();
    }

    private static List<DecisionRecord> decided() {
        return WALK.log.stream()
                .map(LogEntry::event)
                .filter(EngineEvent.GateDecided.class::isInstance)
                .map(event -> ((EngineEvent.GateDecided) event).record())
                .toList();
    }

    @Test
    void shouldGiveBackADecisionAsItWasRecorded() {
        for (DecisionRecord record : decided().subList(0, 50)) {
            Answer<Optional<RecordedDecision>> answer = queries.decision(record.orderId());
            assertThat(answer.asOfPosition()).isEqualTo(WALK.lastPosition());
            DecisionRecord found = answer.value().orElseThrow().record();
            assertThat(found)
                    .usingRecursiveComparison()
                    .ignoringFields("facts")
                    .withEqualsForType(Double::equals, Double.class) // two NaN are the same number to us
                    .isEqualTo(record);
            assertThat(Arrays.equals(found.facts(), record.facts())).isTrue();
        }
    }

    @Test
    void shouldSayNothingOfAnOrderThatNobodySent() {
        assertThat(queries.decision(ClientOrderId.of("nobody")).value()).isEmpty();
        assertThat(queries.order(ClientOrderId.of("nobody")).value()).isEmpty();
        assertThat(queries.fills(ClientOrderId.of("nobody")).value()).isEmpty();
    }

    @Test
    void shouldFindDecisionsByInstrumentTimeLabelAndVerdictTogether() {
        InstrumentId instrument = Walk.instrument(2);
        long from = decided().get(decided().size() / 4).timeNanos();
        long to = decided().get(decided().size() * 3 / 4).timeNanos();
        List<Long> expected = decided().stream()
                .filter(record -> record.instrument().equals(instrument))
                .filter(record -> record.timeNanos() >= from && record.timeNanos() < to)
                .filter(record -> record.decision().verdict() == Verdict.DENY)
                .filter(record -> record.decision().reasons().stream()
                        .anyMatch(reason -> reason.label().equals("walk.seven")))
                .map(DecisionRecord::sequence)
                .toList();
        assertThat(sequences(DecisionFilter.newest(1_000)
                        .on(instrument)
                        .between(from, to)
                        .withLabel("walk.seven")
                        .withVerdict(Verdict.DENY)))
                .as("%s %s", queries.deniedByLabel(), queries.ordersByState())
                .isEqualTo(expected)
                .isNotEmpty();
    }

    @Test
    void shouldGiveTheNewestWhenThereAreTooMany() {
        int all = decided().size();
        assertThat(sequences(DecisionFilter.newest(3))).containsExactly(all - 2L, all - 1L, (long) all);
    }

    @Test
    void shouldRefuseToLoadMoreThanFitsInMemory() {
        assertThatThrownBy(() -> DecisionFilter.newest(1_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000");
    }

    private List<Long> sequences(DecisionFilter filter) {
        return queries.decisions(filter).value().stream()
                .map(decision -> decision.record().sequence())
                .toList();
    }

    @Test
    void shouldCountDenialsByLabelWithoutWarnings() {
        Map<String, Long> expected = new TreeMap<>();
        for (DecisionRecord record : decided()) {
            if (record.decision().verdict() == Verdict.DENY) {
                record.decision().reasons().stream()
                        .filter(reason -> reason.code() != ReasonCode.POLICY_WARNED)
                        .map(Reason::label)
                        .distinct()
                        .forEach(label -> expected.merge(label, 1L, Long::sum));
            }
        }
        assertThat(queries.deniedByLabel().value())
                .containsExactlyEntriesOf(expected)
                .containsKey("walk.seven");
    }

    @Test
    void shouldPageThroughAllFillsOnceInLogOrder() {
        List<String> paged = new ArrayList<>();
        long after = Projection.NOTHING_APPLIED;
        List<RecordedFill> page = queries.fills(null, after, 100).value();
        while (!page.isEmpty()) {
            page.forEach(fill -> paged.add(fill.fill().execId().value()));
            after = page.get(page.size() - 1).position();
            page = queries.fills(null, after, 100).value();
        }
        List<String> expected = WALK.log.stream()
                .map(LogEntry::event)
                .filter(event -> event instanceof EngineEvent.VenueReported reported
                        && reported.report() instanceof VenueReport.Filled)
                .map(event -> ((VenueReport.Filled) ((EngineEvent.VenueReported) event).report())
                        .fill()
                        .execId()
                        .value())
                .distinct()
                .toList();
        assertThat(paged).isEqualTo(expected).hasSizeGreaterThan(200);
    }

    @Test
    void shouldGiveTheEquityOfEveryClosedDay() {
        List<EngineEvent> expected = WALK.log.stream()
                .map(LogEntry::event)
                .filter(EngineEvent.DayClosed.class::isInstance)
                .toList();
        assertThat(queries.equityCurve().value()).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void shouldShowThatAReduceOnlyRequestDoesNotLoosenAKill() {
        List<TradingStateChange> changes = queries.tradingStates().value();
        assertThat(changes).isNotEmpty();
        assertThat(changes)
                .filteredOn(change -> change.cause() == TradingStateChange.Cause.REDUCE_ONLY)
                .isNotEmpty()
                .allMatch(change -> change.state() == TradingState.KILLED);
        assertThat(changes)
                .filteredOn(change -> change.cause() == TradingStateChange.Cause.RESUME)
                .allMatch(change -> change.state() == TradingState.NORMAL);
    }

    @Test
    void shouldFindADecisionThatWasEdited() {
        long edited = decided().size() / 2;
        String before = "UPDATE decisions SET requested = requested + ? WHERE sequence_number = ?";
        store.jdbi().useHandle(handle -> handle.execute(before, 1, edited));
        try {
            assertThat(queries.checkChain().value().brokenAt()).isEqualTo(edited);
        } finally {
            store.jdbi().useHandle(handle -> handle.execute(before, -1, edited));
        }
        assertThat(queries.checkChain().value().holds()).isTrue();
    }
}
