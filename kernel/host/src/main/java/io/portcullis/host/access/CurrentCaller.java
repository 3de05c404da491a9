package io.portcullis.host.access;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Who is calling on this thread. JMX has no place for it, so the door notes it here before it hands a request over, and an MBean
 * reads it. A call without a caller came from inside the process.
 */
public final class CurrentCaller {
    private static final ThreadLocal<Caller> CALLER = new ThreadLocal<>();

    private CurrentCaller() {}

    /** Runs something in somebody's name. */
    public static <T> T as(Caller caller, Callable<T> work) throws Exception {
        CALLER.set(caller);
        try {
            return work.call();
        } finally {
            CALLER.remove();
        }
    }

    /** Empty inside the process. */
    public static Optional<Caller> find() {
        return Optional.ofNullable(CALLER.get());
    }
}
