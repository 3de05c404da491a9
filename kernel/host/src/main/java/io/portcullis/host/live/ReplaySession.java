package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Progress;
import io.portcullis.host.cli.Sessions.ReplayOptions;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.session.RunCounts;
import io.portcullis.host.session.StateDigest;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.transport.DataFolderInUseException;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.archive.RecordedLog;
import io.portcullis.transport.snapshot.Snapshot;
import io.portcullis.transport.snapshot.Snapshots;
import io.portcullis.transport.snapshot.StateBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log fed to a fresh engine. With verification every decision is judged again and compared with the recorded one, and the state
 * with each snapshot that the server took on its way.
 */
public final class ReplaySession {
    private final ReplayOptions options;

    /** A replay of a data folder. */
    public ReplaySession(ReplayOptions options) {
        this.options = options;
    }

    /** Reads the log to its end. */
    public SessionResult run(Progress progress) throws IOException {
        try (DataLock lock = DataLock.acquire(options.home().data());
                PackCompiler compiler = new PackCompiler();
                DroolsGate gate = DroolsGate.lazy(compiler)) {
            RecordedLog log = RecordedLog.open(lock);
            Engine engine = new Engine(gate);
            RecoveryOutbox outbox = new RecoveryOutbox();
            RunCounts counts = new RunCounts();
            SnapshotCheck snapshots =
                    new SnapshotCheck(new Snapshots(options.home().data().resolve("snapshots")));
            long end = log.recordedPosition();
            long events = log.replay(log.startPosition(), end, (position, event) -> {
                engine.on(position, event, outbox);
                outbox.recorded(position, event);
                counts.on(position, event);
                snapshots.check(position, engine);
                progress.at(end == 0 ? 1 : (double) position / end, "position " + position);
            });
            return result(engine, outbox, counts, snapshots, events, end);
        } catch (DataFolderInUseException e) {
            throw new ConfigException(e.getMessage() + "; stop the server to replay its log", e);
        }
    }

    private SessionResult result(
            Engine engine, RecoveryOutbox outbox, RunCounts counts, SnapshotCheck snapshots, long events, long end) {
        String hash = StateDigest.of(engine);
        boolean different = outbox.differing() > 0 || snapshots.differing() > 0;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("events", events);
        values.put("position", end);
        values.put("decisions", counts.decisions());
        values.put("fills", counts.fills());
        values.put("compared", outbox.compared());
        values.put("differing", outbox.differing());
        values.put("unrecorded", outbox.unrecorded().size());
        values.put("snapshotsCompared", snapshots.compared());
        values.put("snapshotsDiffering", snapshots.differing());
        values.put("chain", engine.books() == null ? "" : engine.books().chain().head());
        values.put("stateHash", hash);
        List<String> lines = new ArrayList<>();
        lines.add(String.format("replayed %,d events to position %,d", events, end));
        lines.add(String.format(
                "%,d decisions, %,d fills, chain %s", counts.decisions(), counts.fills(), values.get("chain")));
        lines.add("state " + hash);
        if (options.verify()) {
            lines.add(String.format(
                    "verified: %,d outputs compared, %,d differ; %,d snapshots compared, %,d differ",
                    outbox.compared(), outbox.differing(), snapshots.compared(), snapshots.differing()));
            if (!outbox.firstDifference().isEmpty()) {
                lines.add("first difference: " + outbox.firstDifference());
            }
        }
        return new SessionResult(options.verify() && different ? ExitCode.DIFFERENT : ExitCode.OK, lines, values);
    }

    /** Compares the state with the snapshot of the same position, where there is one. */
    private static final class SnapshotCheck {
        private final Snapshot snapshot;
        private long compared;
        private long differing;

        SnapshotCheck(Snapshots snapshots) throws IOException {
            Optional<Snapshot> newest = snapshots.newest(Long.MAX_VALUE);
            snapshot = newest.orElse(null);
        }

        void check(long position, Engine engine) {
            if (snapshot == null || snapshot.position() != position) {
                return;
            }
            StateBuffer state = new StateBuffer();
            engine.write(state);
            compared++;
            differing += Arrays.equals(state.toBytes(), snapshot.state()) ? 0 : 1;
        }

        long compared() {
            return compared;
        }

        long differing() {
            return differing;
        }
    }
}
