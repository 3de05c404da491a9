package io.portcullis.agent.insider;

import io.portcullis.indicators.ScoreForecast;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.MarketEvent;
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

/** Follows clusters of insiders who bought in the open market, at the time at which their filings were known. */
@Component(service = Agent.class, configurationPid = InsiderConfig.PID)
@Designate(ocd = InsiderConfig.class)
public final class InsiderAgent implements Agent {
    private static final AgentId ID = AgentId.of("insider");
    private static final List<String> FEATURES = List.of("close", "dollarvolume.20d", "volatility.20d");
    private static final int CLOSE = 0;
    private static final int DOLLAR_VOLUME = 1;
    private static final int VOLATILITY = 2;
    private static final int HORIZON_DAYS = 60;
    private static final int WARM_UP_BARS = 21;
    private static final double STRENGTH_MAX = 3;

    private final InsiderSettings settings;
    private final Calibrator calibrator;
    private final Tradability tradability;
    private final InsiderBook book;

    /** With a configuration from {@code etc/agent.insider.cfg}. */
    @Activate
    public InsiderAgent(InsiderConfig config) {
        this(InsiderSettings.of(config));
    }

    InsiderAgent(InsiderSettings settings) {
        this.settings = settings;
        this.calibrator = settings.calibrator();
        this.tradability = new Tradability(settings.priceMin(), settings.dollarVolumeMin());
        this.book = new InsiderBook(settings);
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(
                FEATURES,
                Set.of(Filing.class),
                HORIZON_DAYS,
                WARM_UP_BARS,
                settings.priorWeight(),
                true,
                settings.budgetMillis());
    }

    @Override
    public void onEvent(MarketEvent event) {
        if (event instanceof Filing filing) {
            book.on(filing);
        }
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        long day = TradingCalendar.nyse().dateAt(frame.timeNanos()).toEpochDay();
        book.forgetBefore(day);
        for (FeatureVector row : frame.rows()) {
            Issuer issuer = book.find(row.instrument());
            String objection = objection(row, issuer, day);
            if (objection != null) {
                sink.abstain(row.instrument(), objection);
            } else {
                sink.signal(opinion(row, issuer, day, frame.timeNanos()));
            }
        }
    }

    private String objection(FeatureVector row, Issuer issuer, long day) {
        double[] values = row.values();
        if (issuer == null) {
            return "no insider traded of late";
        }
        if (!issuer.hasCluster(day, settings.opinionDays())) {
            return "no cluster of insiders buying";
        }
        String objection = tradability.objection(row, values[VOLATILITY], values[CLOSE], values[DOLLAR_VOLUME]);
        if (objection != null) {
            return objection;
        }
        return issuer.score(day) > 0 ? null : "sales outweigh the purchases";
    }

    private Signal opinion(FeatureVector row, Issuer issuer, long day, long timeNanos) {
        double score = issuer.score(day);
        ScoreForecast forecast = ScoreForecast.of(
                settings.informationCoefficient(),
                Math.min(STRENGTH_MAX, score / settings.scoreUnit()),
                row.values()[VOLATILITY],
                HORIZON_DAYS);
        String reason = String.format(
                Locale.ROOT,
                "insider-1 %d buyers, score %.2f, filed %s",
                issuer.buyers(),
                score,
                TradingCalendar.nyse().dateAt(issuer.knownNanos()));
        return forecast.signal(ID, row.instrument(), timeNanos, HORIZON_DAYS, 1, calibrator, reason);
    }

    @Override
    public long dataAsOfNanos() {
        return book.knownNanos();
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
