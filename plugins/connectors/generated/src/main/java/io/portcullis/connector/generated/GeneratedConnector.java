package io.portcullis.connector.generated;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.time.Clock;
import java.time.LocalDate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Generates a market. What it hands out is no evidence about any real one, and says so in each run's report. */
@Component(service = Connector.class, configurationPid = "connector.generated")
public final class GeneratedConnector implements Connector {
    private final WallClock clock;
    private volatile MarketSettings settings = MarketSettings.DEFAULTS;

    /** What stands in {@code etc/connector.generated.cfg}; a request's options go before it. */
    @interface Config {
        int instruments() default MarketSettings.INSTRUMENTS;

        int sectors() default MarketSettings.SECTORS;

        int halts() default MarketSettings.HALTS;

        double momentum() default MarketSettings.MOMENTUM;

        int ticksPerSecond() default MarketSettings.TICKS_PER_SECOND;
    }

    /** With the default settings, on the system's clock. */
    public GeneratedConnector() {
        this(WallClock.of(Clock.systemUTC()));
    }

    GeneratedConnector(WallClock clock) {
        this.clock = clock;
    }

    @Activate
    void activate(Config config) {
        settings = new MarketSettings(
                config.instruments(), config.sectors(), config.halts(), config.momentum(), config.ticksPerSecond());
    }

    @Override
    public String name() {
        return "generated";
    }

    @Override
    public MarketStream open(StreamRequest request, BadRecordSink badRecords) {
        if (request.historyDays() < 0) {
            throw new IllegalArgumentException("historyDays must not be negative, got " + request.historyDays());
        }
        GeneratedMarket market = new GeneratedMarket(request.seed(), settings.with(request.options()));
        MarketStream stream = request.to() == null ? live(market, request) : daily(market, request);
        badRecords.notice(
                name(),
                "all prices are generated from seed " + request.seed() + "; results say nothing about a real market");
        return stream;
    }

    private static MarketStream daily(GeneratedMarket market, StreamRequest request) {
        if (request.from() == null || request.to().isBefore(request.from())) {
            throw new IllegalArgumentException("a generated market needs a first date up to its last, got "
                    + request.from() + " to " + request.to());
        }
        LocalDate first = historyStart(request.from(), request.historyDays());
        return new DailyStream(market, first, request.from(), request.to());
    }

    private MarketStream live(GeneratedMarket market, StreamRequest request) {
        TradingCalendar calendar = TradingCalendar.nyse();
        LocalDate today = calendar.dateAt(clock.nanos());
        LocalDate from = request.from() == null || request.from().isAfter(today) ? today : request.from();
        LocalDate first = historyStart(from, request.historyDays());
        DailyStream history = new DailyStream(market, first, today, calendar.previous(today));
        return new LiveStream(market, history, clock, today);
    }

    private static LocalDate historyStart(LocalDate from, int historyDays) {
        return historyDays == 0 ? from : TradingCalendar.nyse().plus(from, -historyDays);
    }
}
