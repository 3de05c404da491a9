package io.portcullis.agent.moneyflows;

import io.portcullis.indicators.EmpiricalCdf;
import io.portcullis.indicators.Returns;
import io.portcullis.indicators.RollingMoments;
import io.portcullis.indicators.Vpin;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * VPIN of one instrument from its minute bars, and how high it is among its own last values: the level of one name says nothing
 * about another. Not thread-safe.
 */
final class Toxicity {
    private static final int BUCKETS = 50;
    /** A day of minutes: sigma of their changes follows the market of the day. */
    private static final int MINUTES = 390;
    /** As many values as a week has buckets. */
    private static final int PAST = 5 * BUCKETS;

    private final Vpin vpin = new Vpin(BUCKETS);
    private final RollingMoments changes = new RollingMoments(MINUTES);
    private final EmpiricalCdf past = new EmpiricalCdf(PAST);
    private double price = Double.NaN;
    private double measured = Double.NaN;

    /** Buckets are a 50th of what trades on a day. */
    void newDay(double sharesADay) {
        vpin.resize(sharesADay / BUCKETS);
    }

    void minute(double close, double shares) {
        double change = Returns.simple(price, close);
        double now = vpin.add(change, changes.sd(), shares);
        changes.add(change);
        price = close;
        if (now != measured) {
            measured = now;
            past.add(now);
        }
    }

    /** The next price is on other terms. */
    void split(double split) {
        vpin.scale(split);
        price /= split;
    }

    /** The fraction of the last values that were no higher; NaN until a week of buckets is known. */
    double rank() {
        return past.of(vpin.value());
    }

    void writeTo(DataOutput out) throws IOException {
        vpin.writeTo(out);
        changes.writeTo(out);
        past.writeTo(out);
        out.writeDouble(price);
        out.writeDouble(measured);
    }

    void readFrom(DataInput in) throws IOException {
        vpin.readFrom(in);
        changes.readFrom(in);
        past.readFrom(in);
        price = in.readDouble();
        measured = in.readDouble();
    }
}
