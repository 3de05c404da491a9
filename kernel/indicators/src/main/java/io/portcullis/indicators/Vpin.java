package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The volume-synchronised probability of informed trading (Easley, Lopez de Prado and O'Hara 2012), 0 to 1: the mean over the
 * last buckets of equal volume of |buys - sells| / volume. Not thread-safe.
 *
 * <p>Bars are split into buys and sells in bulk: {@code buys = volume * Phi(change / sigma)}; a bar is cut where a bucket ends.
 * Its level cannot be compared across names, and its power to predict is disputed (Andersen and Bondarenko 2014): rank it
 * against its own past, and let it limit, not drive.
 */
public final class Vpin {
    private final RollingSum imbalances;
    private final int buckets;
    private double size = Double.NaN;
    private double filled;
    private double buys;

    /** Over so many buckets, at least one; the usual number is 50. It knows nothing before {@link #resize}. */
    public Vpin(int buckets) {
        this.imbalances = new RollingSum(buckets);
        this.buckets = buckets;
    }

    /** Sets the shares that fill a bucket, positive; usual is a 50th of a day's volume. A bucket that was begun starts anew. */
    public void resize(double shares) {
        if (!(shares > 0) || Double.isInfinite(shares)) {
            throw new IllegalArgumentException("a bucket holds a positive number of shares, got " + shares);
        }
        size = shares;
        filled = 0;
        buys = 0;
    }

    /** Multiplies share counts, as a split does. */
    public void scale(double factor) {
        size *= factor;
        filled *= factor;
        buys *= factor;
    }

    /**
     * Takes a bar in and gives the measure; NaN before the last bucket is full. A bar without volume, or with NaN or infinities,
     * is passed over.
     *
     * @param change of the price over the bar
     * @param sigma standard deviation of such changes, same unit, not negative; at 0 a change counts wholly to its side
     * @param shares traded in the bar
     */
    public double add(double change, double sigma, double shares) {
        if (Double.isFinite(change) && sigma >= 0 && shares > 0 && Double.isFinite(shares) && size > 0) {
            fill(buyShare(change, sigma), shares);
        }
        return value();
    }

    private static double buyShare(double change, double sigma) {
        return sigma > 0 ? Normal.cdf(change / sigma) : (1 + Math.signum(change)) / 2;
    }

    private void fill(double buyShare, double shares) {
        double room = size - filled;
        if (shares < room) {
            filled += shares;
            buys += buyShare * shares;
            return;
        }
        close(buys + buyShare * room);
        double whole = StrictMath.floor((shares - room) / size);
        // All whole buckets of one bar look the same, so no more are worked off than are remembered.
        for (int i = 0; i < Math.min(whole, buckets); i++) {
            close(buyShare * size);
        }
        filled = Math.max(0, shares - room - whole * size);
        buys = buyShare * filled;
    }

    private void close(double bought) {
        imbalances.add(Math.abs(2 * bought - size) / size);
    }

    /** The measure; NaN before as many buckets were filled as it is taken over. */
    public double value() {
        return imbalances.value() / buckets;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        imbalances.writeTo(out);
        out.writeDouble(size);
        out.writeDouble(filled);
        out.writeDouble(buys);
    }

    /** Takes up a written state; {@link IOException} when it is of another number of buckets. */
    public void readFrom(DataInput in) throws IOException {
        imbalances.readFrom(in);
        size = in.readDouble();
        filled = in.readDouble();
        buys = in.readDouble();
    }
}
