package io.portcullis.transport.snapshot;

import io.portcullis.engine.state.StateWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One encoding for snapshots and hashes: each field behind a tag, so that a reader that is out of step finds out at once. */
abstract class TaggedStateWriter implements StateWriter {
    static final byte LONG = 'L';
    static final byte STRING = 'S';
    static final byte NULL = 'N';
    static final VarHandle LONG_AT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INT_AT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] field = new byte[1 + Long.BYTES];

    abstract void emit(byte[] bytes, int length);

    @Override
    public void putLong(long value) {
        field[0] = LONG;
        LONG_AT.set(field, 1, value);
        emit(field, 1 + Long.BYTES);
    }

    @Override
    public void putString(String value) {
        if (value == null) {
            field[0] = NULL;
            emit(field, 1);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        field[0] = STRING;
        INT_AT.set(field, 1, utf8.length);
        emit(field, 1 + Integer.BYTES);
        emit(utf8, utf8.length);
    }
}
