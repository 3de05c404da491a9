package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.engine.Outbox;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.transport.Log;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
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
    private static final int POLL_LIMIT = 64;
    private static final long BUSY_NANOS = 1_000_000_000L;
    private static final long PARK_NANOS_MIN = 50_000;
    private static final long PARK_NANOS_MAX = 1_000_000;
    private static final long STOP_MILLIS_MAX = 10_000;

    private final Log log;
    private final Engine engine;
    private final Consumer<VenueCommand> venue;
    private final IntSupplier everyTurn;
    private final Consumer<Throwable> onFailure;
    private final List<LogListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Opportunity>> opportunityListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<EngineEvent.Produced>> producedListeners = new CopyOnWriteArrayList<>();
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastAppended = new AtomicLong();
    private final Thread thread = new Thread(this::run, "engine");
    private final boolean spin;
    private volatile long processed;
    private volatile long producedOut;
    private volatile long producedBack;
    private volatile boolean running = true;
    private volatile boolean ended;
    private volatile Throwable failure;
    private volatile long evaluatingSince;
    private long lastWorkNanos;
    private long parkNanos = PARK_NANOS_MIN;

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
            IntSupplier everyTurn,
            Consumer<Throwable> onFailure,
            boolean spin) {
        this.log = log;
        this.engine = engine;
        this.venue = venue;
        this.everyTurn = everyTurn;
        this.onFailure = onFailure;
        this.spin = spin;
        log.onAppend(() -> LockSupport.unpark(thread));
    }

    void listen(LogListener listener) {
        listeners.add(listener);
    }

    void listenToOpportunities(Consumer<Opportunity> listener) {
        opportunityListeners.add(listener);
    }

    void listenToProduced(Consumer<EngineEvent.Produced> listener) {
        producedListeners.add(listener);
    }

    void start() {
        thread.start();
    }

    /** Appends an event from any thread. */
    void submit(EngineEvent event) {
        requireHealthy();
        long position = log.append(event);
        lastAppended.accumulateAndGet(position, Math::max);
    }

    /** Appends what the engine said in an earlier life and had no time to record. */
    void submitUnrecorded(EngineEvent.Produced event) {
        producedOut++;
        submit(event);
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
        LockSupport.unpark(thread);
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
        return processed >= lastAppended.get() && producedOut == producedBack && questions.isEmpty();
    }

    /** The position of the last event that was appended from outside. */
    long lastAppended() {
        return lastAppended.get();
    }

    /** The position of the last event that the engine has taken. */
    long processed() {
        return processed;
    }

    /** For how many nanoseconds the engine has been busy with one event; 0 between events. */
    long busyNanos() {
        long since = evaluatingSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    private void requireHealthy() {
        if (failure != null) {
            throw new IllegalStateException("the engine has stopped: " + failure, failure);
        }
    }

    private void run() {
        try {
            while (running) {
                int work = log.poll(this::take, POLL_LIMIT) + everyTurn.getAsInt() + answer();
                idle(work);
            }
        } catch (Throwable e) {
            failure = e;
            LOG.error("the engine stops: its state cannot be trusted any more", e);
            onFailure.accept(e);
        } finally {
            try {
                log.close();
            } catch (RuntimeException e) {
                LOG.error("the log did not close cleanly", e);
            }
            ended = true;
            answer();
        }
    }

    private void take(long position, EngineEvent event) {
        evaluatingSince = System.nanoTime();
        engine.on(position, event, this);
        evaluatingSince = 0;
        if (event instanceof EngineEvent.Produced) {
            producedBack++;
        }
        for (LogListener listener : listeners) {
            listener.on(position, event);
        }
        processed = position;
    }

    /** Questions that are not due yet go to the end of the line; at most one round, or the log would wait for them. */
    private int answer() {
        int answered = 0;
        for (int left = questions.size(); left > 0; left--) {
            Question question = questions.poll();
            if (question.after() > processed && running) {
                questions.add(question);
            } else {
                question.run().run();
                answered++;
            }
        }
        return answered;
    }

    /** Yields while orders flow, parks when nothing has happened for a second. */
    private void idle(int work) {
        if (work > 0) {
            lastWorkNanos = System.nanoTime();
            parkNanos = PARK_NANOS_MIN;
        } else if (spin) {
            Thread.onSpinWait();
        } else if (System.nanoTime() - lastWorkNanos < BUSY_NANOS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(parkNanos);
            parkNanos = Math.min(PARK_NANOS_MAX, parkNanos * 2);
        }
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

    /** Ends the thread after what is in hand, and closes the log. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        if (thread.getState() == Thread.State.NEW) {
            log.close();
            return;
        }
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
