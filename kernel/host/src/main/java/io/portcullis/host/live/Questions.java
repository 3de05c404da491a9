package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.host.approval.DeskLog;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** What the server's rooms ask of the running engine, and how long they wait for it. Any thread but the engine's. */
final class Questions implements DeskLog {
    static final long ANSWER_SECONDS_MAX = 5;

    private final TradingCore core;

    Questions(TradingCore core) {
        this.core = core;
    }

    @Override
    public long now() {
        return core.now();
    }

    @Override
    public void append(EngineEvent event) {
        core.append(event);
    }

    @Override
    public long position() {
        return core.core().processed();
    }

    @Override
    public <T> T ask(Function<Engine, T> question) {
        return wait(begin(question), () -> {});
    }

    /** The same without waiting. */
    <T> CompletableFuture<T> begin(Function<Engine, T> question) {
        long after = core.core().lastAppended();
        return core.core().askAfter(after, engine -> question.apply(requireBooks(engine)));
    }

    private static Engine requireBooks(Engine engine) {
        if (engine.books() == null) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_READY, "the session has not begun yet");
        }
        return engine;
    }

    /** Waits for an answer; {@code giveUp} runs when none comes. */
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
