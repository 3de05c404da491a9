package io.portcullis.host.server;

/** Why the server does not do what it was asked; the message is one line for the caller and holds no secret. */
public final class ServerRefusal extends RuntimeException {
    private final Kind kind;

    /** What kind of refusal. */
    public enum Kind {
        /** The request makes no sense, or names something unsound. */
        INVALID(400),
        /** Whoever asks may not; the line says who may. */
        FORBIDDEN(403),
        /** What it names does not exist. */
        NOT_FOUND(404),
        /** It does not go with the state of things. */
        CONFLICT(409),
        /** The server is starting, stopping or replaying. */
        NOT_READY(503),
        /** It does as much as it can at this moment; nothing was done. */
        BUSY(503),
        /** It was taken in, and nobody can say in time what became of it. */
        UNRESOLVED(504);

        private final int httpStatus;

        Kind(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        /** The status under which HTTP tells it. */
        public int httpStatus() {
            return httpStatus;
        }
    }

    /** With one line that says what would be right. */
    public ServerRefusal(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What kind of refusal. */
    public Kind kind() {
        return kind;
    }
}
