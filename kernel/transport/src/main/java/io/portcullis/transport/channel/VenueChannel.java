package io.portcullis.transport.channel;

import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.portcullis.model.event.EngineEvent.VenueLinkChanged;
import io.portcullis.model.event.EngineEvent.VenueReported;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.transport.LogException;
import io.portcullis.transport.ParkingIdle;
import io.portcullis.transport.archive.ArchiveLog;
import io.portcullis.transport.codec.CommandCodec;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands from the core thread to the venue's own thread over Aeron IPC. Before a new order leaves, the kill switch is
 * looked at and the send is journalled; what is held back returns to the log as {@link VenueReport.Unsent}, whose reason is
 * the name of a {@link ReasonCode}. A slow venue never holds up the core thread.
 */
public final class VenueChannel implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(VenueChannel.class);

    /** What may wait for a venue that does not take its commands; beyond it new orders are turned back. */
    private static final int BACKLOG_MAX = 65_536;

    /** An order names the agents behind it: room for some two hundred of them with the longest names. */
    private static final int FRAME_LENGTH_MAX = 16 << 10;

    private static final int COMMANDS_PER_TURN = 16;
    private static final long PARK_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long STOP_SECONDS_MAX = 10;

    private final ArchiveLog log;
    private final VenueId venue;
    private final VenueEndpoint endpoint;
    private final KillSwitch kill;
    private final SendJournal journal;
    private final LongSupplier engineTime;
    private final long ageNanosMax;
    private final Publication publication;
    private final Subscription subscription;
    private final ParkingIdle idle = new ParkingIdle(PARK_NANOS_MAX);
    private final Thread thread;

    private final CommandCodec encoder = new CommandCodec();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[FRAME_LENGTH_MAX]);
    private final ArrayDeque<VenueCommand> backlog = new ArrayDeque<>();

    private final CommandCodec decoder = new CommandCodec();
    private final FragmentHandler assembler = new FragmentAssembler(this::onFrame);
    private final ConcurrentLinkedQueue<Task<?>> tasks = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<ClientOrderId> unresolved = new ArrayDeque<>();
    private final AtomicLong sent = new AtomicLong();
    private final Map<ClientOrderId, CancelStage> cancels = new ConcurrentHashMap<>();
    private volatile long offered;
    private volatile long handled;
    private volatile boolean running = true;
    private volatile Throwable failure;
    private long askedNanos;

    private VenueChannel(
            ArchiveLog log,
            VenueId venue,
            VenueEndpoint endpoint,
            KillSwitch kill,
            SendJournal journal,
            LongSupplier engineTime,
            long ageNanosMax) {
        this.log = log;
        this.venue = venue;
        this.endpoint = endpoint;
        this.kill = kill;
        this.journal = journal;
        this.engineTime = engineTime;
        this.ageNanosMax = ageNanosMax;
        int streamId = log.newStreamId();
        String channel = "aeron:ipc?term-length=1m";
        this.subscription = log.aeron().addSubscription(channel, streamId);
        this.publication = log.aeron().addPublication(channel, streamId);
        this.thread = new Thread(this::run, "portcullis-venue-" + venue);
    }

    /**
     * Opens a channel. To be called before the core thread starts, or by it: it drives the log's media driver.
     *
     * @param engineTime the session clock, for stamping reports and telling an order's age
     * @param ageNanosMax how long after it was asked for a new order may still leave, nanoseconds of engine time: what was
     *     decided before the machine stood still was decided on prices of then
     */
    public static VenueChannel open(
            ArchiveLog log,
            VenueId venue,
            VenueEndpoint endpoint,
            KillSwitch kill,
            SendJournal journal,
            LongSupplier engineTime,
            long ageNanosMax) {
        VenueChannel channel = new VenueChannel(log, venue, endpoint, kill, journal, engineTime, ageNanosMax);
        channel.thread.setDaemon(true);
        channel.thread.start();
        return channel;
    }

    /** Sends a command. Core thread only; never waits: what finds no room is kept and sent by {@link #flush()}, in order. */
    public void send(VenueCommand command) {
        requireAlive();
        if (backlog.size() >= BACKLOG_MAX && command instanceof VenueCommand.NewOrder order) {
            turnBack(order, ReasonCode.VENUE_DOWN);
            return;
        }
        sent.incrementAndGet();
        if (command instanceof VenueCommand.CancelOrder) {
            cancels.put(command.orderId(), CancelStage.REQUESTED);
        }
        if (backlog.isEmpty() && offer(command)) {
            idle.wake();
        } else {
            backlog.add(command);
        }
    }

    /** An order is on its way to the gate: the venue's thread wakes while it is judged. Any thread. */
    public void expectOrder() {
        idle.rouse();
    }

    /** Sends what had to wait. Core thread only, in each of its turns. */
    public int flush() {
        requireAlive();
        int flushed = 0;
        while (!backlog.isEmpty() && offer(backlog.peek())) {
            backlog.remove();
            flushed++;
        }
        if (flushed > 0) {
            idle.wake();
        }
        return flushed;
    }

    private boolean offer(VenueCommand command) {
        int length = encoder.encode(command, frame, 0);
        long result = publication.offer(frame, 0, length);
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            throw new LogException("the channel to venue " + venue + " is closed");
        }
        if (result < 0) {
            return false;
        }
        offered++;
        return true;
    }

    private void requireAlive() {
        if (failure != null) {
            throw new LogException("the channel to venue " + venue + " has ended: " + failure, failure);
        }
    }

    /**
     * Runs something on the venue's thread after every command that was sent before: market data, virtual time, a query. Any
     * thread; the core thread must not wait for the result.
     */
    public <T> CompletableFuture<T> onVenueThread(Callable<T> work) {
        Task<T> task = new Task<>(sent.get(), work, new CompletableFuture<>());
        tasks.add(task);
        idle.wake();
        return task.result;
    }

    /** How far the cancel of an order came in this life of the process; null when none was asked for, or it was forgotten. */
    public CancelStage cancelStage(ClientOrderId orderId) {
        return cancels.get(orderId);
    }

    /** Forgets the cancels of orders that are over. */
    public void forgetCancels(Predicate<ClientOrderId> over) {
        cancels.keySet().removeIf(over);
    }

    /** A report of the venue, from any thread, on its way into the log. */
    public void onReport(VenueReport report) {
        if (report instanceof VenueReport.CancelRejected) {
            cancels.computeIfPresent(report.orderId(), (id, stage) -> CancelStage.REFUSED);
        }
        log.append(new VenueReported(engineTime.getAsLong(), venue, report));
    }

    /** The link came or went, from any thread, on its way into the log. */
    public void onLink(boolean up) {
        log.append(new VenueLinkChanged(engineTime.getAsLong(), venue, up));
    }

    /** Whether an order may have reached the venue, in this life of the process or an earlier one. */
    public boolean wasAboutToSend(ClientOrderId orderId) {
        return journal.wasAboutToSend(orderId);
    }

    /** How many commands went into the channel. */
    public long sent() {
        return sent.get();
    }

    /** How many of them the venue's thread has dealt with. */
    public long handled() {
        return handled;
    }

    private void run() {
        try {
            while (failure == null && (running || handled < offered)) {
                int work = subscription.poll(assembler, COMMANDS_PER_TURN);
                if (work > 0) {
                    idle.worked();
                }
                work += runTasks() + askAgain();
                if (work == 0) {
                    idle.idle(this::pending);
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
        if (failure != null) {
            LOGGER.error("the channel to venue {} has ended: {}", venue, failure.getMessage(), failure);
        }
        for (Task<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.result.completeExceptionally(new LogException("the channel to venue " + venue + " is closed"));
        }
    }

    private boolean pending() {
        return handled < offered || !tasks.isEmpty();
    }

    /** Aeron would swallow what is thrown here; after it nothing more may leave. */
    private void onFrame(DirectBuffer buffer, int offset, int length, Header header) {
        if (failure != null) {
            return;
        }
        try {
            handle(decoder.decode(buffer, offset, length));
        } catch (Throwable e) {
            failure = e;
        }
        handled++;
    }

    private void handle(VenueCommand command) {
        if (command instanceof VenueCommand.NewOrder order) {
            submit(order);
        } else if (command instanceof VenueCommand.CancelOrder cancel) {
            cancel(cancel);
        } else {
            ask(command.orderId());
        }
    }

    private void submit(VenueCommand.NewOrder order) {
        ReasonCode held = heldBack(order);
        if (held != null) {
            turnBack(order, held);
            return;
        }
        if (!journal.aboutToSend(order.orderId())) {
            LOGGER.error("order {} was about to be sent before; it is not sent again but asked for", order.orderId());
            ask(order.orderId());
            return;
        }
        // Forcing the journal to disk takes milliseconds, long enough for a kill to land.
        held = heldBack(order);
        if (held != null) {
            turnBack(order, held);
            return;
        }
        try {
            endpoint.submit(order);
        } catch (RuntimeException e) {
            LOGGER.error(
                    "venue {} threw on order {}, which is unresolved now: {}",
                    venue,
                    order.orderId(),
                    e.getMessage(),
                    e);
            unresolved.add(order.orderId());
        }
    }

    private ReasonCode heldBack(VenueCommand.NewOrder order) {
        ReasonCode held = switch (kill.stateFor(venue, order)) {
            case NORMAL -> null;
            case REDUCE_ONLY -> order.reducing() ? null : ReasonCode.REDUCE_ONLY;
            case KILLED -> ReasonCode.CHANNEL_KILLED;
        };
        if (held != null) {
            return held;
        }
        return engineTime.getAsLong() - order.timeNanos() > ageNanosMax ? ReasonCode.CHANNEL_STALE : null;
    }

    private void turnBack(VenueCommand.NewOrder order, ReasonCode code) {
        onReport(new VenueReport.Unsent(order.orderId(), code.name(), engineTime.getAsLong()));
    }

    private void cancel(VenueCommand.CancelOrder cancel) {
        cancels.computeIfPresent(cancel.orderId(), (id, stage) -> CancelStage.SENT);
        try {
            endpoint.cancel(cancel);
        } catch (RuntimeException e) {
            LOGGER.error("venue {} threw on the cancel of {}: {}", venue, cancel.orderId(), e.getMessage(), e);
            onReport(new VenueReport.CancelRejected(
                    cancel.orderId(), "the venue threw: " + e.getMessage(), engineTime.getAsLong()));
        }
    }

    /** Asks now, or again later until there is an answer; false when there was none. */
    private boolean ask(ClientOrderId orderId) {
        try {
            onReport(endpoint.query(orderId));
            return true;
        } catch (LogException e) {
            throw e;
        } catch (RuntimeException e) {
            if (unresolved.isEmpty()) {
                LOGGER.warn("venue {} cannot be asked for order {} now: {}", venue, orderId, e.getMessage());
            }
            unresolved.add(orderId);
            return false;
        }
    }

    private int askAgain() {
        if (unresolved.isEmpty() || System.nanoTime() - askedNanos < ASK_AGAIN_NANOS) {
            return 0;
        }
        askedNanos = System.nanoTime();
        int asked = 0;
        boolean answered = true;
        // whoever does not answer for one order will not for the next: the others wait for the next round
        for (int due = unresolved.size(); due > asked && answered; asked++) {
            answered = ask(unresolved.remove());
        }
        return asked;
    }

    private int runTasks() {
        int ran = 0;
        while (true) {
            Task<?> task = tasks.peek();
            if (task == null || task.after > handled) {
                return ran;
            }
            tasks.remove().run();
            ran++;
        }
    }

    /** Deals with every command that found room in the channel, then ends. Core thread, or after it has ended. */
    @Override
    public void close() {
        if (failure == null) {
            flush();
        }
        if (!backlog.isEmpty()) {
            LOGGER.error("{} commands to venue {} were never sent", backlog.size(), venue);
        }
        running = false;
        idle.wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS_MAX));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOGGER.error(
                    "venue {} still holds its thread after {} s; its orders stay unresolved", venue, STOP_SECONDS_MAX);
        }
        publication.close();
        subscription.close();
    }

    private record Task<T>(long after, Callable<T> work, CompletableFuture<T> result) {
        void run() {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }
    }
}
