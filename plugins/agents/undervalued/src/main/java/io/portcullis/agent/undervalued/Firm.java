package io.portcullis.agent.undervalued;

import io.portcullis.agent.undervalued.Report.Line;
import io.portcullis.indicators.Piotroski;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Fundamental;
import io.portcullis.spi.FirmMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The last three reports of one firm, what splits made of a share of the last since, and the side taken. Not thread-safe. */
final class Firm implements FirmMemory.Firm {
    static final FirmMemory.Kind<Firm> KIND = new FirmMemory.Kind<>() {
        @Override
        public Firm create() {
            return new Firm();
        }

        @Override
        public Firm readFrom(DataInput in) throws IOException {
            return Firm.readFrom(in);
        }
    };

    private static final double DISTRESS = 1.1;
    private static final int WEAK_POINTS = 3;
    private static final int REPORTS_MAX = 3;
    private static final int SPLITS_MAX = 16;
    /** Says which layout of a firm follows; up to 2 an older one, with fewer numbers, began. */
    private static final int LAYOUT = 16;

    /** Newest first. */
    private final List<Report> reports = new ArrayList<>();

    private final long[] splitDays = new long[SPLITS_MAX];
    private final double[] splitRatios = new double[SPLITS_MAX];
    private int splits;
    private int side;

    @Override
    public void add(Fundamental statement) {
        add(Report.of(statement));
    }

    /** Takes in a report; one of a year that is known already corrects it from now on. */
    void add(Report report) {
        reports.removeIf(known -> known.periodDay() == report.periodDay());
        reports.add(report);
        reports.sort((a, b) -> Long.compare(b.periodDay(), a.periodDay()));
        while (reports.size() > REPORTS_MAX) {
            reports.remove(REPORTS_MAX);
        }
    }

    /** Remembers a split; of more than there is room for the oldest goes. */
    @Override
    public void add(CorporateAction action) {
        if (!action.isSplit()) {
            return;
        }
        if (splits == SPLITS_MAX) {
            System.arraycopy(splitDays, 1, splitDays, 0, SPLITS_MAX - 1);
            System.arraycopy(splitRatios, 1, splitRatios, 0, SPLITS_MAX - 1);
            splits--;
        }
        splitDays[splits] = action.exDate().toEpochDay();
        splitRatios[splits++] = action.splitNumerator() / (double) action.splitDenominator();
    }

    @Override
    public boolean isEmpty() {
        return reports.isEmpty();
    }

    /** The newest; there is one once {@link #isEmpty} says so. */
    Report report() {
        return reports.get(0);
    }

    double marketValue(double price) {
        Report now = report();
        double shares = now.get(Line.SHARES);
        for (int i = 0; i < splits; i++) {
            shares *= splitDays[i] > now.periodDay() ? splitRatios[i] : 1;
        }
        return shares * price;
    }

    /** Logarithms, by the ordinal of {@link Part}, of which the last is none; NaN where a denominator is missing or not above zero. */
    double[] multiples(double price) {
        Report now = report();
        double market = marketValue(price);
        double enterprise = market + now.netDebt();
        return new double[] {
            ratio(enterprise, now.get(Line.EBIT)),
            ratio(market, now.get(Line.EARNINGS)),
            ratio(market, now.get(Line.EQUITY)),
            ratio(enterprise, now.get(Line.SALES)),
            ratio(market, now.freeCash())
        };
    }

    static double ratio(double price, double of) {
        return price > 0 && of > 0 ? StrictMath.log(price / of) : Double.NaN;
    }

    /** What a price to book should go with: return on equity, growth of sales, leverage, size; null when one is missing. */
    double[] drivers(double price) {
        Report now = report();
        double equity = now.get(Line.EQUITY);
        double growth = reports.size() < 2
                ? Double.NaN
                : StrictMath.log(now.get(Line.SALES) / reports.get(1).get(Line.SALES));
        double[] drivers = {
            now.get(Line.EARNINGS) / equity,
            growth,
            (now.get(Line.ASSETS) - equity) / now.get(Line.ASSETS),
            StrictMath.log(marketValue(price))
        };
        for (double driver : drivers) {
            if (Double.isNaN(driver) || Double.isInfinite(driver)) {
                return null;
            }
        }
        return equity > 0 ? drivers : null;
    }

    /** By Altman's score, or by Piotroski's points when three years in a row are known. */
    boolean isInDistress() {
        return report().altman() < DISTRESS || isWeak();
    }

    private boolean isWeak() {
        if (reports.size() < REPORTS_MAX) {
            return false;
        }
        Piotroski.Year now = reports.get(0).year();
        Piotroski.Year before = reports.get(1).year();
        Piotroski.Year earlier = reports.get(2).year();
        return now.follows(before) && before.follows(earlier) && Piotroski.points(now, before, earlier) <= WEAK_POINTS;
    }

    int side() {
        return side;
    }

    void take(int newSide) {
        side = newSide;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(LAYOUT);
        out.writeByte(reports.size());
        for (Report report : reports) {
            report.writeTo(out);
        }
        out.writeInt(splits);
        for (int i = 0; i < splits; i++) {
            out.writeLong(splitDays[i]);
            out.writeDouble(splitRatios[i]);
        }
        out.writeInt(side);
    }

    static Firm readFrom(DataInput in) throws IOException {
        Firm firm = new Firm();
        int layout = in.readByte();
        if (layout != LAYOUT) {
            throw new IOException("firms of layout " + layout + ", not of " + LAYOUT);
        }
        for (int n = in.readByte(); n > 0; n--) {
            firm.add(Report.readFrom(in));
        }
        firm.splits = in.readInt();
        if (firm.splits < 0 || firm.splits > SPLITS_MAX) {
            throw new IOException(firm.splits + " splits");
        }
        for (int i = 0; i < firm.splits; i++) {
            firm.splitDays[i] = in.readLong();
            firm.splitRatios[i] = in.readDouble();
        }
        firm.side = Integer.signum(in.readInt());
        return firm;
    }
}
