package io.portcullis.host.session;

import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Progress;
import io.portcullis.host.cli.Sessions.RecordingOptions;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.plugins.PluginSystem;
import io.portcullis.ingest.recording.RecordedRow;
import io.portcullis.ingest.recording.RecordingReader;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.agent.SignalConsumer;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import io.portcullis.store.evidence.CsvEvidence;
import io.portcullis.transport.codec.EventCodec;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;

/**
 * The signals of a recorded session, computed again: the same events, the same instants, the agents that are installed. They are
 * the same byte for byte as long as the agents are the same and none of them failed or was too slow then.
 */
public final class RecordedSignals {
    private final EventCodec codec = new EventCodec();
    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
    private final MessageDigest digest = sha256();
    private long rows;
    private long instants;
    private long batches;
    private long signals;

    private RecordedSignals() {}

    /** The command {@code replay --recording}: plugins, recording, signals.csv.gz. */
    static SessionResult run(RecordingOptions options, Progress progress) throws Exception {
        ServerSettings server = ServerSettings.read(options.home(), ServerSettings.Profile.DEV);
        RecordedSignals counts = new RecordedSignals();
        try (PluginSystem plugins = PluginSystem.start(options.home(), server);
                RecordingReader recording = new RecordingReader(options.recording());
                CsvEvidence csv = CsvEvidence.open(options.out())) {
            plugins.deployAll();
            counts.replay(recording, plugins.plugins().agents(), batch -> csv.on(counts.batches, batch), progress);
        }
        return counts.result(options);
    }

    /** Feeds a recording to some agents, on the caller's thread, and hands on what they say. */
    public static void replay(RecordingReader recording, List<Agent> agents, SignalConsumer out) throws IOException {
        new RecordedSignals().replay(recording, agents, out, (done, text) -> {});
    }

    private void replay(RecordingReader recording, List<Agent> agents, SignalConsumer out, Progress progress)
            throws IOException {
        Features features = new Features();
        SignalConsumer counted = batch -> {
            count(batch);
            out.batch(batch);
        };
        try (AgentRunner runner = AgentRunner.backTest(features, counted, (agent, left, reason) -> {})) {
            agents.forEach(runner::add);
            for (RecordedRow row = recording.nextRow(); row != null; row = recording.nextRow()) {
                if (row instanceof RecordedRow.Event told) {
                    features.on(told.event());
                    runner.onEvent(told.event());
                } else if (row instanceof RecordedRow.Asked asked) {
                    runner.onInstant(asked.timeNanos(), asked.date());
                    instants++;
                    progress.at(rows / (double) recording.rows(), asked.date().toString());
                }
                rows++;
            }
        }
    }

    private void count(EngineEvent.SignalBatch batch) {
        // first the frame, which may grow into another array
        int length = codec.encode(batch, frame, 0);
        digest.update(frame.byteArray(), 0, length);
        batches++;
        signals += batch.signals().size();
    }

    private SessionResult result(RecordingOptions options) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rows", rows);
        values.put("instants", instants);
        values.put("batches", batches);
        values.put("signals", signals);
        values.put("sha256", HexFormat.of().formatHex(digest.digest()));
        return new SessionResult(
                ExitCode.OK,
                List.of(
                        "recording  " + options.recording() + ", " + rows + " rows, " + instants + " instants",
                        "signals    " + signals + " in " + batches + " batches, in "
                                + options.out().resolve("signals.csv.gz"),
                        "sha256     " + values.get("sha256")),
                values);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
