package io.portcullis.engine;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes and reads an engine's state as a snapshot does: a part that has not changed is what it was the last time. */
final class KeptParts {
    /** What stands for the bytes of a part is its number here. */
    private final List<List<Object>> parts = new ArrayList<>();

    private int reused;

    /** How often a part was not written anew. */
    int reused() {
        return reused;
    }

    List<Object> stateOf(Engine engine) {
        Values values = new Values();
        engine.write(values);
        return values.all;
    }

    /** Of a state, in parts that its writers may use. */
    StateReader reader(List<Object> values) {
        StateReader plain = Scene.reader(values);
        return new StateReader() {
            private int next;

            @Override
            public long getLong() {
                next++;
                return plain.getLong();
            }

            @Override
            public String getString() {
                next++;
                return plain.getString();
            }

            @Override
            public boolean atEnd() {
                return plain.atEnd();
            }

            @Override
            public int mark() {
                return next;
            }

            @Override
            public byte[] since(int mark) {
                return keep(values.subList(mark, next));
            }
        };
    }

    private byte[] keep(List<Object> part) {
        parts.add(List.copyOf(part));
        return ByteBuffer.allocate(Integer.BYTES).putInt(parts.size() - 1).array();
    }

    private final class Values implements StateWriter {
        private final List<Object> all = new ArrayList<>();

        @Override
        public void putLong(long value) {
            all.add(value);
        }

        @Override
        public void putString(String value) {
            all.add(value == null ? "<null>" : value);
        }

        @Override
        public byte[] putPart(byte[] before, Consumer<StateWriter> part) {
            byte[] number = before;
            if (number == null) {
                Values anew = new Values();
                part.accept(anew);
                number = keep(anew.all);
            } else {
                reused++;
            }
            all.addAll(parts.get(ByteBuffer.wrap(number).getInt()));
            return number;
        }
    }
}
