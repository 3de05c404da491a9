package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.engine.gate.Gate;
import io.portcullis.host.approval.MemoryDeskLog;
import io.portcullis.host.config.SafetySettings;
import io.portcullis.host.server.LimitsView;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.server.Tightening;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.PackIntent;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits lowered over the shipped pack, and orders that are judged meanwhile. */
class LimitDeskTest {
    private static final Path PORTFOLIO = Path.of("..", "..", "rules", "portfolio");
    private static final SafetySettings SAFETY =
            new SafetySettings(1_000_000, 5_000_000, 4.0, 1_000, 10_000, 300, 300, 0);
    private static final InstrumentId XYZ = InstrumentId.of("XYZ");
    private static final PackCompiler COMPILER = new PackCompiler();

    @TempDir
    private Path folder;

    private final MemoryDeskLog log = new MemoryDeskLog(COMPILER);
    private ContentStore content;
    private PackStage stage;
    private LimitDesk desk;

    @BeforeEach
    void start() throws IOException {
        content = new ContentStore(folder, Runnable::run);
        log.listen(content);
        stage = new PackStage(log, COMPILER, SAFETY, content);
        desk = new LimitDesk(log, stage, COMPILER);
        activate(PackContent.ofFolder(PORTFOLIO));
        log.append(new EngineEvent.InstrumentDefined(log.timeNanos, XYZ, "Energy", true));
        log.append(new EngineEvent.MarketView(
                log.timeNanos,
                XYZ,
                Price.of(100),
                Price.of(99.99),
                Price.of(100.01),
                Quantity.ofShares(10_000_000),
                0.01,
                false,
                true));
    }

    private void activate(PackContent pack) {
        PackStage.Candidate candidate = stage.check(new PackSource("portfolio", pack));
        stage.propose(candidate, stage.activeHash(), PackIntent.ACTIVATION, "", "first-start", "a start", List.of());
        stage.activate(candidate, "first-start");
    }

    @AfterEach
    void close() {
        log.close();
    }

    @AfterAll
    static void end() {
        COMPILER.close();
    }

    private void tighten(String limit, String scope, String value, Duration span) {
        Instant until = Instant.ofEpochSecond(0, log.timeNanos).plus(span);
        desk.tighten(new Tightening(limit, scope, new BigDecimal(value), "", until, "news"), "ann");
    }

    /** What the gate says to a purchase of 10,000. */
    private List<String> refusals() {
        OrderRequest request = new OrderRequest(
                IdempotencyKey.of("k"),
                AccountId.of("main"),
                TraderId.of("tess"),
                XYZ,
                Side.BUY,
                Quantity.ofShares(100),
                OrderType.LIMIT,
                Price.of(100),
                TimeInForce.DAY);
        Gate.Judgement judgement = log.ask(engine -> engine.tryOut(request));
        List<String> rules =
                judgement.decision().reasons().stream().map(Reason::label).toList();
        assertThat(judgement.decision().verdict() == Verdict.ALLOW)
                .as("%s", rules)
                .isEqualTo(rules.isEmpty());
        return rules;
    }

    private LimitsView.Row row(String name, String scope) throws IOException {
        RulePack pack = RulePack.read(PackContent.ofFolder(PORTFOLIO), new ArrayList<>())
                .orElseThrow();
        return log.ask(engine -> Limits.view(engine, pack.limits(), 1)).limits().stream()
                .filter(row -> row.name().equals(name) && row.scope().equals(scope))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHoldUntilItEndsByItselfAcrossRestartsAndPacks() throws IOException {
        assertThat(refusals()).isEmpty();
        tighten("order-notional-max", "instrument:XYZ", "5000", Duration.ofHours(1));
        assertThat(refusals()).containsExactly("order-notional");
        assertThat(row("order-notional-max", "instrument:XYZ").limit()).isEqualTo(5_000);
        assertThat(row("order-notional-max", "instrument:XYZ").tightened())
                .isEqualTo("until 1970-01-01T01:00:01Z by ann: news");
        assertThat(row("order-notional-max", "global").limit()).isEqualTo(1_000_000);

        log.restart();
        assertThat(refusals()).containsExactly("order-notional");
        activate(edited("order-notional-max,global,1000000", "order-notional-max,global,900000"));
        assertThat(refusals()).containsExactly("order-notional");

        log.timeNanos += Duration.ofHours(1).toNanos();
        log.append(new EngineEvent.ClockTick(log.timeNanos, EngineEvent.Phase.SECOND, LocalDate.EPOCH));
        assertThat(refusals()).isEmpty();
        assertThat(row("order-notional-max", "global").tightened()).isEmpty();
    }

    private static PackContent edited(String what, String with) throws IOException {
        SortedMap<String, String> files =
                new TreeMap<>(PackContent.ofFolder(PORTFOLIO).files());
        files.computeIfPresent("limits.csv", (name, text) -> text.replace(what, with));
        return PackContent.of(files);
    }

    @Test
    void shouldLeaveOtherScopesAloneAndNeverRaiseAnything() {
        tighten("order-notional-max", "sector:Banks", "5000", Duration.ofHours(1));
        assertThat(refusals()).isEmpty();
        tighten("order-notional-max", "global", "9000", Duration.ofHours(1));
        assertThat(refusals()).containsExactly("order-notional");
        assertRefused(
                "is 9000.0 money now, and 9500.0 would not lower it", "order-notional-max", "sector:Energy", "9500");
        tighten("order-notional-max", "sector:Banks", "4000", Duration.ofHours(1));
    }

    private void assertRefused(String words, String limit, String scope, String value) {
        int events = log.events.size();
        assertThatThrownBy(() -> tighten(limit, scope, value, Duration.ofHours(1)))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining(words);
        assertThat(log.events).hasSize(events);
    }

    @Test
    void shouldRefuseWhatDoesNotTightenAndSayWhatWouldBeRight() {
        assertRefused("'limits set' only tightens", "gross-max", "global", "1.50");
        assertRefused("by two people in prod", "gross-max", "global", "1.80");
        assertRefused("did you mean 'gross-max'?", "gros-max", "global", "1");
        assertRefused("scope must be global or", "gross-max", "desk:a", "1");
        for (Duration span : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(8))) {
            assertThatThrownBy(() -> tighten("gross-max", "global", "1", span))
                    .isInstanceOf(ServerRefusal.class)
                    .hasMessageContaining("it must end after now");
        }
        Instant soon = Instant.ofEpochSecond(0, log.timeNanos).plusSeconds(60);
        assertThatThrownBy(() -> desk.tighten(
                        new Tightening("gross-max", "global", BigDecimal.ONE, "shares", soon, "news"), "ann"))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("unit of gross-max must be one of fraction, percent, bps");
    }

    @Test
    void shouldRefuseToLowerWhatTheRulesUseAsAFloor() throws IOException {
        SortedMap<String, String> files =
                new TreeMap<>(PackContent.ofFolder(PORTFOLIO).files());
        String exposure = files.get("gate/exposure.drl");
        assertThat(exposure).contains("$gross > $max");
        files.put("gate/exposure.drl", exposure.replace("$gross > $max", "$gross < $max"));
        PackContent upsideDown = PackContent.of(files);
        // no cases would pass it: it reaches the log as a pack of a version without cases would have
        log.append(new EngineEvent.PackStaged(log.timeNanos, upsideDown.hash(), "odd", 0, 1, upsideDown.bytes()));
        log.append(new EngineEvent.PackActivated(log.timeNanos, upsideDown.hash(), "test"));
        assertRefused("do not use gross-max as a ceiling", "gross-max", "global", "1.20");
    }

    /** The shipped pack with a rule, and its cases, that refuse what is below the limit on gross exposure. */
    private static PackContent floor() throws IOException {
        SortedMap<String, String> files =
                new TreeMap<>(PackContent.ofFolder(PORTFOLIO).files());
        files.computeIfPresent("gate/exposure.drl", (name, text) -> text.replace("$gross > $max", "$gross < $max"));
        files.computeIfPresent(
                "cases/base.csv",
                (name, text) -> text.replace("grossAfter,@gross-max*0.5", "grossAfter,@gross-max*1.5"));
        files.put("cases/gross-limit.csv", """
                case,kind,exposure.grossAfter,order.reducing,verdict,rules
                below,fires,@gross-max-0.0001,,DENY,gross-limit
                on the limit,boundary,@gross-max,,ALLOW,
                beyond,passes,@gross-max+0.0001,,ALLOW,
                an exit below,passes,0,true,ALLOW,
                """);
        return PackContent.of(files);
    }

    @Test
    void shouldKeepOutAPackToWhichALoweredLimitIsAFloor() throws IOException {
        stage.check(new PackSource("floor", floor()));
        tighten("gross-max", "global", "1.20", Duration.ofHours(1));
        String active = stage.activeHash().hex();
        assertThatThrownBy(() -> activate(floor()))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("ann lowered grossMax of global to 1.2 until 1970-01-01T01:00:01Z")
                .hasMessageContaining("do not use gross-max as a ceiling")
                .hasMessageContaining("wait until it has ended");
        assertThat(stage.activeHash().hex()).isEqualTo(active);

        log.timeNanos += Duration.ofHours(1).toNanos();
        activate(floor());
        assertThat(stage.activeHash()).isEqualTo(floor().hash());
    }
}
