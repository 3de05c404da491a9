package io.portcullis.agent.learning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A call that is followed until its horizon closes.
 *
 * @param side 1 for long, -1 for short
 * @param probability what the agent gave it
 * @param closesOn number of the day on which its horizon closes
 * @param level the name's index less the market's when it was made, logarithms
 */
record Call(int side, double probability, long closesOn, double level) {
    private static final double PROBABILITY_MIN = 1e-6;

    /** Logarithmic loss, given what the name's index less the market's is now. */
    double loss(double levelNow, double cost) {
        boolean cameTrue = side * (levelNow - level) > cost;
        double p = Math.max(PROBABILITY_MIN, Math.min(1 - PROBABILITY_MIN, probability));
        return -StrictMath.log(cameTrue ? p : 1 - p);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeByte(side);
        out.writeDouble(probability);
        out.writeLong(closesOn);
        out.writeDouble(level);
    }

    static Call readFrom(DataInput in) throws IOException {
        return new Call(in.readByte(), in.readDouble(), in.readLong(), in.readDouble());
    }
}
