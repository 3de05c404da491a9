package io.portcullis.agent.hedging;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Weighted variances and covariance of a name's and a hedge's returns, each pair half as heavy after a half-life. Not thread-safe. */
final class Covariation {
    private static final double TO_ONE = 0.33;
    private static final double OF_ITSELF = 0.67;

    private final double keep;
    private double weight;
    private double meanName;
    private double meanHedge;
    private double names;
    private double hedges;
    private double both;
    private int pairs;

    /** With a half-life in pairs; infinite for equal weights. */
    Covariation(double halfLife) {
        keep = Double.isInfinite(halfLife) ? 1 : StrictMath.pow(0.5, 1 / halfLife);
    }

    void add(double name, double hedge) {
        weight = keep * weight + 1;
        double awayName = name - meanName;
        double awayHedge = hedge - meanHedge;
        meanName += awayName / weight;
        meanHedge += awayHedge / weight;
        names = keep * names + awayName * (name - meanName);
        hedges = keep * hedges + awayHedge * (hedge - meanHedge);
        both = keep * both + awayName * (hedge - meanHedge);
        pairs++;
    }

    /** Units of the hedge to be sold for each unit of the name that least variance is left: Cov(S, F) / Var(F). */
    double ratio() {
        return hedges > 0 ? both / hedges : Double.NaN;
    }

    /** The ratio drawn to one, as betas are (Vasicek 1973). */
    double shrunkRatio() {
        return TO_ONE + OF_ITSELF * ratio();
    }

    /** Share of the name's variance that the hedge takes away. */
    double effectiveness() {
        return names > 0 && hedges > 0 ? both * both / (names * hedges) : Double.NaN;
    }

    double meanName() {
        return meanName;
    }

    double meanHedge() {
        return meanHedge;
    }

    /** Standard deviation of the name's return, a fraction. */
    double nameDeviation() {
        return StrictMath.sqrt(names / weight);
    }

    int pairs() {
        return pairs;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(weight);
        out.writeDouble(meanName);
        out.writeDouble(meanHedge);
        out.writeDouble(names);
        out.writeDouble(hedges);
        out.writeDouble(both);
        out.writeInt(pairs);
    }

    void readFrom(DataInput in) throws IOException {
        weight = in.readDouble();
        meanName = in.readDouble();
        meanHedge = in.readDouble();
        names = in.readDouble();
        hedges = in.readDouble();
        both = in.readDouble();
        pairs = in.readInt();
    }
}
