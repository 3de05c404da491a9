package io.portcullis.agent.undervalued;

import io.portcullis.indicators.CrossSection;
import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.ScoreForecast;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.FirmMemory;
import io.portcullis.spi.SignalSink;
import io.portcullis.spi.Tradability;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Follows what costs less than its sector and its own figures would justify, and is not in distress. */
@Component(service = Agent.class, configurationPid = UndervaluedConfig.PID)
@Designate(ocd = UndervaluedConfig.class)
public final class UndervaluedAgent implements Agent {
    private static final AgentId ID = AgentId.of("undervalued");
    private static final List<String> FEATURES = List.of("close", "dollarvolume.20d", "volatility.126d");
    private static final int CLOSE = 0;
    private static final int DOLLAR_VOLUME = 1;
    private static final int VOLATILITY = 2;
    private static final int HORIZON_DAYS = 63;
    private static final int WARM_UP_BARS = 127;
    private static final int PARTS_MIN = 3;
    private static final double STRENGTH_MAX = 3;

    private final UndervaluedSettings settings;
    private final Calibrator calibrator;
    private final Tradability tradability;
    private final Hysteresis sides;
    private final FirmMemory<Firm> market = new FirmMemory<>(Firm.KIND);

    /** With a configuration from {@code etc/agent.undervalued.cfg}. */
    @Activate
    public UndervaluedAgent(UndervaluedConfig config) {
        this(UndervaluedSettings.of(config));
    }

    UndervaluedAgent(UndervaluedSettings settings) {
        this.settings = settings;
        this.calibrator = settings.calibrator();
        this.tradability = new Tradability(settings.priceMin(), settings.dollarVolumeMin());
        this.sides = settings.sides();
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(
                FEATURES,
                Set.of(Fundamental.class, CorporateAction.class),
                HORIZON_DAYS,
                WARM_UP_BARS,
                settings.priorWeight(),
                true,
                settings.budgetMillis());
    }

    @Override
    public void onEvent(MarketEvent event) {
        market.on(event);
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        long day = TradingCalendar.nyse().dateAt(frame.timeNanos()).toEpochDay();
        List<FeatureVector> rows = new ArrayList<>();
        List<Firm> firms = new ArrayList<>();
        for (FeatureVector row : frame.rows()) {
            Firm firm = market.find(row.instrument());
            String objection = objection(row, firm, day);
            if (objection != null) {
                sink.abstain(row.instrument(), objection);
            } else {
                rows.add(row);
                firms.add(firm);
            }
        }
        if (rows.size() < settings.universeMin()) {
            rows.forEach(row -> sink.abstain(row.instrument(), "too few instruments to compare"));
            return;
        }
        judge(rows, firms, frame.timeNanos(), sink);
    }

    private void judge(List<FeatureVector> rows, List<Firm> firms, long timeNanos, SignalSink sink) {
        Comparison comparison = new Comparison(rows, firms, CLOSE);
        double[] raw = new double[rows.size()];
        for (int i = 0; i < raw.length; i++) {
            boolean comparable = comparison.known(i) >= PARTS_MIN && comparison.peers(i) >= settings.peersMin();
            double penalty = firms.get(i).isInDistress() ? settings.distressPenalty() : 0;
            raw[i] = comparable ? comparison.cheapness(i) - penalty : Double.NaN;
        }
        double[] scores = CrossSection.blomScores(raw);
        for (int i = 0; i < scores.length; i++) {
            Firm firm = firms.get(i);
            if (Double.isNaN(scores[i])) {
                boolean few = comparison.peers(i) < settings.peersMin();
                sink.abstain(rows.get(i).instrument(), few ? "too few peers in its sector" : "too few multiples");
                continue;
            }
            firm.take(sides.side(scores[i], firm.side()));
            if (firm.side() == 0) {
                sink.abstain(rows.get(i).instrument(), "priced like its peers");
            } else {
                sink.signal(opinion(rows.get(i), firm, scores[i], comparison.known(i), timeNanos));
            }
        }
    }

    private String objection(FeatureVector row, Firm firm, long day) {
        double[] values = row.values();
        if (firm == null) {
            return "no statement";
        }
        if (firm.report().periodDay() < day - settings.statementAgeMaxDays()) {
            return "the newest statement is stale";
        }
        return tradability.objection(row, values[VOLATILITY], values[CLOSE], values[DOLLAR_VOLUME]);
    }

    private Signal opinion(FeatureVector row, Firm firm, double score, int known, long timeNanos) {
        ScoreForecast forecast = ScoreForecast.of(
                settings.informationCoefficient(),
                Math.min(STRENGTH_MAX, Math.abs(score)),
                row.values()[VOLATILITY],
                HORIZON_DAYS);
        String reason = String.format(
                Locale.ROOT,
                "undervalued-1 %d of 6 parts%s, year to %s",
                known,
                firm.isInDistress() ? ", distress" : "",
                LocalDate.ofEpochDay(firm.report().periodDay()));
        return forecast.signal(ID, row.instrument(), timeNanos, HORIZON_DAYS, firm.side(), calibrator, reason);
    }

    @Override
    public long dataAsOfNanos() {
        return market.knownNanos();
    }

    @Override
    public byte[] snapshot() {
        return market.snapshot();
    }

    @Override
    public void restore(byte[] snapshot) {
        market.restore(snapshot);
    }
}
