package io.portcullis.store.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The four files, byte by byte, against those in src/test/resources. */
final class CsvEvidenceTest {
    private static final List<String> FILES = List.of("orders.csv", "fills.csv", "equity.csv");
    private static final Money EQUITY = Money.parse("10000000.25 USD");

    @TempDir
    Path folder;

    private static void write(Path into) throws IOException {
        try (CsvEvidence evidence = CsvEvidence.open(into)) {
            List<EngineEvent> events = events();
            for (int i = 0; i < events.size(); i++) {
                evidence.on(96L * i, events.get(i));
            }
        }
    }

    private static List<EngineEvent> events() {
        EngineEvent fill = Day.filled(Day.fill("E-1", Side.BUY, 100, "40.125", "1.25"));
        return List.of(
                new EngineEvent.ClockTick(Day.at(14, 30), EngineEvent.Phase.OPEN, Day.DATE),
                new EngineEvent.SignalBatch(
                        Day.at(21, 0),
                        Day.ACME,
                        List.of(signal("momentum", Direction.LONG, 0.5625), signal("value", Direction.SHORT, 0.51))),
                decided("O-1", null, new GateDecision(Verdict.ALLOW, Quantity.ofShares(100), List.of(), pack())),
                decided(
                        "O-2",
                        "O-1",
                        new GateDecision(
                                Verdict.REDUCE,
                                Quantity.ofShares(40),
                                List.of(new Reason(ReasonCode.POLICY_REDUCED, "name.limit", 0.05, 0.04)),
                                pack())),
                decided(
                        "O-3",
                        null,
                        new GateDecision(
                                Verdict.DENY,
                                Quantity.ZERO,
                                List.of(
                                        new Reason(ReasonCode.POLICY_DENIED, "gross \"max\", all", 2.5, 2),
                                        Reason.of(ReasonCode.STALE_REFERENCE)),
                                PackHash.NONE)),
                fill,
                fill,
                new EngineEvent.DayClosed(
                        Day.at(21, 0),
                        Day.DATE,
                        EQUITY,
                        Money.parse("-12.5 USD"),
                        Money.parse("4012.5 USD"),
                        Money.parse("-0.000001 USD"),
                        3,
                        "00"));
    }

    private static PackHash pack() {
        return new PackHash("0123456789abcdef".repeat(2));
    }

    private static Signal signal(String agent, Direction direction, double probability) {
        return new Signal(AgentId.of(agent), Day.ACME, Day.at(21, 0), 5, direction, probability, 12, 80, "1");
    }

    private static EngineEvent decided(String id, String parent, GateDecision decision) {
        boolean market = decision.verdict() == Verdict.DENY;
        return new EngineEvent.GateDecided(
                Day.at(21, 0),
                new DecisionRecord(
                        1,
                        96,
                        Day.at(21, 0) + 123_000,
                        ClientOrderId.of(id),
                        parent == null ? null : ClientOrderId.of(parent),
                        "K",
                        AccountId.of("main"),
                        TraderId.of("agents"),
                        InstrumentId.of("BRK.B"),
                        Side.SELL,
                        market ? OrderType.MARKET : OrderType.LIMIT,
                        TimeInForce.DAY,
                        Quantity.ofShares(100),
                        market ? null : Price.parse("119.5"),
                        market ? null : Price.parse("120"),
                        EQUITY,
                        1,
                        false,
                        decision,
                        new double[0],
                        1,
                        "00"));
    }

    @Test
    void shouldWriteTheAgreedColumns() throws IOException {
        write(folder);
        for (String name : FILES) {
            assertThat(Files.readString(folder.resolve(name))).as(name).isEqualTo(golden(name));
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("signals.csv.gz")))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(golden("signals.csv"));
        }
    }

    @Test
    void shouldWriteTheSameBytesAgain() throws IOException {
        write(folder.resolve("a"));
        write(folder.resolve("b"));
        for (String name : List.of("orders.csv", "fills.csv", "equity.csv", "signals.csv.gz")) {
            assertThat(folder.resolve("a").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("b").resolve(name));
        }
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = CsvEvidenceTest.class.getResourceAsStream("golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
