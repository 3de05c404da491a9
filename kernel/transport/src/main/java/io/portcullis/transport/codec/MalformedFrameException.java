package io.portcullis.transport.codec;

/** A frame that cannot have been written by any version of this schema. Says which message, what is wrong and what would be right. */
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedFrameException(String message) {
        super(message);
    }

    MalformedFrameException(String message, RuntimeException cause) {
        super(message, cause);
    }
}
