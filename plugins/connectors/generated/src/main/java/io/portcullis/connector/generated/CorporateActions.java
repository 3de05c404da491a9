package io.portcullis.connector.generated;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.value.Price;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntPredicate;

/** Splits of what has become dear or cheap, every forty days, and quarterly dividends of three instruments in five. */
final class CorporateActions {
    static final long LEAD_NANOS = 3_600_000_000_000L;

    private static final int SPLIT_EVERY_DAYS = 40;
    private static final int SPLIT_PHASE = 20;
    private static final double PRICE_CHEAP = 5;
    private static final int QUARTER_DAYS = 63;
    private static final double PAYS = 0.6;

    private final List<GeneratedInstrument> instruments;
    private final double[] yieldPerQuarter;
    private final int[] phase;

    CorporateActions(SeededRandom random, List<GeneratedInstrument> instruments) {
        this.instruments = instruments;
        this.yieldPerQuarter = new double[instruments.size()];
        this.phase = new int[instruments.size()];
        for (int i = 0; i < instruments.size(); i++) {
            boolean pays = random.uniform() <= PAYS;
            double yieldPerYear = 0.01 + 0.03 * random.uniform();
            yieldPerQuarter[i] = pays ? yieldPerYear / 4 : 0;
            phase[i] = random.below(QUARTER_DAYS);
        }
    }

    /** The action that takes effect before the open of a day; null for none. At most one an instrument and day. */
    CorporateAction of(int instrument, int day, LocalDate session, int toSplit) {
        GeneratedInstrument subject = instruments.get(instrument);
        if (instrument == toSplit) {
            return split(subject, session);
        }
        if (yieldPerQuarter[instrument] > 0 && day % QUARTER_DAYS == phase[instrument]) {
            Price dividend = GeneratedInstrument.price(subject.lastClose() * yieldPerQuarter[instrument]);
            return action(subject, session, 1, 1, dividend);
        }
        return null;
    }

    /** Whose shares are split today: the cheapest below five, else the dearest; -1 on most days. */
    int toSplit(int day, IntPredicate isHalted) {
        if (day % SPLIT_EVERY_DAYS != SPLIT_PHASE) {
            return -1;
        }
        int cheapest = -1;
        int dearest = -1;
        for (int i = 0; i < instruments.size(); i++) {
            if (isHalted.test(i)) {
                continue;
            }
            double price = instruments.get(i).lastClose();
            cheapest = cheapest < 0 || price < instruments.get(cheapest).lastClose() ? i : cheapest;
            dearest = dearest < 0 || price > instruments.get(dearest).lastClose() ? i : dearest;
        }
        boolean tooCheap = cheapest >= 0 && instruments.get(cheapest).lastClose() < PRICE_CHEAP;
        return tooCheap ? cheapest : dearest;
    }

    private static CorporateAction split(GeneratedInstrument subject, LocalDate session) {
        Price none = new Price(0);
        if (subject.lastClose() < PRICE_CHEAP) {
            return action(subject, session, 1, 10, none);
        }
        if (subject.lastClose() < 90) {
            return action(subject, session, 3, 2, none);
        }
        return action(subject, session, subject.lastClose() < 240 ? 2 : 3, 1, none);
    }

    private static CorporateAction action(
            GeneratedInstrument subject, LocalDate session, long numerator, long denominator, Price dividend) {
        long open = TradingCalendar.nyse().openNanos(session);
        return new CorporateAction(subject.id(), session, numerator, denominator, dividend, open, open - LEAD_NANOS);
    }
}
