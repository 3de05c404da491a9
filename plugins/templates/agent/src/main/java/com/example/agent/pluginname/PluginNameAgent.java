package com.example.agent.pluginname;

import io.portcullis.indicators.Returns;
import io.portcullis.indicators.ScoreForecast;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Follows the sign of last year's momentum where it is clear, and abstains elsewhere.
 *
 * <p>No clock, no randomness without a seed from the configuration, StrictMath for logarithms and the like: the same calls
 * always give the same signals. That is what makes a back test, a replay and live trading the same thing.
 */
@Component(service = Agent.class, configurationPid = PluginNameConfig.PID)
@Designate(ocd = PluginNameConfig.class)
public final class PluginNameAgent implements Agent {
    /** What it asks for, in the order in which it reads it. A name that nobody computes is refused, with the list. */
    static final List<String> FEATURES = List.of("momentum.252.21", "volatility.20d");

    private static final int MOMENTUM = 0;
    private static final int VOLATILITY = 1;

    private static final AgentId ID = AgentId.of("plugin-name");
    private static final String MODEL_VERSION = "plugin-name-1";
    private static final int HORIZON_DAYS = 21;
    private static final int WARM_UP_BARS = 253;
    private static final double STRENGTH_MAX = 2;

    private final PluginNameSettings settings;

    /** With a configuration from {@code etc/agent.plugin-name.cfg}. */
    @Activate
    public PluginNameAgent(PluginNameConfig config) {
        this(PluginNameSettings.of(config));
    }

    PluginNameAgent(PluginNameSettings settings) {
        this.settings = settings;
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(
                FEATURES,
                Set.of(),
                HORIZON_DAYS,
                WARM_UP_BARS,
                settings.priorWeight(),
                true,
                settings.budgetMillis());
    }

    /** One answer for each row: a signal, or an abstention with its reason. NaN means that a value is not known. */
    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        for (FeatureVector row : frame.rows()) {
            String objection = objection(row);
            if (objection == null) {
                sink.signal(opinion(row, frame.timeNanos()));
            } else {
                sink.abstain(row.instrument(), objection);
            }
        }
    }

    private String objection(FeatureVector row) {
        double[] values = row.values();
        if (!row.tradable()) {
            return "not tradable";
        }
        if (Double.isNaN(values[MOMENTUM]) || !(values[VOLATILITY] > 0)) {
            return "fewer than 253 daily bars, or none of late";
        }
        return Math.abs(values[MOMENTUM]) < settings.momentumMin() ? "no clear momentum" : null;
    }

    private Signal opinion(FeatureVector row, long timeNanos) {
        double momentum = row.values()[MOMENTUM];
        double volatility = row.values()[VOLATILITY];
        double strength = Math.min(STRENGTH_MAX, Math.abs(momentum) / Returns.annualised(volatility));
        ScoreForecast forecast = ScoreForecast.of(
                settings.informationCoefficient(), strength, volatility, HORIZON_DAYS);
        return new Signal(
                ID,
                row.instrument(),
                timeNanos,
                HORIZON_DAYS,
                momentum > 0 ? Direction.LONG : Direction.SHORT,
                forecast.probability(),
                forecast.expectedBps(),
                forecast.sigmaBps(),
                MODEL_VERSION);
    }

    /** It remembers nothing. What yours remembers goes in here ... */
    @Override
    public byte[] snapshot() {
        return new byte[0];
    }

    /** ... and comes back here, after a restart or when a new version takes over. */
    @Override
    public void restore(byte[] snapshot) {
        if (snapshot.length > 0) {
            throw new IllegalArgumentException("plugin-name has no memory, got " + snapshot.length + " bytes");
        }
    }
}
