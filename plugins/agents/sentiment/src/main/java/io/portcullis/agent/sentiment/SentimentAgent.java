package io.portcullis.agent.sentiment;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.ScoreForecast;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import io.portcullis.spi.Tradability;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Follows the tone of what is said of a name where that differs from its own past; what is said twice counts once. */
@Component(service = Agent.class, configurationPid = SentimentConfig.PID)
@Designate(ocd = SentimentConfig.class)
public final class SentimentAgent implements Agent {
    private static final AgentId ID = AgentId.of("sentiment");
    private static final List<String> FEATURES = List.of("close", "dollarvolume.20d", "volatility.20d");
    private static final int CLOSE = 0;
    private static final int DOLLAR_VOLUME = 1;
    private static final int VOLATILITY = 2;
    private static final int HORIZON_DAYS = 3;
    private static final int WARM_UP_BARS = 21;
    private static final double STRENGTH_MAX = 3;

    private final SentimentSettings settings;
    private final Calibrator calibrator;
    private final Tradability tradability;
    private final Hysteresis sides;
    private final NewsDesk desk;

    /** With a configuration from {@code etc/agent.sentiment.cfg}. */
    @Activate
    public SentimentAgent(SentimentConfig config) {
        this(SentimentSettings.of(config));
    }

    SentimentAgent(SentimentSettings settings) {
        this.settings = settings;
        this.calibrator = settings.calibrator();
        this.tradability = new Tradability(settings.priceMin(), settings.dollarVolumeMin());
        this.sides = settings.sides();
        this.desk = new NewsDesk(settings.halfLifeDays(), SourceWeights.parse(settings.sourceWeights()));
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(
                FEATURES,
                Set.of(News.class),
                HORIZON_DAYS,
                WARM_UP_BARS,
                settings.priorWeight(),
                true,
                settings.budgetMillis());
    }

    @Override
    public void onEvent(MarketEvent event) {
        if (event instanceof News news) {
            desk.on(news);
        }
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        long day = TradingCalendar.nyse().dateAt(frame.timeNanos()).toEpochDay();
        for (FeatureVector row : frame.rows()) {
            Mood mood = desk.find(row.instrument());
            double surprise = mood == null ? Double.NaN : mood.surprise(frame.timeNanos(), day);
            String objection = objection(row, mood, surprise, frame.timeNanos());
            if (objection != null) {
                sink.abstain(row.instrument(), objection);
                continue;
            }
            mood.take(sides.side(surprise, mood.side()));
            if (mood.side() == 0) {
                sink.abstain(row.instrument(), "nothing surprising is said");
            } else {
                sink.signal(opinion(row, mood, surprise, frame.timeNanos()));
            }
        }
    }

    private String objection(FeatureVector row, Mood mood, double surprise, long timeNanos) {
        double[] values = row.values();
        if (mood == null || mood.texts(timeNanos) == 0) {
            return "no news in five days";
        }
        if (!mood.hasPast()) {
            return "too short a past of news";
        }
        if (Double.isNaN(surprise)) {
            return "news without any tone";
        }
        return tradability.objection(row, values[VOLATILITY], values[CLOSE], values[DOLLAR_VOLUME]);
    }

    private Signal opinion(FeatureVector row, Mood mood, double surprise, long timeNanos) {
        ScoreForecast forecast = ScoreForecast.of(
                settings.informationCoefficient(),
                Math.min(STRENGTH_MAX, Math.abs(surprise)),
                row.values()[VOLATILITY],
                HORIZON_DAYS);
        String reason = String.format(
                Locale.ROOT,
                "sentiment-1 surprise %.2f, %d texts, newest %s",
                surprise,
                mood.texts(timeNanos),
                TradingCalendar.nyse().dateAt(mood.knownNanos()));
        return forecast.signal(ID, row.instrument(), timeNanos, HORIZON_DAYS, mood.side(), calibrator, reason);
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
