package io.portcullis.signals.feature;

/** The feature store cannot be reached, or does not answer in time. */
public final class FeatureStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what failed, and where. */
    public FeatureStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
