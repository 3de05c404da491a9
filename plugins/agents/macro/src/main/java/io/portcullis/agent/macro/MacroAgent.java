package io.portcullis.agent.macro;

import io.portcullis.indicators.CrossSection;
import io.portcullis.indicators.ScoreForecast;
import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import io.portcullis.spi.Tradability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Tilts between high and low betas by the state of the market (a filtered regime) and of the economy (the yield curve). */
@Component(service = Agent.class, configurationPid = MacroConfig.PID)
@Designate(ocd = MacroConfig.class)
public final class MacroAgent implements Agent {
    private static final AgentId ID = AgentId.of("macro");
    private static final List<String> FEATURES =
            List.of("return.1d", "beta.252d", "volatility.20d", "close", "dollarvolume.20d", "bars");
    private static final int RETURN = 0;
    private static final int BETA = 1;
    private static final int VOLATILITY = 2;
    private static final int CLOSE = 3;
    private static final int DOLLAR_VOLUME = 4;
    private static final int BARS = 5;
    private static final int HORIZON_DAYS = 21;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final double STRENGTH_MAX = 3;

    private final MacroSettings settings;
    private final Calibrator calibrator;
    private final Tradability tradability;
    private final MacroBook book;

    /** With a configuration from {@code etc/agent.macro.cfg}. */
    @Activate
    public MacroAgent(MacroConfig config) {
        this(MacroSettings.of(config));
    }

    MacroAgent(MacroSettings settings) {
        this.settings = settings;
        this.calibrator = settings.calibrator();
        this.tradability = new Tradability(settings.priceMin(), settings.dollarVolumeMin());
        this.book = new MacroBook(settings.sides());
    }

    @Override
    public AgentId id() {
        return ID;
    }

    @Override
    public AgentInputs inputs() {
        // It collects its own history of the market from the first frame on, and abstains until it is long enough.
        return new AgentInputs(
                FEATURES,
                Set.of(MacroPrint.class),
                HORIZON_DAYS,
                2,
                settings.priorWeight(),
                true,
                settings.budgetMillis());
    }

    @Override
    public void onEvent(MarketEvent event) {
        if (event instanceof MacroPrint print) {
            book.curve().on(print);
        }
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        if (book.isNewDay(bars(frame))) {
            double market = marketReturn(frame);
            if (!Double.isNaN(market)) {
                book.regime().add(market);
            }
        }
        String objection = objection(frame.timeNanos());
        List<FeatureVector> judged = new ArrayList<>();
        for (FeatureVector row : frame.rows()) {
            String own = objection != null ? objection : objection(row);
            if (own != null) {
                sink.abstain(row.instrument(), own);
            } else {
                judged.add(row);
            }
        }
        judge(judged, frame.timeNanos(), sink);
    }

    private void judge(List<FeatureVector> rows, long timeNanos, SignalSink sink) {
        boolean enough = rows.size() >= settings.universeMin();
        double[] betas = CrossSection.blomScores(
                rows.stream().mapToDouble(row -> row.values()[BETA]).toArray());
        SortedMap<InstrumentId, Double> scores = new TreeMap<>();
        double recession = recession();
        double outlook = outlook(recession);
        for (int i = 0; enough && i < betas.length; i++) {
            scores.put(rows.get(i).instrument(), outlook * betas[i]);
        }
        SortedMap<InstrumentId, Integer> sides = book.judge(scores);
        String reason = sides.isEmpty() ? "" : reason(recession);
        for (FeatureVector row : rows) {
            if (sides.containsKey(row.instrument())) {
                sink.signal(opinion(row, sides.get(row.instrument()), scores.get(row.instrument()), reason, timeNanos));
            } else {
                sink.abstain(row.instrument(), enough ? "the outlook says little" : "too few instruments to compare");
            }
        }
    }

    private double recession() {
        return YieldCurve.recession(
                settings.probitIntercept(), settings.probitSlope(), book.curve().spread());
    }

    /** -1 to 1: both views, half each. */
    private double outlook(double recession) {
        return 0.5 * (1 - 2 * book.regime().turbulent()) + 0.5 * (1 - 2 * recession);
    }

    /** The same for all names: only their betas differ. */
    private String reason(double recession) {
        return String.format(
                Locale.ROOT,
                "macro-1 turbulent %.2f for %d d, recession %.2f, %s",
                book.regime().turbulent(),
                book.regime().age(),
                recession,
                TradingCalendar.nyse().dateAt(book.curve().dayNanos()));
    }

    private String objection(long timeNanos) {
        if (Double.isNaN(book.regime().turbulent())) {
            return "fewer than 250 days of the market";
        }
        if (Double.isNaN(book.curve().spread())) {
            return "no yield curve";
        }
        boolean stale = timeNanos - book.curve().dayNanos() > settings.dataAgeMaxDays() * NANOS_PER_DAY;
        return stale ? "the yield curve is stale" : null;
    }

    private String objection(FeatureVector row) {
        double[] values = row.values();
        if (!row.tradable()) {
            return "not tradable";
        }
        if (Double.isNaN(values[BETA]) || !(values[VOLATILITY] > 0)) {
            return "no beta or volatility";
        }
        return tradability.objection(values[CLOSE], values[DOLLAR_VOLUME]);
    }

    private static long bars(FeatureFrame frame) {
        long bars = 0;
        for (FeatureVector row : frame.rows()) {
            bars += Double.isNaN(row.values()[BARS]) ? 0 : (long) row.values()[BARS];
        }
        return bars;
    }

    /** Mean return of what may be traded; NaN when there is none. */
    private static double marketReturn(FeatureFrame frame) {
        double sum = 0;
        int count = 0;
        for (FeatureVector row : frame.rows()) {
            if (row.tradable() && !Double.isNaN(row.values()[RETURN])) {
                sum += row.values()[RETURN];
                count++;
            }
        }
        return count > 0 ? sum / count : Double.NaN;
    }

    private Signal opinion(FeatureVector row, int side, double score, String reason, long timeNanos) {
        ScoreForecast forecast = ScoreForecast.of(
                settings.informationCoefficient(),
                Math.min(STRENGTH_MAX, Math.abs(score)),
                row.values()[VOLATILITY],
                HORIZON_DAYS);
        return forecast.signal(ID, row.instrument(), timeNanos, HORIZON_DAYS, side, calibrator, reason);
    }

    @Override
    public long dataAsOfNanos() {
        return book.curve().knownNanos();
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
