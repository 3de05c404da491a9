package io.portcullis.system;

import io.portcullis.engine.Engine;
import io.portcullis.host.session.StateDigest;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.archive.RecordedLog;
import io.portcullis.transport.snapshot.Snapshots;
import io.portcullis.transport.snapshot.StateBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The states of servers that had recovered, from the snapshots that each takes after its start and its rules' changes, and those that the whole log makes
 * of a fresh engine at the same positions.
 */
final class RecoveredStates {
    private final Map<Long, String> hashes = new TreeMap<>();

    /** Keeps the newest that a server has left; it has ended. */
    void keep(Path data) throws IOException {
        new Snapshots(data.resolve("snapshots"))
                .newest(Long.MAX_VALUE)
                .ifPresent(snapshot -> hashes.put(snapshot.position(), hash(snapshot.state())));
    }

    int size() {
        return hashes.size();
    }

    /**
     * What a fresh engine says to it.
     *
     * @param differing states that it does not come to, or positions that the log does not have
     * @param stateHash of its state at the end of the log
     */
    record Comparison(int differing, String stateHash) {}

    /** Feeds the whole log to a fresh engine, in this process. */
    Comparison compare(Path data) throws IOException {
        Map<Long, String> open = new TreeMap<>(hashes);
        try (DataLock lock = DataLock.acquire(data);
                PackCompiler compiler = new PackCompiler();
                DroolsGate gate = DroolsGate.lazy(compiler)) {
            RecordedLog log = RecordedLog.open(lock);
            Engine engine = new Engine(gate);
            log.replay(log.startPosition(), log.recordedPosition(), (position, event) -> {
                engine.on(position, event, RecordedDay.NOWHERE);
                if (open.containsKey(position) && open.get(position).equals(hash(state(engine)))) {
                    open.remove(position);
                }
            });
            return new Comparison(open.size(), StateDigest.of(engine));
        }
    }

    private static byte[] state(Engine engine) {
        StateBuffer state = new StateBuffer();
        engine.write(state);
        return state.toBytes();
    }

    private static String hash(byte[] state) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(state));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
