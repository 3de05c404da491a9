package io.portcullis.agent.value;

import io.portcullis.indicators.Piotroski;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Fundamental;
import io.portcullis.spi.FirmMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The last three years of one firm, newest first, and the splits since. Not thread-safe. */
final class Books implements FirmMemory.Firm {
    static final FirmMemory.Kind<Books> KIND = new FirmMemory.Kind<>() {
        @Override
        public Books create() {
            return new Books();
        }

        @Override
        public Books readFrom(DataInput in) throws IOException {
            return Books.readFrom(in);
        }
    };

    static final int YEARS = 3;
    private static final int SPLITS_MAX = 16;
    private static final int SPLIT_DAYS = 1_100;
    private static final double GRAHAM = 22.5;

    private record Split(long day, double ratio) {}

    private final List<Statement> statements = new ArrayList<>();
    private final List<Split> splits = new ArrayList<>();

    @Override
    public void add(Fundamental statement) {
        add(Statement.of(statement));
    }

    /** Takes in a statement; one of a year that is known already corrects it from now on. */
    void add(Statement statement) {
        statements.removeIf(known -> known.periodDay() == statement.periodDay());
        statements.add(statement);
        statements.sort((a, b) -> Long.compare(b.periodDay(), a.periodDay()));
        while (statements.size() > YEARS) {
            statements.remove(YEARS);
        }
    }

    @Override
    public void add(CorporateAction action) {
        long day = action.exDate().toEpochDay();
        splits.removeIf(split -> split.day() < day - SPLIT_DAYS);
        if (action.isSplit() && splits.size() < SPLITS_MAX) {
            splits.add(new Split(day, action.splitNumerator() / (double) action.splitDenominator()));
        }
    }

    @Override
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    Statement newest() {
        return statements.get(0);
    }

    /** True when the last three statements are of three years in a row. */
    boolean hasThreeYears() {
        return statements.size() == YEARS && follows(0) && follows(1);
    }

    private boolean follows(int index) {
        return statements.get(index).year().follows(statements.get(index + 1).year());
    }

    /** Shares of today: those of the statement, and what splits made of them since. */
    double shares() {
        double shares = newest().get(Items.SHARES);
        for (Split split : splits) {
            shares *= split.day() > newest().periodDay() ? split.ratio() : 1;
        }
        return shares;
    }

    /** Piotroski's points of the last three years. */
    int fScore() {
        return Piotroski.points(
                statements.get(0).year(),
                statements.get(1).year(),
                statements.get(2).year());
    }

    /** Root of 22.5 times earnings times book, both per share; NaN when either is not above zero. */
    static double grahamNumber(double earningsPerShare, double bookPerShare) {
        return earningsPerShare > 0 && bookPerShare > 0
                ? StrictMath.sqrt(GRAHAM * earningsPerShare * bookPerShare)
                : Double.NaN;
    }

    double grahamNumber() {
        return grahamNumber(newest().get(Items.NET_INCOME) / shares(), newest().get(Items.EQUITY) / shares());
    }

    double enterpriseValue(double price) {
        Statement now = newest();
        return shares() * price
                + now.debt()
                + now.orZero(Items.PREFERRED)
                + now.orZero(Items.MINORITY)
                - now.orZero(Items.CASH);
    }

    /** By the ordinal of {@link Yield}; NaN where one cannot be had. */
    double[] yields(double price) {
        double enterprise = enterpriseValue(price);
        double market = shares() * price;
        return new double[] {
            enterprise > 0 ? newest().get(Items.EBIT) / enterprise : Double.NaN,
            market > 0 ? newest().get(Items.EQUITY) / market : Double.NaN,
            market > 0 ? newest().freeCash() / market : Double.NaN
        };
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(statements.size());
        for (Statement statement : statements) {
            statement.writeTo(out);
        }
        out.writeInt(splits.size());
        for (Split split : splits) {
            out.writeLong(split.day());
            out.writeDouble(split.ratio());
        }
    }

    static Books readFrom(DataInput in) throws IOException {
        Books books = new Books();
        for (int n = in.readInt(); n > 0; n--) {
            books.statements.add(Statement.readFrom(in));
        }
        for (int n = in.readInt(); n > 0; n--) {
            books.splits.add(new Split(in.readLong(), in.readDouble()));
        }
        return books;
    }
}
