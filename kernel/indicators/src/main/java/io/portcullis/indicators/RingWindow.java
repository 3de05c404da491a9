package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last so many values, addressed by age: 0 is the newest. Not thread-safe. */
public final class RingWindow {
    private final double[] values;
    private int newest = -1;
    private int size;

    /** An empty window for so many values, at least one. */
    public RingWindow(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a window holds at least one value, got capacity " + capacity);
        }
        values = new double[capacity];
    }

    /** Takes a value in and gives the one that fell out; NaN while the window is filling. */
    public double add(double value) {
        newest = newest + 1 == values.length ? 0 : newest + 1;
        double fallen = isFull() ? values[newest] : Double.NaN;
        values[newest] = value;
        if (size < values.length) {
            size++;
        }
        return fallen;
    }

    /** The value of an age, 0 for the newest; NaN when the window does not reach that far back. */
    public double ago(int age) {
        if (age < 0 || age >= size) {
            return Double.NaN;
        }
        int index = newest - age;
        return values[index < 0 ? index + values.length : index];
    }

    /** Multiplies every value, as a split does to volumes. */
    public void scale(double factor) {
        for (int i = 0; i < size; i++) {
            values[i] *= factor;
        }
    }

    /** How many values there are. */
    public int size() {
        return size;
    }

    /** How many there can be. */
    public int capacity() {
        return values.length;
    }

    /** True when the next value pushes one out. */
    public boolean isFull() {
        return size == values.length;
    }

    /** Forgets everything. */
    public void clear() {
        newest = -1;
        size = 0;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(values.length);
        out.writeInt(size);
        out.writeInt(newest);
        for (int i = 0; i < size; i++) {
            out.writeDouble(values[i]);
        }
    }

    /** Takes up a written state; {@link IOException} when it is of a window of another capacity or makes no sense. */
    public void readFrom(DataInput in) throws IOException {
        int capacity = in.readInt();
        int count = in.readInt();
        int position = in.readInt();
        boolean sound =
                capacity == values.length && count >= 0 && count <= capacity && position >= -1 && position < capacity;
        if (!sound || (count < capacity && position != count - 1)) {
            throw new IOException("no state of a window of " + values.length + " values: capacity " + capacity
                    + ", size " + count + ", position " + position);
        }
        size = count;
        newest = position;
        for (int i = 0; i < size; i++) {
            values[i] = in.readDouble();
        }
    }
}
