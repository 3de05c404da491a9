package io.portcullis.agent.technical;

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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Trend and reversal on daily charts. A few well-known measures are standardised across the market and averaged, in two parts;
 * Wilder's directional index says which part counts: where there is a trend it is followed, where there is none the last days
 * are leant against. Only what stands out becomes an opinion.
 *
 * <p>Nothing is fitted to any data, and what it promises is modest: with an assumed information coefficient of 0.02, the clearest
 * chart of a hundred is right in 52 of 100 cases.
 */
@Component(service = Agent.class, configurationPid = TechnicalConfig.PID)
@Designate(ocd = TechnicalConfig.class)
public final class TechnicalAgent implements Agent {
    private static final AgentId ID = AgentId.of("technical");
    private static final String MODEL_VERSION = "technical-1 ";
    /** Two weeks: longer than the reversal of days, shorter than the trend of months. */
    private static final int HORIZON_DAYS = 10;

    private static final int WARM_UP_BARS = 253;

    private final TechnicalSettings settings;
    private final Calibrator calibrator;
    private final Stances stances;
    private Charts charts;

    /** With a configuration from {@code etc/agent.technical.cfg}. */
    @Activate
    public TechnicalAgent(TechnicalConfig config) {
        this(TechnicalSettings.of(config));
    }

    TechnicalAgent(TechnicalSettings settings) {
        this.settings = settings;
        this.calibrator = settings.calibrator();
        this.stances = new Stances(settings.sides());
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(
                Charts.FEATURES,
                Set.of(),
                HORIZON_DAYS,
                WARM_UP_BARS,
                settings.priorWeight(),
                true,
                settings.budgetMillis());
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        for (FeatureVector row : frame.rows()) {
            String objection = Charts.objection(row, settings);
            if (objection != null) {
                sink.abstain(row.instrument(), objection);
            }
        }
        charts = new Charts(frame, settings, charts);
        boolean enough = charts.size() >= settings.universeMin();
        if (enough) {
            stances.judge(charts);
        }
        for (int i = 0; i < charts.size(); i++) {
            InstrumentId instrument = charts.row(i).instrument();
            int side = stances.side(instrument);
            if (!enough) {
                sink.abstain(instrument, "too few instruments to compare");
            } else if (side == 0) {
                sink.abstain(instrument, "nothing stands out");
            } else {
                sink.signal(opinion(i, side, frame.timeNanos()));
            }
        }
    }

    private Signal opinion(int index, int side, long timeNanos) {
        ScoreForecast forecast = ScoreForecast.of(
                settings.informationCoefficient(),
                Math.abs(charts.score(index)),
                charts.volatility(index),
                HORIZON_DAYS);
        return forecast.signal(
                ID,
                charts.row(index).instrument(),
                timeNanos,
                HORIZON_DAYS,
                side,
                calibrator,
                MODEL_VERSION + charts.reason(index));
    }

    @Override
    public byte[] snapshot() {
        return stances.snapshot();
    }

    @Override
    public void restore(byte[] snapshot) {
        stances.restore(snapshot);
    }
}
