package io.portcullis.agent.causal;

import io.portcullis.indicators.Hysteresis;
import io.portcullis.indicators.ScoreForecast;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MacroPrint;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Follows drivers that move before a sector, as far as tests bear it, and the drift after an abnormal day with news. */
@Component(service = Agent.class, configurationPid = CausalConfig.PID)
@Designate(ocd = CausalConfig.class)
public final class CausalAgent implements Agent {
    private static final AgentId ID = AgentId.of("causal");
    private static final List<String> FEATURES =
            List.of("return.1d", "volatility.20d", "close", "dollarvolume.20d", "bars");
    private static final int RETURN = 0;
    private static final int VOLATILITY = 1;
    private static final int CLOSE = 2;
    private static final int DOLLAR_VOLUME = 3;
    private static final int BARS = 4;
    private static final int HORIZON_DAYS = 5;
    private static final double STRENGTH_MAX = 3;

    private final CausalSettings settings;
    private final Calibrator calibrator;
    private final Tradability tradability;
    private final Hysteresis sides;
    private final CausalBook book;

    /** With a configuration from {@code etc/agent.causal.cfg}. */
    @Activate
    public CausalAgent(CausalConfig config) {
        this(CausalSettings.of(config));
    }

    CausalAgent(CausalSettings settings) {
        this.settings = settings;
        this.calibrator = settings.calibrator();
        this.tradability = new Tradability(settings.priceMin(), settings.dollarVolumeMin());
        this.sides = settings.sides();
        this.book = new CausalBook(settings);
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        // It collects its own history from the first frame on, and abstains until it is long enough.
        return new AgentInputs(
                FEATURES,
                Set.of(MacroPrint.class, News.class, Filing.class, Fundamental.class),
                HORIZON_DAYS,
                2,
                settings.priorWeight(),
                true,
                settings.budgetMillis());
    }

    @Override
    public void onEvent(MarketEvent event) {
        book.on(event);
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        SortedMap<InstrumentId, Double> returns = new TreeMap<>();
        SortedMap<InstrumentId, String> sectors = new TreeMap<>();
        for (FeatureVector row : frame.rows()) {
            boolean fresh = book.bars().isFresh(row.instrument().value(), row.values()[BARS]);
            if (row.tradable() && !Double.isNaN(row.values()[RETURN])) {
                if (fresh) {
                    returns.put(row.instrument(), row.values()[RETURN]);
                }
                sectors.put(row.instrument(), row.sector());
            }
        }
        if (!returns.isEmpty()) {
            book.day(returns, sectors);
        }
        frame.rows().forEach(row -> judge(row, frame.timeNanos(), sink));
    }

    private void judge(FeatureVector row, long timeNanos, SignalSink sink) {
        NameDays days = book.find(row.instrument());
        String objection = objection(row, days);
        if (objection != null) {
            sink.abstain(row.instrument(), objection);
            return;
        }
        double score = book.links().score(row.sector()) + days.drift();
        days.take(sides.side(score, days.side()));
        if (days.side() == 0) {
            boolean silent = book.links().names(row.sector()).equals("none") && days.drift() == 0;
            sink.abstain(row.instrument(), silent ? "no link and no abnormal news" : "its links say little today");
        } else {
            sink.signal(opinion(row, days, score, timeNanos));
        }
    }

    private String objection(FeatureVector row, NameDays days) {
        double[] values = row.values();
        if (!row.tradable()) {
            return "not tradable";
        }
        if (days == null || !(values[VOLATILITY] > 0)) {
            return "no return or volatility";
        }
        return tradability.objection(values[CLOSE], values[DOLLAR_VOLUME]);
    }

    private Signal opinion(FeatureVector row, NameDays days, double score, long timeNanos) {
        ScoreForecast forecast = ScoreForecast.of(
                settings.informationCoefficient(),
                Math.min(STRENGTH_MAX, Math.abs(score)),
                row.values()[VOLATILITY],
                HORIZON_DAYS);
        long known = book.drivers().knownNanos();
        String reason = String.format(
                Locale.ROOT,
                "causal-1 links %s, drift %.2f, drivers %s",
                book.links().names(row.sector()),
                days.drift(),
                known == Long.MIN_VALUE ? "none" : TradingCalendar.nyse().dateAt(known));
        return forecast.signal(ID, row.instrument(), timeNanos, HORIZON_DAYS, days.side(), calibrator, reason);
    }

    @Override
    public long dataAsOfNanos() {
        return book.drivers().knownNanos();
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
