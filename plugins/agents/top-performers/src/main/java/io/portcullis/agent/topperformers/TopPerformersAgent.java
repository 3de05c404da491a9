package io.portcullis.agent.topperformers;

import io.portcullis.indicators.ScoreForecast;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Cross-sectional momentum: twelve months without the last, cleared of market beta and sector, ranked to normal scores; long
 * the top decile, short the bottom one, with a buffer against turnover and a guard against momentum crashes.
 *
 * <p>What it promises is modest on purpose: with an assumed information coefficient of 0.03, the strongest of a hundred names is
 * right in 53 of 100 cases.
 */
@Component(service = Agent.class, configurationPid = TopPerformersConfig.PID)
@Designate(ocd = TopPerformersConfig.class)
public final class TopPerformersAgent implements Agent {
    private static final AgentId ID = AgentId.of("top-performers");
    private static final String MODEL_VERSION = "top-performers-1";
    /** A month, as long as the one left out: shorter ones would trade against the reversal that it leaves out. */
    private static final int HORIZON_DAYS = 21;

    private static final int WARM_UP_BARS = 252;

    private final TopPerformersSettings settings;
    private final Calibrator calibrator;
    private final MomentumBook book = new MomentumBook();

    /** With a configuration from {@code etc/agent.top-performers.cfg}. */
    @Activate
    public TopPerformersAgent(TopPerformersConfig config) {
        this(TopPerformersSettings.of(config));
    }

    TopPerformersAgent(TopPerformersSettings settings) {
        this.settings = settings;
        this.calibrator = settings.calibrator();
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(
                Candidates.FEATURES,
                Set.of(),
                HORIZON_DAYS,
                WARM_UP_BARS,
                settings.priorWeight(),
                true,
                settings.budgetMillis());
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        Candidates candidates = new Candidates(frame, settings);
        if (book.isNewDay(Candidates.bars(frame))) {
            book.recordReturn(frame.rows());
            rebalance(candidates);
        }
        abstainOnTheRest(frame, sink);
        if (candidates.size() >= settings.universeMin()) {
            judge(candidates, frame.timeNanos(), sink);
        } else {
            abstainOnAll(candidates, sink);
        }
    }

    /** What ranks inside the entry share comes in, what was in may stay in the wider one; weights go with score over volatility. */
    private void rebalance(Candidates candidates) {
        SortedMap<InstrumentId, MomentumBook.Held> raw = new TreeMap<>();
        boolean enough = candidates.size() >= settings.universeMin();
        for (int i = 0; enough && i < candidates.size(); i++) {
            FeatureVector row = candidates.row(i);
            int side = side(candidates.fromTop(i), book.side(row.instrument()));
            if (side != 0) {
                double weight = side * Math.abs(candidates.score(i)) / candidates.volatility(i);
                raw.put(row.instrument(), new MomentumBook.Held(weight, Candidates.bars(row)));
            }
        }
        book.rebalance(raw);
    }

    private int side(double fromTop, int before) {
        if (fromTop < (before > 0 ? settings.leaveFraction() : settings.enterFraction())) {
            return 1;
        }
        return 1 - fromTop < (before < 0 ? settings.leaveFraction() : settings.enterFraction()) ? -1 : 0;
    }

    private void judge(Candidates candidates, long timeNanos, SignalSink sink) {
        double scale = book.scale(settings.volatilityTarget());
        for (int i = 0; i < candidates.size(); i++) {
            InstrumentId instrument = candidates.row(i).instrument();
            int side = book.side(instrument);
            // Between two daily bars a name that is kept may have changed its rank, but not so far as to change its
            // sign.
            double strength = side * candidates.score(i) * scale;
            if (side == 0 || !(strength > 0)) {
                sink.abstain(instrument, "between the buckets");
            } else {
                sink.signal(opinion(instrument, side, strength, candidates.volatility(i), timeNanos));
            }
        }
    }

    private Signal opinion(InstrumentId instrument, int side, double strength, double volatility, long timeNanos) {
        ScoreForecast forecast =
                ScoreForecast.of(settings.informationCoefficient(), strength, volatility, HORIZON_DAYS);
        return forecast.signal(ID, instrument, timeNanos, HORIZON_DAYS, side, calibrator, MODEL_VERSION);
    }

    private void abstainOnTheRest(FeatureFrame frame, SignalSink sink) {
        for (FeatureVector row : frame.rows()) {
            String objection = Candidates.objection(row, settings);
            if (objection != null) {
                sink.abstain(row.instrument(), objection);
            }
        }
    }

    private static void abstainOnAll(Candidates candidates, SignalSink sink) {
        for (int i = 0; i < candidates.size(); i++) {
            sink.abstain(candidates.row(i).instrument(), "too few instruments to rank");
        }
    }

    @Override
    public byte[] snapshot() {
        return book.snapshot();
    }

    @Override
    public void restore(byte[] snapshot) {
        book.restore(snapshot);
    }
}
