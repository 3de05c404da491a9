package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.transport.CoreLoop;
import io.portcullis.transport.Log;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which log and engine run: it drives the log, takes each recorded event, and between two events answers
 * questions about the engine's state. Everybody else appends and asks.
 *
 * <p>Whatever the engine or a listener throws stops this thread for good: corrupt state decides nothing any more. The venue
 * channel is shut by then, because {@code onFailure} is told first.
 */
final class EngineCore implements Outbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineCore.class);

    private final Log log;
    private final Engine engine;
    private final Consumer<VenueCommand> venue;
    private final Consumer<Throwable> onFailure;
    private final CoreLoop loop;
    private final List<LogListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Opportunity>> opportunityListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<EngineEvent.Produced>> producedListeners = new CopyOnWriteArrayList<>();
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastAppended = new AtomicLong();
    private volatile Runnable requestListener = () -> {};
    private Queue<EngineEvent.Produced> leftover = new ArrayDeque<>();
    private volatile long processed;
    private volatile long producedOut;
    private volatile long producedBack;
    private volatile boolean ended;
    private volatile Throwable failure;

    /**
     * A core that is not running yet.
     *
     * @param log opened; events before this point are in the engine already
     * @param engine recovered
     * @param venue where commands to the venue go; called on the engine's thread, must not block
     * @param everyTurn more work of this thread, in each of its turns; returns how much it did
     * @param onFailure told once when the core stops by itself
     * @param spin true to never park: for machines with cores to spare
     */
    EngineCore(
            Log log,
            Engine engine,
            Consumer<VenueCommand> venue,
            CoreLoop.Duty everyTurn,
            Consumer<Throwable> onFailure,
            boolean spin) {
        this.log = log;
        this.engine = engine;
        this.venue = venue;
        this.onFailure = onFailure;
        this.loop = new CoreLoop(log, this::take, List.of(everyTurn, this::answer), this::failed);
        loop.sessionOpen(spin);
    }

    void listen(LogListener listener) {
        listeners.add(listener);
    }

    /** Told by whoever asks for an order, before it is recorded. */
    void listenToRequests(Runnable listener) {
        requestListener = listener;
    }

    void listenToOpportunities(Consumer<Opportunity> listener) {
        opportunityListeners.add(listener);
    }

    void listenToProduced(Consumer<EngineEvent.Produced> listener) {
        producedListeners.add(listener);
    }

    /**
     * Starts the thread. The session's first event is in the log already; behind it comes what an earlier process said and had
     * no time to record, before the engine sees anything and says more: a replay expects its sayings in this order.
     *
     * @param unrecorded in the order in which it was said; taken over
     */
    void start(Queue<EngineEvent.Produced> unrecorded) {
        leftover = unrecorded;
        loop.start();
    }

    /** Appends an event from any thread. */
    void submit(EngineEvent event) {
        requireHealthy();
        if (event instanceof EngineEvent.OrderRequested) {
            requestListener.run();
        }
        long position = log.append(event);
        lastAppended.accumulateAndGet(position, Math::max);
    }

    /** Answers a question on the engine's thread, between two events. */
    <T> CompletableFuture<T> ask(Function<Engine, T> question) {
        return askAfter(0, question);
    }

    /** Answers a question once the engine has taken everything up to a position. */
    <T> CompletableFuture<T> askAfter(long position, Function<Engine, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        questions.add(new Question(position, () -> {
            try {
                answer.complete(question.apply(engine));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }));
        loop.wake();
        if (failure != null || ended) {
            answer.completeExceptionally(new IllegalStateException("the engine has stopped: " + failure, failure));
        }
        return answer;
    }

    /**
     * A question that waits for its turn.
     *
     * @param after the position that the engine must have reached
     * @param run answers it
     */
    private record Question(long after, Runnable run) {}

    /** True when everything that was appended so far has been taken, and everything that the engine said has come back. */
    boolean isQuiet() {
        requireHealthy();
        return processed >= lastAppended.get() && hasSaidAll() && questions.isEmpty();
    }

    /**
     * True when everything that the engine said has come back from the log. A snapshot taken at any other moment would keep the
     * engine's words of before and not know that they are still to come.
     */
    boolean hasSaidAll() {
        return producedOut == producedBack;
    }

    /** How often the engine's thread came round. Any thread. */
    long turns() {
        return loop.turns();
    }

    /** The position of the last event that was appended from outside. */
    long lastAppended() {
        return lastAppended.get();
    }

    /** The position of the last event that the engine has taken. */
    long processed() {
        return processed;
    }

    /** False once the core has stopped by itself: it decides nothing any more. */
    boolean isHealthy() {
        return failure == null;
    }

    private void requireHealthy() {
        if (failure != null) {
            throw new IllegalStateException("the engine has stopped: " + failure, failure);
        }
    }

    private void failed(Throwable cause) {
        failure = cause;
        LOG.error("the engine stops: its state cannot be trusted any more", cause);
        onFailure.accept(cause);
        answer();
    }

    private void take(long position, EngineEvent event) {
        recordLeftover();
        engine.on(position, event, this);
        if (event instanceof EngineEvent.Produced) {
            producedBack++;
        }
        for (LogListener listener : listeners) {
            listener.on(position, event);
        }
        processed = position;
    }

    /** On this thread, because it is the one that never has to wait for room in the log. */
    private void recordLeftover() {
        while (!leftover.isEmpty()) {
            producedOut++;
            log.append(leftover.remove());
        }
    }

    /** Questions that are not due yet go to the end of the line; at most one round, or the log would wait for them. */
    private int answer() {
        int answered = 0;
        for (int left = questions.size(); left > 0; left--) {
            Question question = questions.poll();
            if (question.after() > processed && !ended && failure == null) {
                questions.add(question);
            } else {
                question.run().run();
                answered++;
            }
        }
        return answered;
    }

    @Override
    public void append(EngineEvent.Produced event) {
        producedOut++;
        for (Consumer<EngineEvent.Produced> listener : producedListeners) {
            listener.accept(event);
        }
        log.append(event);
    }

    @Override
    public void send(VenueId to, VenueCommand command) {
        venue.accept(command);
    }

    @Override
    public void opportunity(Opportunity opportunity) {
        for (Consumer<Opportunity> listener : opportunityListeners) {
            listener.accept(opportunity);
        }
    }

    /** Ends the thread after what is in hand; the log is the caller's to close. */
    @Override
    public void close() {
        ended = true;
        loop.close();
        answer();
    }
}
