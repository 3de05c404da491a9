package io.portcullis.agent.causal;

import io.portcullis.indicators.RingWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last 250 returns of one name with the market's of the same days, and the last abnormal day with news. Not thread-safe. */
final class NameDays {
    static final int DAYS = 250;
    /** The estimation ends this many days before the event, so that the event's own run-up is not taken for normal. */
    private static final int GAP = 30;

    static final int DRIFT_DAYS = 5;

    private final RingWindow name = new RingWindow(DAYS);
    private final RingWindow market = new RingWindow(DAYS);
    private boolean news;
    private double abnormal;
    private int age = DRIFT_DAYS;
    private int side;

    /** Something about it became known; the next day is looked at. */
    void hear() {
        news = true;
    }

    /** Takes in one day: judged against the days before it, then remembered. */
    void add(double nameReturn, double marketReturn, double abnormalMin) {
        age = Math.min(DRIFT_DAYS, age + 1);
        if (news && name.isFull()) {
            double standardised = model().standardised(nameReturn, marketReturn);
            if (Math.abs(standardised) >= abnormalMin) {
                abnormal = standardised;
                age = 0;
            }
        }
        news = false;
        name.add(nameReturn);
        market.add(marketReturn);
    }

    private EventStudy model() {
        int n = DAYS - GAP;
        double[] names = new double[n];
        double[] markets = new double[n];
        for (int i = 0; i < n; i++) {
            names[i] = name.ago(DAYS - 1 - i);
            markets[i] = market.ago(DAYS - 1 - i);
        }
        return EventStudy.estimate(names, markets);
    }

    /** What is left of the drift: half of the abnormal day's deviations, at most 3, less a fifth of it each day. */
    double drift() {
        double strength = Math.min(3, Math.abs(abnormal) / 2);
        return Math.signum(abnormal) * strength * (DRIFT_DAYS - age) / DRIFT_DAYS;
    }

    int side() {
        return side;
    }

    void take(int newSide) {
        side = newSide;
    }

    void writeTo(DataOutput out) throws IOException {
        name.writeTo(out);
        market.writeTo(out);
        out.writeBoolean(news);
        out.writeDouble(abnormal);
        out.writeInt(age);
        out.writeInt(side);
    }

    void readFrom(DataInput in) throws IOException {
        name.readFrom(in);
        market.readFrom(in);
        news = in.readBoolean();
        abnormal = in.readDouble();
        age = in.readInt();
        side = Integer.signum(in.readInt());
    }
}
