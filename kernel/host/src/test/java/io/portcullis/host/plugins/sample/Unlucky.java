package io.portcullis.host.plugins.sample;

/** Cannot be initialised. */
public final class Unlucky {
    private static final int ONE = one();

    private Unlucky() {}

    static int touch() {
        return ONE;
    }

    private static int one() {
        throw new IllegalStateException("no luck today");
    }
}
