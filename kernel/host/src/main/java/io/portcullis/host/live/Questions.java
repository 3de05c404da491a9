package io.portcullis.host.live;

import io.portcullis.engine.Books;
import io.portcullis.engine.Engine;
import io.portcullis.host.server.ServerRefusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Questions to the engine, asked behind everything that was appended before, and answered within seconds or refused. Thread-safe. */
final class Questions {
    static final long ANSWER_SECONDS_MAX = 5;

    private final EngineCore core;

    Questions(EngineCore core) {
        this.core = core;
    }

    /** Asks and waits. */
    <T> T ask(Function<Engine, T> question) {
        return wait(put(question), () -> {});
    }

    /** Asks. */
    <T> CompletableFuture<T> put(Function<Engine, T> question) {
        return core.askAfter(core.lastAppended(), engine -> question.apply(requireBooks(engine)));
    }

    private static Engine requireBooks(Engine engine) {
        Books books = engine.books();
        if (books == null) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_READY, "the session has not begun yet");
        }
        return engine;
    }

    /**
     * Waits for an answer.
     *
     * @param giveUp done when there was none in time
     */
    static <T> T wait(CompletableFuture<T> future, Runnable giveUp) {
        try {
            return future.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            giveUp.run();
            throw new ServerRefusal(
                    ServerRefusal.Kind.UNRESOLVED,
                    "no answer within " + ANSWER_SECONDS_MAX
                            + " s; ask again with the same key: it is never judged twice");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerRefusal(ServerRefusal.Kind.NOT_READY, "the server is stopping");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServerRefusal refusal) {
                throw refusal;
            }
            throw new ServerRefusal(
                    ServerRefusal.Kind.NOT_READY,
                    "the engine has stopped: " + e.getCause().getMessage());
        }
    }
}
