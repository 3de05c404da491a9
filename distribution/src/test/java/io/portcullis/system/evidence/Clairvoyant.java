package io.portcullis.system.evidence;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.BorrowAvailability;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Has read tomorrow's file: the cheat that the tests for look-ahead and for random signs have to catch. */
final class Clairvoyant implements Agent {
    private static final AgentId ID = AgentId.of("clairvoyant");
    private static final int AHEAD_DAYS = 3;

    private final RawData future;
    private final List<LocalDate> sessions;
    private final Set<InstrumentId> borrowable = new TreeSet<>();

    Clairvoyant(RawData future) {
        this.future = future;
        this.sessions = List.copyOf(future.bars.keySet());
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(List.of(), Set.of(BorrowAvailability.class), AHEAD_DAYS, 60, 1, true, 1_000);
    }

    @Override
    public void onEvent(MarketEvent event) {
        borrowable.add(((BorrowAvailability) event).instrument());
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        LocalDate today = RunFiles.dateOf(Instant.ofEpochSecond(frame.timeNanos() / 1_000_000_000L));
        int index = sessions.indexOf(today);
        for (FeatureVector row : frame.rows()) {
            InstrumentId instrument = row.instrument();
            if (index < 0 || index + AHEAD_DAYS >= sessions.size() || !borrowable.contains(instrument)) {
                continue;
            }
            RawData.Bar now = future.bar(instrument.value(), sessions.get(index + 1));
            RawData.Bar then = future.bar(instrument.value(), sessions.get(index + AHEAD_DAYS));
            if (now != null && then != null) {
                Direction direction = then.close() > now.open() ? Direction.LONG : Direction.SHORT;
                sink.signal(new Signal(ID, instrument, frame.timeNanos(), AHEAD_DAYS, direction, 0.6, 200, 400, "1"));
            }
        }
    }

    @Override
    public byte[] snapshot() {
        return new byte[0];
    }

    @Override
    public void restore(byte[] snapshot) {
        // it knows everything already
    }
}
