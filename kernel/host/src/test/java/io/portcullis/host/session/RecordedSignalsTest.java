package io.portcullis.host.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.ingest.recording.RecordedRow;
import io.portcullis.ingest.recording.Recorder;
import io.portcullis.ingest.recording.RecordingReader;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.feature.FeatureNames;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.FakeAgent;
import io.portcullis.testkit.TradingDays;
import io.portcullis.transport.codec.EventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session as the live server runs it, agents on threads of their own, recorded, and its signals computed again from the file. */
class RecordedSignalsTest {
    private static final long SEED = 17;
    private static final long SECOND = 1_000_000_000L;
    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2023, 3, 1), 30);

    @TempDir
    Path folder;

    private final EventCodec codec = new EventCodec();
    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();

    private static List<Agent> agents() {
        return List.of(
                FakeAgent.on("close", FeatureNames.CLOSE),
                FakeAgent.on("flow", FeatureNames.ORDER_FLOW_60S),
                FakeAgent.on("trades", FeatureNames.TRADE_IMBALANCE_60S),
                FakeAgent.on("daily", FeatureNames.RETURN_1D));
    }

    private void append(ByteArrayOutputStream bytes, EngineEvent.SignalBatch batch) {
        int length = codec.encode(batch, frame, 0);
        bytes.write(frame.byteArray(), 0, length);
    }

    /** Daily history, then a morning of quotes and trades, asked every five seconds. */
    private static List<RecordedRow> rows() {
        Random random = new Random(SEED);
        List<RecordedRow> rows = new ArrayList<>();
        for (LocalDate day : DAYS.subList(0, 29)) {
            for (String name : List.of("AAA", "BBB")) {
                rows.add(event(
                        Bars.of(name).on(day).close(50 + random.nextInt(50)).build()));
            }
        }
        LocalDate today = DAYS.get(29);
        long open = TradingDays.openNanos(today);
        for (int second = 0; second < 400; second++) {
            long time = open + second * SECOND;
            InstrumentId name = InstrumentId.of(random.nextBoolean() ? "AAA" : "BBB");
            Price bid = Price.of(70 + random.nextInt(100) / 100.0);
            Price ask = Price.of(bid.toDouble() + 0.02);
            Quantity size = Quantity.ofShares(100 + random.nextInt(900));
            rows.add(event(new Quote(name, bid, size, ask, Quantity.ofShares(500), time, time)));
            rows.add(event(new Trade(name, random.nextBoolean() ? bid : ask, size, "", time, time + 1)));
            if (second % 5 == 0) {
                rows.add(new RecordedRow.Asked(time + 2, today));
            }
        }
        return rows;
    }

    private static RecordedRow event(MarketEvent event) {
        return new RecordedRow.Event(event);
    }

    @Test
    void shouldComeToTheSameSignalsByteForByte() throws IOException {
        ByteArrayOutputStream live = new ByteArrayOutputStream();
        Features features = new Features();
        try (Recorder recorder = new Recorder(folder, said -> {});
                AgentRunner runner =
                        AgentRunner.live(features, batch -> append(live, batch), (agent, left, reason) -> {})) {
            agents().forEach(runner::add);
            for (RecordedRow row : rows()) {
                recorder.offer(row);
                if (row instanceof RecordedRow.Event told) {
                    features.on(told.event());
                    runner.onEvent(told.event());
                } else if (row instanceof RecordedRow.Asked asked) {
                    runner.onInstant(asked.timeNanos(), asked.date());
                }
            }
        }
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        try (RecordingReader recording = new RecordingReader(folder.resolve("market-00001.parquet"))) {
            RecordedSignals.replay(recording, agents(), batch -> append(again, batch));
        }
        assertThat(live.size()).as("seed %d: bytes of signals", SEED).isGreaterThan(10_000);
        assertThat(again.toByteArray()).as("seed %d", SEED).isEqualTo(live.toByteArray());
    }
}
