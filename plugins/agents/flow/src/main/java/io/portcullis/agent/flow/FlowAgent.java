package io.portcullis.agent.flow;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.ScoreForecast;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.Quote;
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

/** Follows who presses harder at the top of the book, and unusual buying of options. */
@Component(service = Agent.class, configurationPid = FlowConfig.PID)
@Designate(ocd = FlowConfig.class)
public final class FlowAgent implements Agent {
    private static final AgentId ID = AgentId.of("flow");
    private static final List<String> FEATURES = List.of("volatility.20d");
    private static final int VOLATILITY = 0;
    /** The shortest there is; what the book says is over long before. */
    private static final int HORIZON_DAYS = 1;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;
    private static final double STRENGTH_MAX = 3;

    private final FlowSettings settings;
    private final Calibrator calibrator;
    private final Hysteresis sides;
    private final FlowDesk desk;

    /** With a configuration from {@code etc/agent.flow.cfg}. */
    @Activate
    public FlowAgent(FlowConfig config) {
        this(FlowSettings.of(config));
    }

    FlowAgent(FlowSettings settings) {
        this.settings = settings;
        this.calibrator = settings.calibrator();
        this.sides = settings.sides();
        this.desk = new FlowDesk(settings.intervalSeconds() * NANOS_PER_SECOND);
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(
                FEATURES,
                Set.of(Quote.class, OptionPrint.class),
                HORIZON_DAYS,
                0,
                settings.priorWeight(),
                true,
                settings.budgetMillis());
    }

    @Override
    public void onEvent(MarketEvent event) {
        desk.on(event);
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        for (FeatureVector row : frame.rows()) {
            FlowDesk.Name name = desk.find(row.instrument());
            String objection = objection(row, name, frame.timeNanos());
            if (objection != null) {
                sink.abstain(row.instrument(), objection);
            } else {
                judge(row, name, frame.timeNanos(), sink);
            }
        }
    }

    private void judge(FeatureVector row, FlowDesk.Name name, long timeNanos, SignalSink sink) {
        double options = name.optionScore(timeNanos - NANOS_PER_DAY);
        double score = name.book().flow() + name.book().lean() + options;
        name.take(sides.side(score, name.side()));
        if (name.side() == 0) {
            sink.abstain(row.instrument(), "nobody presses");
        } else {
            sink.signal(opinion(row, name, score, options, timeNanos));
        }
    }

    private String objection(FeatureVector row, FlowDesk.Name name, long timeNanos) {
        if (name == null) {
            return "no quotes";
        }
        if (!row.tradable()) {
            return "not tradable";
        }
        String objection = name.book().objection(timeNanos, settings.quoteAgeMaxSeconds() * NANOS_PER_SECOND);
        return objection == null && !(volatility(row, name) > 0) ? "no volatility" : objection;
    }

    private static double volatility(FeatureVector row, FlowDesk.Name name) {
        double daily = row.values()[VOLATILITY];
        return daily > 0 ? daily : name.book().dailyVolatility();
    }

    private Signal opinion(FeatureVector row, FlowDesk.Name name, double score, double options, long timeNanos) {
        ScoreForecast forecast = ScoreForecast.of(
                settings.informationCoefficient(),
                Math.min(STRENGTH_MAX, Math.abs(score)),
                volatility(row, name),
                HORIZON_DAYS);
        String reason = "flow-1 flow " + hundredths(name.book().flow()) + ", lean "
                + hundredths(name.book().lean()) + ", options " + hundredths(options);
        return forecast.signal(ID, row.instrument(), timeNanos, HORIZON_DAYS, name.side(), calibrator, reason);
    }

    /** With two decimals; by hand, because a formatter would take longer than all the rest of an opinion. */
    static String hundredths(double value) {
        long hundredths = Math.round(100 * Math.abs(value));
        String sign = value < 0 && hundredths > 0 ? "-" : "";
        long cents = hundredths % 100;
        return sign + hundredths / 100 + (cents < 10 ? ".0" : ".") + cents;
    }

    @Override
    public long dataAsOfNanos() {
        return desk.knownNanos();
    }

    @Override
    public byte[] snapshot() {
        return desk.snapshot();
    }

    @Override
    public void restore(byte[] snapshot) {
        desk.restore(snapshot);
    }
}
