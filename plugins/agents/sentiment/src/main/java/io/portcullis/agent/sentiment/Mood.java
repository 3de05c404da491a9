package io.portcullis.agent.sentiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is being said of one name: tones that fade, the texts of five days, and its own past. Not thread-safe. */
final class Mood {
    static final double NANOS_PER_DAY = 86_400e9;
    private static final long FIVE_DAYS_NANOS = 5 * 86_400_000_000_000L;
    private static final int TEXTS_MAX = 100;
    private static final int DAYS_MIN = 20;
    private static final double ALPHA = 2.0 / 61;
    /** Above it two texts are the same: what is left of their difference is rounding. */
    private static final double SAME = 1 - 1e-9;

    /** A text that may be repeated. */
    private record Said(long nanos, Text.Terms terms) {}

    private final double halfLifeDays;
    private final Deque<Said> recent = new ArrayDeque<>();
    private double tones;
    private double squares;
    private long nanos = Long.MIN_VALUE;
    private long knownNanos = Long.MIN_VALUE;
    private double mean;
    private double variance;
    private int days;
    private long lastDay = Long.MIN_VALUE;
    private double lastState = Double.NaN;
    private int side;

    Mood(double halfLifeDays) {
        this.halfLifeDays = halfLifeDays;
    }

    /** One less the likeness of the text that is most like it; a text without words is no news. */
    double novelty(long atNanos, Text.Terms terms, Vocabulary vocabulary) {
        recent.removeIf(said -> said.nanos() < atNanos - FIVE_DAYS_NANOS);
        if (terms.boxes().length == 0) {
            return 0;
        }
        double most = 0;
        for (Said said : recent) {
            most = Math.max(most, vocabulary.likeness(terms, said.terms()));
        }
        return most > SAME ? 0 : 1 - most;
    }

    void remember(long atNanos, Text.Terms terms) {
        if (recent.size() == TEXTS_MAX) {
            recent.removeFirst();
        }
        recent.addLast(new Said(atNanos, terms));
        knownNanos = Math.max(knownNanos, atNanos);
    }

    /** Adds a tone with its weight (source, relevance and novelty multiplied). */
    void add(long atNanos, double weight, double tone) {
        fadeTo(atNanos);
        tones += weight * tone;
        squares += weight * weight;
    }

    private void fadeTo(long atNanos) {
        if (nanos != Long.MIN_VALUE && atNanos > nanos) {
            double fade = StrictMath.pow(0.5, (atNanos - nanos) / NANOS_PER_DAY / halfLifeDays);
            tones *= fade;
            squares *= fade * fade;
        }
        nanos = Math.max(nanos, atNanos);
    }

    /** Sum of the weighted tones over the root of the sum of the squared weights, both as faded by now; NaN when nothing was said. */
    double state(long atNanos) {
        fadeTo(atNanos);
        return squares > 0 ? tones / StrictMath.sqrt(squares) : Double.NaN;
    }

    /** How far the state is from its own past, in its own deviations; NaN when either is unknown. The day itself is no past. */
    double surprise(long atNanos, long day) {
        double state = texts(atNanos) == 0 ? Double.NaN : state(atNanos);
        if (day > lastDay) {
            takeIn(lastState);
            lastDay = day;
        }
        lastState = state;
        return days >= DAYS_MIN && variance > 0 ? (state - mean) / StrictMath.sqrt(variance) : Double.NaN;
    }

    private void takeIn(double state) {
        if (Double.isNaN(state)) {
            return;
        }
        if (days == 0) {
            mean = state;
        } else {
            double away = state - mean;
            mean += ALPHA * away;
            variance = (1 - ALPHA) * (variance + ALPHA * away * away);
        }
        days++;
    }

    /** How many texts came in the last five days, as far as they are remembered. */
    int texts(long atNanos) {
        recent.removeIf(said -> said.nanos() < atNanos - FIVE_DAYS_NANOS);
        return recent.size();
    }

    boolean hasPast() {
        return days >= DAYS_MIN;
    }

    long knownNanos() {
        return knownNanos;
    }

    int side() {
        return side;
    }

    void take(int newSide) {
        side = newSide;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(tones);
        out.writeDouble(squares);
        out.writeLong(nanos);
        out.writeLong(knownNanos);
        out.writeDouble(mean);
        out.writeDouble(variance);
        out.writeInt(days);
        out.writeLong(lastDay);
        out.writeDouble(lastState);
        out.writeInt(side);
        out.writeInt(recent.size());
        for (Said said : recent) {
            out.writeLong(said.nanos());
            out.writeInt(said.terms().boxes().length);
            for (int i = 0; i < said.terms().boxes().length; i++) {
                out.writeInt(said.terms().boxes()[i]);
                out.writeInt(said.terms().counts()[i]);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        tones = in.readDouble();
        squares = in.readDouble();
        nanos = in.readLong();
        knownNanos = in.readLong();
        mean = in.readDouble();
        variance = in.readDouble();
        days = in.readInt();
        lastDay = in.readLong();
        lastState = in.readDouble();
        side = Integer.signum(in.readInt());
        for (int n = in.readInt(); n > 0; n--) {
            long at = in.readLong();
            int size = in.readInt();
            if (size < 0 || size > Text.BOXES) {
                throw new IOException("a text of " + size + " words");
            }
            int[] boxes = new int[size];
            int[] counts = new int[size];
            for (int i = 0; i < size; i++) {
                boxes[i] = in.readInt();
                counts[i] = in.readInt();
            }
            recent.add(new Said(at, new Text.Terms(boxes, counts)));
        }
    }
}
