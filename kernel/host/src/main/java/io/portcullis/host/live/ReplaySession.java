package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Progress;
import io.portcullis.host.cli.Sessions.ReplayOptions;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.session.RunCounts;
import io.portcullis.host.session.StateDigest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.transport.DataFolderInUseException;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.LogAudit;
import io.portcullis.transport.LogException;
import io.portcullis.transport.archive.RecordedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A log fed to a fresh engine. With verification every record is looked at, every decision is judged again and compared with the
 * recorded one, and the log with everything that was kept outside of it: snapshots, anchors, copies of anchors.
 */
public final class ReplaySession {
    private final ReplayOptions options;
    private final Findings findings = new Findings();
    private final Witnesses witnesses = new Witnesses(findings);
    private final RecoveryOutbox outbox = new RecoveryOutbox();
    private final RunCounts counts = new RunCounts();
    private long frames;
    private long events;
    private long end;

    /** A replay of a data folder. */
    public ReplaySession(ReplayOptions options) {
        this.options = options;
    }

    /** Reads the log to its end, or to where it cannot be read any more. */
    public SessionResult run(Progress progress) throws IOException {
        try (PackCompiler compiler = new PackCompiler()) {
            return run(compiler, progress);
        }
    }

    /** The same with a compiler that others use, too: for many logs with the same packs. */
    public SessionResult run(PackCompiler compiler, Progress progress) throws IOException {
        try (DataLock lock = DataLock.acquire(options.home().data());
                DroolsGate gate = DroolsGate.lazy(compiler)) {
            Engine engine = new Engine(gate);
            if (!options.verify() || lookAtRecords(lock)) {
                replay(lock, engine, progress);
            }
            return result(engine);
        } catch (DataFolderInUseException e) {
            throw new ConfigException(e.getMessage() + "; stop the server to replay its log", e);
        }
    }

    /** True when every record is as it was written; else there is nothing to judge. */
    private boolean lookAtRecords(DataLock lock) throws IOException {
        Home home = options.home();
        witnesses.readAnchors(home.data().resolve("anchors"));
        if (options.anchors() != null) {
            witnesses.readAnchors(options.anchors());
        }
        LogAudit audit = RecordedLog.audit(lock, witnesses.positions());
        frames = audit.frames();
        end = audit.end();
        audit.damage().ifPresent(damage -> findings.add(damage.position(), damage.line()));
        witnesses.links(audit.links());
        witnesses.readSnapshots(home.data().resolve("snapshots"), end);
        return audit.damage().isEmpty();
    }

    private void replay(DataLock lock, Engine engine, Progress progress) throws IOException {
        RecordedLog log = RecordedLog.open(lock);
        end = log.recordedPosition();
        try {
            events = log.replay(log.startPosition(), end, (position, event) -> {
                take(engine, position, event);
                progress.at(end == 0 ? 1 : (double) position / end, "position " + position);
            });
            witnesses.end(end);
        } catch (ImpossibleEventException e) {
            found(e.position, e);
        } catch (LogException e) {
            found(end, e);
        }
    }

    private void found(long position, RuntimeException failure) {
        if (!options.verify()) {
            throw failure;
        }
        findings.add(position, failure.getMessage());
    }

    private void take(Engine engine, long position, EngineEvent event) {
        try {
            engine.on(position, event, outbox);
        } catch (RuntimeException e) {
            throw new ImpossibleEventException(position, e);
        }
        boolean differed = outbox.differing() > 0;
        outbox.recorded(position, event);
        if (!differed && outbox.differing() > 0) {
            findings.add(position, outbox.firstDifference());
        }
        counts.on(position, event);
        witnesses.check(position, event, engine);
    }

    private SessionResult result(Engine engine) {
        boolean different = options.verify() && findings.count() > 0;
        return new SessionResult(different ? ExitCode.DIFFERENT : ExitCode.OK, lines(engine), values(engine));
    }

    private List<String> lines(Engine engine) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("replayed %,d events to position %,d", events, end));
        lines.add(
                String.format("%,d decisions, %,d fills, chain %s", counts.decisions(), counts.fills(), chain(engine)));
        lines.add("state " + StateDigest.of(engine));
        if (options.verify()) {
            lines.add(String.format(
                    "verified: %,d records in a row; %,d outputs compared, %,d differ; %,d snapshots compared, %,d differ;"
                            + " %,d anchors compared",
                    frames,
                    outbox.compared(),
                    outbox.differing(),
                    witnesses.snapshotsCompared(),
                    witnesses.snapshotsDiffering(),
                    witnesses.anchorsCompared()));
            findings.first()
                    .ifPresentOrElse(
                            first -> lines.add("first difference: " + first.line()), () -> lines.add(atTheEnd()));
        }
        return lines;
    }

    /** What this verification cannot know, and what would be needed. */
    private String atTheEnd() {
        return witnesses.newest() >= end
                ? "the end of the log is vouched for from outside of it"
                : String.format(
                        "behind position %,d only the log speaks for itself: had its last records been cut off, or rewritten with"
                                + " all that follows, an anchor or snapshot kept elsewhere would tell (--anchors DIR)",
                        witnesses.newest());
    }

    private Map<String, Object> values(Engine engine) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("events", events);
        values.put("position", end);
        values.put("decisions", counts.decisions());
        values.put("fills", counts.fills());
        values.put("compared", outbox.compared());
        values.put("differing", outbox.differing());
        values.put("unrecorded", outbox.unrecorded().size());
        values.put("records", frames);
        values.put("snapshotsCompared", witnesses.snapshotsCompared());
        values.put("snapshotsDiffering", witnesses.snapshotsDiffering());
        values.put("anchorsCompared", witnesses.anchorsCompared());
        values.put("vouchedTo", witnesses.newest());
        values.put("findings", findings.count());
        findings.first().ifPresent(first -> {
            values.put("firstPosition", first.position());
            values.put("first", first.line());
        });
        values.put("chain", chain(engine));
        values.put("stateHash", StateDigest.of(engine));
        return values;
    }

    private static String chain(Engine engine) {
        return engine.books() == null ? "" : engine.books().chain().head();
    }

    /** An event that the engine cannot take: no engine of ours would have written it there. */
    static final class ImpossibleEventException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long position;

        ImpossibleEventException(long position, RuntimeException cause) {
            super("at position " + position + " the engine cannot take the event: " + cause.getMessage(), cause);
            this.position = position;
        }
    }
}
