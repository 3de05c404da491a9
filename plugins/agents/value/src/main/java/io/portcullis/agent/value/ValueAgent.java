package io.portcullis.agent.value;

import io.portcullis.indicators.CrossSection;
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

/** Tells the cheap firms apart by Piotroski's points, as his paper does: buys those that get better, sells those that get worse. */
@Component(service = Agent.class, configurationPid = ValueConfig.PID)
@Designate(ocd = ValueConfig.class)
public final class ValueAgent implements Agent {
    private static final AgentId ID = AgentId.of("value");
    private static final List<String> FEATURES = List.of("close", "dollarvolume.20d", "volatility.126d");
    private static final int CLOSE = 0;
    private static final int DOLLAR_VOLUME = 1;
    private static final int VOLATILITY = 2;
    private static final int HORIZON_DAYS = 252;
    private static final int WARM_UP_BARS = 127;
    private static final int YIELDS = Yield.values().length;

    private final ValueSettings settings;
    private final Calibrator calibrator;
    private final Tradability tradability;
    private final FirmMemory<Books> library = new FirmMemory<>(Books.KIND);

    /** With a configuration from {@code etc/agent.value.cfg}. */
    @Activate
    public ValueAgent(ValueConfig config) {
        this(ValueSettings.of(config));
    }

    ValueAgent(ValueSettings settings) {
        this.settings = settings;
        this.calibrator = settings.calibrator();
        this.tradability = new Tradability(settings.priceMin(), settings.dollarVolumeMin());
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
        library.on(event);
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {
        long day = TradingCalendar.nyse().dateAt(frame.timeNanos()).toEpochDay();
        List<FeatureVector> ranked = new ArrayList<>();
        for (FeatureVector row : frame.rows()) {
            String objection = objection(row, library.find(row.instrument()), day);
            if (objection != null) {
                sink.abstain(row.instrument(), objection);
            } else {
                ranked.add(row);
            }
        }
        if (ranked.size() < settings.universeMin()) {
            ranked.forEach(row -> sink.abstain(row.instrument(), "too few instruments to rank"));
            return;
        }
        judge(ranked, frame.timeNanos(), sink);
    }

    private void judge(List<FeatureVector> rows, long timeNanos, SignalSink sink) {
        double[] cheapness = CrossSection.ranks(meanRanks(rows));
        for (int i = 0; i < cheapness.length; i++) {
            FeatureVector row = rows.get(i);
            Books books = library.find(row.instrument());
            double place = (cheapness[i] - 0.5) / cheapness.length;
            int points = books.fScore();
            if (place <= 1 - settings.enterFraction()) {
                sink.abstain(row.instrument(), "not among the cheapest");
            } else if (points < settings.fScoreMin() && points > settings.fScoreMax()) {
                sink.abstain(row.instrument(), "cheap, but its books get neither better nor worse");
            } else {
                int side = points >= settings.fScoreMin() ? 1 : -1;
                sink.signal(opinion(row, books, side, CrossSection.blom(cheapness[i], rows.size()), points, timeNanos));
            }
        }
    }

    private double[] meanRanks(List<FeatureVector> rows) {
        double[] sums = new double[rows.size()];
        for (int yield = 0; yield < YIELDS; yield++) {
            double[] column = new double[rows.size()];
            for (int i = 0; i < column.length; i++) {
                FeatureVector row = rows.get(i);
                column[i] = library.find(row.instrument()).yields(row.values()[CLOSE])[yield];
            }
            double[] ranks = CrossSection.ranks(column);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += ranks[i] / YIELDS;
            }
        }
        return sums;
    }

    private String objection(FeatureVector row, Books books, long day) {
        double[] values = row.values();
        if (books == null) {
            return "no statement";
        }
        if (!books.hasThreeYears()) {
            return "fewer than three annual statements in a row";
        }
        if (books.newest().periodDay() < day - settings.statementAgeMaxDays()) {
            return "the newest statement is stale";
        }
        String objection = tradability.objection(row, values[VOLATILITY], values[CLOSE], values[DOLLAR_VOLUME]);
        if (objection != null) {
            return objection;
        }
        for (double yield : books.yields(values[CLOSE])) {
            if (Double.isNaN(yield)) {
                return "a yield cannot be had";
            }
        }
        return books.newest().get(Items.EQUITY) > 0 ? null : "equity is not above zero";
    }

    private Signal opinion(FeatureVector row, Books books, int side, double score, int points, long timeNanos) {
        ScoreForecast forecast = ScoreForecast.of(
                settings.informationCoefficient(), Math.abs(score), row.values()[VOLATILITY], HORIZON_DAYS);
        boolean belowGraham = row.values()[CLOSE] < books.grahamNumber();
        String reason = String.format(
                Locale.ROOT,
                "value-2 F %d, %s Graham, year to %s",
                points,
                belowGraham ? "below" : "not below",
                LocalDate.ofEpochDay(books.newest().periodDay()));
        return forecast.signal(ID, row.instrument(), timeNanos, HORIZON_DAYS, side, calibrator, reason);
    }

    @Override
    public long dataAsOfNanos() {
        return library.knownNanos();
    }

    @Override
    public byte[] snapshot() {
        return library.snapshot();
    }

    @Override
    public void restore(byte[] snapshot) {
        library.restore(snapshot);
    }
}
