package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.LogException;
import io.portcullis.transport.snapshot.Snapshot;
import io.portcullis.transport.snapshot.Snapshots;
import io.portcullis.transport.snapshot.StateBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What speaks of a log from outside: anchors and snapshots. Each names a position and what was true there; a log that was
 * rewritten with all its chains does not say the same, and a log that was cut does not reach it.
 */
final class Witnesses {
    private final Findings findings;
    private final SortedMap<Long, List<Kept>> anchors = new TreeMap<>();
    private final SortedMap<Long, Snapshot> snapshots = new TreeMap<>();
    private Map<Long, Long> links = Map.of();
    private long anchorsCompared;
    private long snapshotsCompared;
    private long snapshotsDiffering;
    private long newest;

    /** An anchor and the file that it stands in. */
    private record Kept(Path file, Anchor anchor) {}

    Witnesses(Findings findings) {
        this.findings = findings;
    }

    /** Reads the anchors of a folder, if there is one. */
    void readAnchors(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                Anchor anchor = Anchor.read(file);
                anchors.computeIfAbsent(anchor.position(), position -> new ArrayList<>())
                        .add(new Kept(file, anchor));
            }
        }
    }

    /** Where links are wanted. */
    Set<Long> positions() {
        return anchors.keySet();
    }

    void links(Map<Long, Long> found) {
        links = found;
    }

    /** Reads the snapshots; a damaged one, and one beyond the log's end, is a finding. */
    void readSnapshots(Path folder, long end) throws IOException {
        try {
            for (Snapshot snapshot : new Snapshots(folder).allSound(end)) {
                snapshots.put(snapshot.position(), snapshot);
            }
        } catch (LogException e) {
            findings.add(end, e.getMessage());
        }
    }

    void check(long position, EngineEvent event, Engine engine) {
        for (Kept kept : anchors.getOrDefault(position, List.of())) {
            anchorsCompared++;
            newest = position;
            if (!kept.anchor().matches(event, links.get(position))) {
                findings.add(
                        position,
                        "at position " + position + " the log does not say what the anchor " + kept.file()
                                + " says: it was rewritten before that");
            }
        }
        anchors.remove(position);
        Snapshot snapshot = snapshots.remove(position);
        if (snapshot != null) {
            newest = position;
            snapshotsCompared++;
            StateBuffer state = new StateBuffer();
            engine.write(state);
            if (!Arrays.equals(state.toBytes(), snapshot.state())) {
                snapshotsDiffering++;
                findings.add(
                        position, "at position " + position + " the state is not that of the snapshot taken there");
            }
        }
    }

    /** At the end of the log: whoever was not asked by now speaks of something that is not there. */
    void end(long end) {
        anchors.forEach((position, kept) -> findings.add(
                Math.min(position, end),
                position > end
                        ? "at position " + end + " the log ends, and the anchor "
                                + kept.get(0).file() + " speaks of position " + position
                                + ": the end of the log is missing"
                        : "at position " + position + " the log has no event, and the anchor "
                                + kept.get(0).file() + " speaks of one: the log was rewritten before that"));
        snapshots
                .keySet()
                .forEach(position -> findings.add(
                        position, "at position " + position + " the log has no event, and a snapshot was taken there"));
    }

    long anchorsCompared() {
        return anchorsCompared;
    }

    long snapshotsCompared() {
        return snapshotsCompared;
    }

    long snapshotsDiffering() {
        return snapshotsDiffering;
    }

    /** The last position that anybody outside of the log speaks of. */
    long newest() {
        return newest;
    }
}
