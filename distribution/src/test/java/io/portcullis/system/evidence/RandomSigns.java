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
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows nothing: some days it changes its mind, and then has random opinions on random names. It keeps to what can be sold short,
 * or the market's drift would be in its longs and not in its shorts.
 */
final class RandomSigns implements Agent {
    private static final double EDGE_BPS = 200;
    private static final double SIGMA_BPS = 400;

    private final AgentId id;
    private final int holdDays;
    private final Set<InstrumentId> borrowable = new TreeSet<>();
    private final Random random;
    private final long seed;
    private long opinionSeed;
    private int days;

    RandomSigns(String name, long seed, int holdDays) {
        this.id = AgentId.of(name);
        this.seed = seed;
        this.random = new Random(seed);
        this.holdDays = holdDays;
    }

    @Override
    public AgentId id() {
        return id;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(List.of(), Set.of(BorrowAvailability.class), holdDays, 60, 1, true, 1_000);
    }

    @Override
    public void onEvent(MarketEvent event) {
        borrowable.add(((BorrowAvailability) event).instrument());
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        if (days++ % holdDays == 0) {
            opinionSeed = random.nextLong();
        }
        for (FeatureVector row : frame.rows()) {
            // from name and opinion, not drawn in order: a name more or less must not turn all others
            long hash = opinionSeed ^ (row.instrument().value().hashCode() * 0x9E3779B97F4A7C15L);
            Random own = new Random(hash + seed);
            own.nextInt();
            boolean speaks = own.nextInt(3) > 0;
            boolean up = own.nextBoolean();
            if (speaks && borrowable.contains(row.instrument())) {
                sink.signal(opinion(row.instrument(), up, frame.timeNanos()));
            } else {
                sink.abstain(row.instrument(), "no opinion");
            }
        }
    }

    private Signal opinion(InstrumentId instrument, boolean up, long timeNanos) {
        Direction direction = up ? Direction.LONG : Direction.SHORT;
        return new Signal(id, instrument, timeNanos, holdDays, direction, 0.6, EDGE_BPS, SIGMA_BPS, "random-1");
    }

    @Override
    public byte[] snapshot() {
        return new byte[0];
    }

    @Override
    public void restore(byte[] snapshot) {
        // nothing that it did not have from the start
    }
}
