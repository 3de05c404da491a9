package io.portcullis.transport.archive;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.portcullis.transport.Durability;
import io.portcullis.transport.LogException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Media driver, archive and client without a thread of their own: whoever calls {@link #pump()} is all three. Nothing listens
 * on the network.
 */
final class ArchiveNode implements AutoCloseable {
    /** Far from 100 to 108, which Aeron Cluster uses on {@code aeron:ipc}: a collision fails silently and only gets slow. */
    static final int LOG_STREAM_ID = 2001;

    private static final int CONTROL_STREAM_ID = 9001;
    private static final int CONTROL_RESPONSE_STREAM_ID = 9002;

    static final int TERM_LENGTH = 1 << 20;
    static final int MTU = 8 << 10;
    private static final int SEGMENT_LENGTH = 16 << 20;
    private static final String CONTROL_CHANNEL = "aeron:ipc?term-length=64k";

    /** Must be set, is opened only by a replication, and we have none. */
    private static final String NO_REPLICATION = "aeron:udp?endpoint=127.0.0.1:0";

    /** The core thread may replay for minutes before it pumps again; nobody else could die in the meantime. */
    private static final long LIVENESS_HOURS = 1;

    /** The archive runs the driver in each of its turns; by itself it has to come first only after a pause. */
    private static final long DRIVER_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long WAIT_SECONDS_MAX = 10;
    private static final Logger LOGGER = LoggerFactory.getLogger(ArchiveNode.class);

    private final MediaDriver driver;
    private final Archive archive;
    private final Aeron aeron;
    private final AeronArchive control;
    private final AgentInvoker driverInvoker;
    private final AgentInvoker archiveInvoker;
    private final AgentInvoker clientInvoker;
    private long pumpedNanos = System.nanoTime() - DRIVER_PAUSE_NANOS;

    private ArchiveNode(MediaDriver driver, Archive archive, Aeron aeron, AeronArchive control) {
        this.driver = driver;
        this.archive = archive;
        this.aeron = aeron;
        this.control = control;
        this.driverInvoker = driver.sharedAgentInvoker();
        this.archiveInvoker = archive.invoker();
        this.clientInvoker = aeron.conductorAgentInvoker();
    }

    static ArchiveNode launch(Path logFolder, Path aeronFolder, Durability durability) {
        MediaDriver driver = null;
        Archive archive = null;
        Aeron aeron = null;
        try {
            driver = MediaDriver.launch(driverContext(aeronFolder));
            archive = Archive.launch(archiveContext(logFolder, driver, durability));
            aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .driverTimeoutMs(TimeUnit.HOURS.toMillis(LIVENESS_HOURS))
                    .errorHandler(logErrorsOf("client"))
                    .subscriberErrorHandler(logErrorsOf("subscriber"))
                    .driverAgentInvoker(driver.sharedAgentInvoker())
                    .useConductorAgentInvoker(true));
            return new ArchiveNode(driver, archive, aeron, connect(driver, archive, aeron));
        } catch (RuntimeException e) {
            CloseHelper.quietCloseAll(aeron, archive, driver);
            throw e;
        }
    }

    private static MediaDriver.Context driverContext(Path aeronFolder) {
        return new MediaDriver.Context()
                .aeronDirectoryName(aeronFolder.toString())
                .threadingMode(ThreadingMode.INVOKER)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .ipcTermBufferLength(TERM_LENGTH)
                .publicationTermBufferLength(TERM_LENGTH)
                .clientLivenessTimeoutNs(TimeUnit.HOURS.toNanos(LIVENESS_HOURS))
                .publicationUnblockTimeoutNs(TimeUnit.HOURS.toNanos(2 * LIVENESS_HOURS))
                .errorHandler(logErrorsOf("driver"));
    }

    private static Archive.Context archiveContext(Path logFolder, MediaDriver driver, Durability durability) {
        int syncLevel = durability == Durability.POWER ? 1 : 0;
        return new Archive.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .archiveDir(logFolder.toFile())
                .threadingMode(ArchiveThreadingMode.INVOKER)
                .mediaDriverAgentInvoker(driver.sharedAgentInvoker())
                .controlChannelEnabled(false)
                .localControlChannel(CONTROL_CHANNEL)
                .localControlStreamId(CONTROL_STREAM_ID)
                .archiveClientContext(new AeronArchive.Context().controlResponseChannel(CONTROL_CHANNEL))
                .replicationChannel(NO_REPLICATION)
                .recordingEventsEnabled(false)
                .segmentFileLength(SEGMENT_LENGTH)
                .fileSyncLevel(syncLevel)
                .catalogFileSyncLevel(syncLevel)
                .recordChecksum(new FrameChecksum())
                .errorHandler(logErrorsOf("archive"));
    }

    private static AeronArchive connect(MediaDriver driver, Archive archive, Aeron aeron) {
        Agent both = new Agent() {
            @Override
            public int doWork() {
                return driver.sharedAgentInvoker().invoke() + archive.invoker().invoke();
            }

            @Override
            public String roleName() {
                return "driver and archive";
            }
        };
        AgentInvoker pump = new AgentInvoker(logErrorsOf("pump"), null, both);
        pump.start();
        return AeronArchive.connect(new AeronArchive.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .agentInvoker(pump)
                .controlRequestChannel(CONTROL_CHANNEL)
                .controlRequestStreamId(CONTROL_STREAM_ID)
                .controlResponseChannel(CONTROL_CHANNEL)
                .controlResponseStreamId(CONTROL_RESPONSE_STREAM_ID));
    }

    private static ErrorHandler logErrorsOf(String part) {
        return error -> LOGGER.error("Aeron {}: {}", part, error.getMessage(), error);
    }

    Aeron aeron() {
        return aeron;
    }

    AeronArchive control() {
        return control;
    }

    /** One turn of everything; after a pause the driver first, so that no client sees it silent. */
    int pump() {
        long now = System.nanoTime();
        int work = now - pumpedNanos >= DRIVER_PAUSE_NANOS ? driverInvoker.invoke() : 0;
        pumpedNanos = now;
        return work + archiveInvoker.invoke() + clientInvoker.invoke();
    }

    /** What makes room in the log; safe inside a poll, where the client must not be entered again. */
    void pumpRecording() {
        driverInvoker.invoke();
        archiveInvoker.invoke();
    }

    void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
        while (!condition.getAsBoolean()) {
            pump();
            if (System.nanoTime() - deadline > 0) {
                throw new LogException("the archive did not get ready in " + WAIT_SECONDS_MAX + " s: " + what);
            }
            Thread.yield();
        }
    }

    /** Why a publication took nothing, or null when trying again helps. */
    static String refusal(long result) {
        if (result == Publication.CLOSED) {
            return "the log is closed";
        }
        return result == Publication.MAX_POSITION_EXCEEDED ? "the log has reached Aeron's largest position" : null;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(control, aeron, archive, driver);
    }
}
