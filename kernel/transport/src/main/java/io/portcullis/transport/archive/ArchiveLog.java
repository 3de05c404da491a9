package io.portcullis.transport.archive;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.ControlledFragmentAssembler;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.ReservedValueSupplier;
import io.aeron.Subscription;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.EventCursor;
import io.portcullis.transport.Log;
import io.portcullis.transport.LogException;
import io.portcullis.transport.LogHandler;
import io.portcullis.transport.RecordedEvent;
import io.portcullis.transport.codec.EventCodec;
import io.portcullis.transport.codec.MalformedFrameException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

/**
 * The default log: a recorded Aeron IPC stream. One thread, the core thread, is media driver, archive and reader in turn, by
 * calling {@link #poll}. A concurrent publication gives all writers one total order.
 */
public final class ArchiveLog implements Log {
    /** What one event may make the engine say before the log has to give up: a decision for each of 10,000 instruments. */
    private static final long BACKLOG_BYTES_MAX = 64L << 20;

    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long RETRY_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final ArchiveNode node;
    private final Durability durability;
    private final Publication publication;
    private final Subscription subscription;
    private final Image image;
    private final CountersReader counters;
    private final int counterId;
    private final Recording recording;
    private final long openedAt;
    private final ThreadLocal<Slot> slots = ThreadLocal.withInitial(Slot::new);
    private final EventCodec decoder = new EventCodec();
    private final ReservedValueSupplier linking = this::link;
    private final ControlledFragmentHandler framing = this::onFrame;
    private final ControlledFragmentAssembler assembler = new ControlledFragmentAssembler(this::onMessage);
    private final ArrayDeque<byte[]> backlog = new ArrayDeque<>();
    private final AtomicInteger streamIds = new AtomicInteger(ArchiveNode.LOG_STREAM_ID);
    private final Object stamping = new Object();
    private final FrameChain chain = new FrameChain();
    private long backlogBytes;
    private long lastTimeNanos;
    private long lastLink;
    private long polledLink;
    private volatile Thread core;
    private volatile Runnable wake = () -> {};
    private volatile boolean closed;
    private volatile long recordedAtClose;
    private LogHandler handler;
    private Throwable failure;
    private int handed;

    private ArchiveLog(Opening opening, Durability durability) {
        this.node = opening.node;
        this.durability = durability;
        this.publication = opening.publication;
        this.subscription = opening.subscription;
        this.image = subscription.imageBySessionId(publication.sessionId());
        this.counters = node.aeron().countersReader();
        this.counterId = opening.counterId;
        this.recording = opening.recording;
        this.openedAt = opening.position;
        this.lastTimeNanos = opening.end.timeNanos();
        this.lastLink = opening.end.link();
        this.polledLink = lastLink;
    }

    /**
     * Opens or begins the log of the locked folder, putting in order what a crash left. Events that are already recorded are
     * read with {@link #replay}; {@link #poll} hands out what comes after {@link #openedAt()}.
     *
     * @param durability {@link Durability#PROCESS} or {@link Durability#POWER}
     * @throws LogException when the log is damaged or the archive does not start
     * @throws IOException when the folder cannot be written
     */
    public static ArchiveLog open(DataLock lock, Durability durability) throws IOException {
        if (durability == Durability.MEMORY) {
            throw new IllegalArgumentException("an archive is more than memory; use MemoryLog");
        }
        Path folder = LogFiles.folder(lock);
        Files.createDirectories(folder);
        LogFiles.deleteStaleMark(lock);
        Optional<Recording> old = Recording.find(folder);
        if (old.isPresent()) {
            LogFiles.cutTornEnd(lock, old.get());
        }
        ArchiveNode node = ArchiveNode.launch(folder, AeronFolder.choose(lock.dataFolder()), durability);
        try {
            Opening opening = old.isPresent() ? Opening.extend(node, old.get()) : Opening.begin(node, folder);
            return new ArchiveLog(opening, durability);
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** Where the log stood when it was opened. */
    public long openedAt() {
        return openedAt;
    }

    /** The client that shares the core thread; further streams of the same process live on it. */
    public Aeron aeron() {
        return node.aeron();
    }

    /** A stream number for another use of {@link #aeron()}, never used before. */
    public int newStreamId() {
        return streamIds.incrementAndGet();
    }

    @Override
    public long append(EngineEvent event) {
        Slot slot = slots.get();
        int length = slot.codec.encode(event, slot.buffer, 0);
        if (Thread.currentThread() == core) {
            return appendFromCore(slot, length);
        }
        long position = offer(slot.buffer, length);
        if (position < 0) {
            position = offerPatiently(slot, length);
        }
        wake.run();
        return position;
    }

    /** The core thread makes room itself and otherwise puts the event aside: if it waited, nobody would ever make room. */
    private long appendFromCore(Slot slot, int length) {
        if (backlog.isEmpty()) {
            long position = offer(slot.buffer, length);
            if (position < 0) {
                node.pumpRecording();
                position = offer(slot.buffer, length);
            }
            if (position > 0) {
                return position;
            }
        }
        backlogBytes += length;
        if (backlogBytes > BACKLOG_BYTES_MAX) {
            throw new LogException("more than " + BACKLOG_BYTES_MAX + " bytes wait to be logged by the core thread");
        }
        byte[] copy = new byte[length];
        slot.buffer.getBytes(0, copy);
        backlog.add(copy);
        return QUEUED;
    }

    private long offerPatiently(Slot slot, int length) {
        long deadline = System.nanoTime() + STUCK_NANOS;
        while (true) {
            wake.run();
            LockSupport.parkNanos(RETRY_NANOS);
            long position = offer(slot.buffer, length);
            if (position > 0) {
                return position;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new LogException("the log has not moved for " + TimeUnit.NANOSECONDS.toSeconds(STUCK_NANOS)
                        + " s: its core thread does not poll, or the disk does not take the bytes");
            }
        }
    }

    /** Stamps and offers in one step, or two threads could get their times in one order and their places in the other. */
    private long offer(UnsafeBuffer frame, int length) {
        synchronized (stamping) {
            long time = EventCodec.timeOf(frame, 0);
            if (time < lastTimeNanos) {
                EventCodec.restamp(frame, 0, lastTimeNanos);
                time = lastTimeNanos;
            }
            long result = closed ? Publication.CLOSED : publication.offer(frame, 0, length, linking);
            if (result > 0) {
                lastTimeNanos = time;
                return result;
            }
            String refusal = ArchiveNode.refusal(result);
            if (refusal != null) {
                throw new LogException(refusal);
            }
            return result;
        }
    }

    /** Called under the lock, frame by frame in log order, once a frame's place is taken for certain. */
    private long link(DirectBuffer term, int frameOffset, int frameLength) {
        lastLink = chain.next(lastLink, term, frameOffset, frameLength);
        return lastLink;
    }

    /** The link of the event that is being handed out; core thread. */
    public long polledLink() {
        return polledLink;
    }

    @Override
    public int poll(LogHandler to, int limit) {
        if (closed) {
            throw new LogException("the log is closed");
        }
        core = Thread.currentThread();
        node.pump();
        flush();
        long recorded = recordedPosition();
        if (image.position() >= recorded) {
            requireRecording();
            return 0;
        }
        handler = to;
        handed = 0;
        image.boundedControlledPoll(framing, recorded, limit);
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            LangUtil.rethrowUnchecked(thrown);
        }
        return handed;
    }

    private void flush() {
        while (!backlog.isEmpty()) {
            byte[] frame = backlog.peek();
            if (offer(new UnsafeBuffer(frame), frame.length) < 0) {
                return;
            }
            backlog.remove();
            backlogBytes -= frame.length;
        }
    }

    /** A full disk ends the recording but not the stream: without this look the log would only fall silent. */
    private void requireRecording() {
        if (!RecordingPos.isActive(counters, counterId, recording.id())) {
            throw new LogException("the recording in " + recording.folder() + " has stopped at " + recordedPosition()
                    + ": see the error before this one, often a full disk");
        }
    }

    /** A message of many frames is handed out with the header of its first; the link that counts is that of its last. */
    private Action onFrame(DirectBuffer buffer, int offset, int length, Header header) {
        polledLink = header.reservedValue();
        return assembler.onFragment(buffer, offset, length, header);
    }

    /** Aeron would swallow what a handler throws, so it is kept and the event stays where it is. */
    private Action onMessage(DirectBuffer buffer, int offset, int length, Header header) {
        try {
            handler.onEvent(header.position(), decoder.decode(buffer, offset, length));
            handed++;
            return Action.CONTINUE;
        } catch (MalformedFrameException e) {
            failure = new LogException(
                    "the event before position " + header.position() + " cannot be read: " + e.getMessage(), e);
        } catch (Throwable e) {
            failure = e;
        }
        return Action.ABORT;
    }

    @Override
    public void onAppend(Runnable listener) {
        wake = listener;
    }

    @Override
    public boolean pending() {
        return !backlog.isEmpty() || publication.position() > image.position();
    }

    @Override
    public Durability durability() {
        return durability;
    }

    @Override
    public long startPosition() {
        return recording.startPosition();
    }

    @Override
    public long recordedPosition() {
        return closed ? recordedAtClose : counters.getCounterValue(counterId);
    }

    @Override
    public EventCursor read(long from, long to) {
        long recorded = recordedPosition();
        if (from < startPosition() || from > recorded) {
            throw new LogException("position must be " + startPosition() + " to " + recorded + ", got " + from);
        }
        return new RecordingCursor(recording, from, Math.min(to, recorded));
    }

    @Override
    public Optional<RecordedEvent> lastAt(long position) {
        return new EventSearch(recording, recordedPosition()).lastAt(position);
    }

    @Override
    public Optional<RecordedEvent> lastAtTime(long timeNanos) {
        return new EventSearch(recording, recordedPosition()).lastAtTime(timeNanos);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        core = Thread.currentThread();
        try {
            node.await(
                    () -> {
                        flush();
                        return backlog.isEmpty() && recordedPosition() >= publication.position();
                    },
                    "the last events are not recorded");
        } finally {
            recordedAtClose = recordedPosition();
            closed = true;
            subscription.close();
            publication.close();
            node.close();
        }
    }

    /** One thread's codec and buffer. */
    private static final class Slot {
        final EventCodec codec = new EventCodec();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventCodec.FRAME_LENGTH_MAX]);
    }

    /** What the two ways of opening end in. */
    private record Opening(
            ArchiveNode node,
            Publication publication,
            Subscription subscription,
            int counterId,
            Recording recording,
            long position,
            LogFiles.End end) {

        static Opening begin(ArchiveNode node, Path folder) {
            String channel = new ChannelUriStringBuilder()
                    .media("ipc")
                    .termLength(ArchiveNode.TERM_LENGTH)
                    .mtu(ArchiveNode.MTU)
                    .build();
            Publication publication = node.aeron().addPublication(channel, ArchiveNode.LOG_STREAM_ID);
            Subscription subscription = node.aeron().addSubscription(own(publication), ArchiveNode.LOG_STREAM_ID);
            node.control().startRecording(own(publication), ArchiveNode.LOG_STREAM_ID, SourceLocation.LOCAL);
            int counterId = ready(node, publication, subscription);
            Recording recording = Recording.find(folder)
                    .orElseThrow(() -> new LogException("the archive has not written its catalog in " + folder));
            return new Opening(node, publication, subscription, counterId, recording, 0, LogFiles.End.NONE);
        }

        static Opening extend(ArchiveNode node, Recording old) throws IOException {
            long stop = node.control().getStopPosition(old.id());
            String channel = new ChannelUriStringBuilder()
                    .media("ipc")
                    .initialPosition(stop, old.initialTermId(), old.termLength())
                    .sessionId(old.sessionId())
                    .mtu(old.mtu())
                    .build();
            Publication publication = node.aeron().addPublication(channel, ArchiveNode.LOG_STREAM_ID);
            Subscription subscription = node.aeron().addSubscription(own(publication), ArchiveNode.LOG_STREAM_ID);
            node.control().extendRecording(old.id(), own(publication), ArchiveNode.LOG_STREAM_ID, SourceLocation.LOCAL);
            int counterId = ready(node, publication, subscription);
            return new Opening(node, publication, subscription, counterId, old, stop, LogFiles.end(old, stop));
        }

        private static String own(Publication publication) {
            return "aeron:ipc?session-id=" + publication.sessionId();
        }

        private static int ready(ArchiveNode node, Publication publication, Subscription subscription) {
            int session = publication.sessionId();
            node.await(() -> subscription.imageBySessionId(session) != null, "no image of the log's stream");
            node.await(
                    () -> counterOf(node, session) != CountersReader.NULL_COUNTER_ID,
                    "no recording of the log's stream");
            return counterOf(node, session);
        }

        private static int counterOf(ArchiveNode node, int session) {
            return RecordingPos.findCounterIdBySession(
                    node.aeron().countersReader(), session, node.control().archiveId());
        }
    }
}
