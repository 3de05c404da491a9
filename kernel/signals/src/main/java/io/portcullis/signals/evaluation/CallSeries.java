package io.portcullis.signals.evaluation;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.signals.agent.ClosedCall;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The closed calls of one agent, as columns: millions fit. In the order in which they closed. Not thread-safe. */
public final class CallSeries {
    private static final InstrumentId ANY = InstrumentId.of("ANY");

    private final AgentId agent;
    private int[] saidOn = new int[1024];
    private int[] closedOn = new int[1024];
    private byte[] sides = new byte[1024];
    private double[] probabilities = new double[1024];
    private double[] gross = new double[1024];
    private double[] net = new double[1024];
    private double[] uniqueness = new double[1024];
    private int size;

    /** Without calls. */
    public CallSeries(AgentId agent) {
        this.agent = agent;
    }

    /** Takes in a call; of which name is forgotten. */
    public void add(ClosedCall call) {
        if (size == saidOn.length) {
            grow(2 * size);
        }
        saidOn[size] = call.saidOn();
        closedOn[size] = call.closedOn();
        sides[size] = (byte) call.side();
        probabilities[size] = call.probability();
        gross[size] = call.gross();
        net[size] = call.net();
        uniqueness[size] = call.uniqueness();
        size++;
    }

    private void grow(int length) {
        saidOn = Arrays.copyOf(saidOn, length);
        closedOn = Arrays.copyOf(closedOn, length);
        sides = Arrays.copyOf(sides, length);
        probabilities = Arrays.copyOf(probabilities, length);
        gross = Arrays.copyOf(gross, length);
        net = Arrays.copyOf(net, length);
        uniqueness = Arrays.copyOf(uniqueness, length);
    }

    /** Whose calls. */
    public AgentId agent() {
        return agent;
    }

    /** How many. */
    public int size() {
        return size;
    }

    /** Number of the day on which one was said. */
    public int saidOn(int i) {
        return saidOn[i];
    }

    /** Number of the day on which it closed. */
    public int closedOn(int i) {
        return closedOn[i];
    }

    /** 1 for long, -1 for short. */
    public int side(int i) {
        return sides[i];
    }

    /** What was said. */
    public double probability(int i) {
        return probabilities[i];
    }

    /** Return in excess of the market, before side and cost. */
    public double gross(int i) {
        return gross[i];
    }

    /** What it came to after cost. */
    public double net(int i) {
        return net[i];
    }

    /** True when it earned more than it cost. */
    public boolean won(int i) {
        return net[i] > 0;
    }

    /** Its weight: overlapping calls count as one. */
    public double uniqueness(int i) {
        return uniqueness[i];
    }

    /** One call again. */
    ClosedCall call(int i) {
        return new ClosedCall(
                agent, ANY, saidOn[i], closedOn[i], sides[i], probabilities[i], gross[i], net[i], uniqueness[i]);
    }

    /** Those that pass. */
    CallSeries where(IntPredicate wanted) {
        CallSeries some = new CallSeries(agent);
        for (int i = 0; i < size; i++) {
            if (wanted.test(i)) {
                some.add(call(i));
            }
        }
        return some;
    }
}
