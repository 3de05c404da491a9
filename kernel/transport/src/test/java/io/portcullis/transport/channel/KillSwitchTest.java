package io.portcullis.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Attribution;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.testkit.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillSwitchTest {
    private static final VenueId SIMULATED = VenueId.of("simulated");
    private static final VenueId OTHER = VenueId.of("other");
    private static final Scope VENUE = new Scope(Scope.Kind.VENUE, "simulated");

    @TempDir
    Path folder;

    private final List<Scope> flagged = new CopyOnWriteArrayList<>();
    private KillSwitch kill;

    @BeforeEach
    void open() throws IOException {
        kill = KillSwitch.watch(folder.resolve("kill"), flagged::add);
    }

    @AfterEach
    void close() {
        kill.close();
    }

    @Test
    void shouldLetEverythingPassWithoutFlagAndState() {
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.NORMAL);
    }

    @Test
    void shouldKillOneVenueByItsFlagFile() throws IOException {
        Files.createFile(folder.resolve("kill/venue_simulated"));
        await().atMost(5, TimeUnit.SECONDS).until(() -> !flagged.isEmpty());
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.KILLED);
        assertThat(kill.stateFor(OTHER)).isEqualTo(TradingState.NORMAL);
        assertThat(flagged).containsExactly(VENUE);
    }

    @Test
    void shouldKillEveryVenueByTheGlobalFlag() throws IOException {
        Files.createFile(folder.resolve("kill/global"));
        await().atMost(5, TimeUnit.SECONDS).until(() -> kill.stateFor(OTHER) == TradingState.KILLED);
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.KILLED);
    }

    @Test
    void shouldKillEverythingWhenAFlagNamesNoScope() throws IOException {
        Files.createFile(folder.resolve("kill/simulatd"));
        await().atMost(5, TimeUnit.SECONDS).until(() -> kill.stateFor(OTHER) == TradingState.KILLED);
        assertThat(flagged).containsExactly(Scope.GLOBAL);
        kill.resume(Scope.GLOBAL);
        assertThat(kill.stateFor(OTHER)).isEqualTo(TradingState.NORMAL);
        assertThat(folder.resolve("kill/simulatd")).doesNotExist();
    }

    @Test
    void shouldStayKilledWhenSomebodyDeletesTheFile() throws IOException {
        kill.raise(Scope.GLOBAL, "drill");
        Files.delete(folder.resolve("kill/global"));
        Files.createFile(folder.resolve("kill/venue_other"));
        await().atMost(5, TimeUnit.SECONDS).until(() -> flagged.contains(new Scope(Scope.Kind.VENUE, "other")));
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.KILLED);
    }

    @Test
    void shouldFindTheFlagAgainAfterARestart() throws IOException {
        kill.raise(VENUE, "drill");
        kill.close();
        try (KillSwitch again = KillSwitch.watch(folder.resolve("kill"), flagged::add)) {
            assertThat(again.stateFor(SIMULATED)).isEqualTo(TradingState.KILLED);
            assertThat(flagged).containsExactly(VENUE);
        }
    }

    @Test
    void shouldLiftAKillOnlyByResuming() throws IOException {
        kill.raise(VENUE, "drill");
        kill.set(VENUE, TradingState.KILLED);
        kill.set(VENUE, TradingState.NORMAL);
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.KILLED);
        kill.resume(VENUE);
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.NORMAL);
        assertThat(folder.resolve("kill/venue_simulated")).doesNotExist();
    }

    @Test
    void shouldSayInTheFlagWhyItWasSet() throws IOException {
        kill.raise(Scope.GLOBAL, "ENGINE_STALLED");
        assertThat(folder.resolve("kill/global")).hasContent("ENGINE_STALLED");
    }

    @Test
    void shouldForgetAnImpairmentWhenItIsOverAndAKillOnlyWhenResumed() throws IOException {
        kill.impair(TradingState.REDUCE_ONLY);
        assertThat(kill.stateFor(OTHER)).isEqualTo(TradingState.REDUCE_ONLY);
        kill.raise(Scope.GLOBAL, "drill");
        kill.impair(TradingState.NORMAL);
        assertThat(kill.stateFor(OTHER)).isEqualTo(TradingState.KILLED);
        kill.impair(TradingState.KILLED);
        kill.resume(Scope.GLOBAL);
        assertThat(kill.stateFor(OTHER)).isEqualTo(TradingState.KILLED);
        kill.impair(TradingState.NORMAL);
        assertThat(kill.stateFor(OTHER)).isEqualTo(TradingState.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({
        "sector:Health Care, sector_Health%20Care",
        "instrument:ACME, instrument_ACME",
        "account:main, account_main",
        "agent:value, agent_value"
    })
    void shouldHoldBackWhatIsInTheScopeOfAFlagAndNothingElse(String scope, String file) throws IOException {
        Files.createFile(folder.resolve("kill").resolve(file));
        await().atMost(5, TimeUnit.SECONDS).until(() -> !flagged.isEmpty());
        assertThat(flagged).containsExactly(Scope.parse(scope));
        assertThat(kill.stateFor(OTHER, order("ACME", "main", "Health Care", "value")))
                .isEqualTo(TradingState.KILLED);
        assertThat(kill.stateFor(OTHER, order("BOLT", "other", "Energy", "macro")))
                .isEqualTo(TradingState.NORMAL);
        assertThat(kill.stateFor(OTHER)).isEqualTo(TradingState.NORMAL);
        kill.resume(Scope.parse(scope));
        assertThat(folder.resolve("kill").resolve(file)).doesNotExist();
        assertThat(kill.stateFor(OTHER, order("ACME", "main", "Health Care", "value")))
                .isEqualTo(TradingState.NORMAL);
    }

    @Test
    void shouldLetAFlattenOutOfAKilledScopeButNotWhileTheMachineIsInTrouble() throws IOException {
        kill.raise(Scope.GLOBAL, "drill");
        NewOrder exit = Orders.sell("ACME", 100)
                .whose(new Attribution(AccountId.of("main"), "Energy", List.of(), true))
                .newOrder();
        assertThat(kill.stateFor(OTHER, exit)).isEqualTo(TradingState.REDUCE_ONLY);
        kill.impair(TradingState.KILLED);
        assertThat(kill.stateFor(OTHER, exit)).isEqualTo(TradingState.KILLED);
        kill.impair(TradingState.NORMAL);
        assertThat(kill.stateFor(OTHER, exit)).isEqualTo(TradingState.REDUCE_ONLY);
    }

    @Test
    void shouldRehearseTheWayOfAFlagWithoutStoppingAnything() throws Exception {
        long begun = System.nanoTime();
        assertThat(kill.drill().get(5, TimeUnit.SECONDS)).isGreaterThan(begun);
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.NORMAL);
        assertThat(flagged).isEmpty();
        assertThat(folder.resolve("kill")).isEmptyDirectory();
    }

    private static NewOrder order(String instrument, String account, String sector, String agent) {
        return Orders.buy(instrument, 100)
                .whose(new Attribution(AccountId.of(account), sector, List.of(AgentId.of(agent)), false))
                .newOrder();
    }

    @Test
    void shouldTakeTheStricterOfTwoScopes() {
        kill.set(Scope.GLOBAL, TradingState.REDUCE_ONLY);
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.REDUCE_ONLY);
        kill.set(VENUE, TradingState.KILLED);
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.KILLED);
        assertThat(kill.stateFor(OTHER)).isEqualTo(TradingState.REDUCE_ONLY);
        kill.set(VENUE, TradingState.NORMAL);
        assertThat(kill.stateFor(SIMULATED)).isEqualTo(TradingState.REDUCE_ONLY);
    }
}
