package io.portcullis.store;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * Backends of PostgreSQL whose connection to us broke in the middle of a transaction. Such a backend may not know it yet, and then it
 * keeps the projection's row locked: cut off between the statements of one pipelined batch it waits for the rest of them, and in
 * that state none of the server's time limits runs. Only keep-alive packets would tell it, after hours. So the next connection ends it. An
 * embedded database has none of this. The projector's thread only.
 */
final class LostBackends {
    /** Only one of ours, and older than the connection that asks: the number may have been given to somebody else meanwhile. */
    private static final String END =
            "SELECT pg_terminate_backend(lost.pid) FROM pg_stat_activity lost, pg_stat_activity own"
                    + " WHERE lost.pid = ? AND own.pid = pg_backend_pid() AND lost.datname = own.datname AND lost.usename = own.usename"
                    + " AND lost.application_name = own.application_name AND lost.backend_start < own.backend_start";

    private final Set<Integer> unsettled = new HashSet<>();
    private int current;

    /** A transaction begins: whatever was left behind is ended first. */
    void begin(Handle handle) {
        current = backendOf(handle);
        for (Iterator<Integer> each = unsettled.iterator(); each.hasNext(); ) {
            int backend = each.next();
            if (backend != current) {
                handle.select(END, backend).mapTo(Boolean.class).list();
                each.remove();
            }
        }
        if (current != 0) {
            unsettled.add(current);
        }
    }

    /** The transaction is over, and the backend has said so. */
    void answered() {
        unsettled.remove(current);
    }

    private static int backendOf(Handle handle) {
        try {
            return handle.getConnection().isWrapperFor(PGConnection.class)
                    ? handle.getConnection().unwrap(PGConnection.class).getBackendPID()
                    : 0;
        } catch (SQLException e) {
            throw new StoreException("the connection cannot tell whose it is: " + Failures.line(e), e);
        }
    }
}
