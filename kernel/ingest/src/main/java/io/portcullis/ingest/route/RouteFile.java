package io.portcullis.ingest.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** What the folder knows about one file: how it looked last, what was made of it, and what runs. Not thread-safe. */
final class RouteFile {
    private Stamp seen;
    private Stamp processed;
    private int scansMissing;
    private String processedHash = "";
    private String runningText = "";
    private String runningHash = "";
    private Instant loadedAt;
    private List<String> runningIds = List.of();
    private RouteProblem problem;

    private record Stamp(long size, FileTime modified) {}

    /**
     * True when the file has not changed since the last look and was not processed as it is: a file being written is
     * left alone.
     */
    boolean isSettledAndNew(Path file) throws IOException {
        scansMissing = 0;
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Stamp now = new Stamp(attributes.size(), attributes.lastModifiedTime());
        boolean settled = now.equals(seen);
        seen = now;
        return settled && !now.equals(processed);
    }

    /** True when the content is another one than last time; remembers it. */
    boolean take(String hash) {
        processed = seen;
        boolean changed = !hash.equals(processedHash);
        processedHash = hash;
        return changed;
    }

    /** Counts the looks at which the file was not there: an editor that renames takes it away for a moment. */
    int missing() {
        return ++scansMissing;
    }

    void runs(List<String> ids, String text, Instant at) {
        runningIds = ids;
        runningText = text;
        runningHash = processedHash;
        loadedAt = at;
        problem = null;
    }

    void refused(RouteProblem why) {
        problem = why;
    }

    /** Nothing runs any more: the new version did not start, and the old one did not start again. */
    void stopped() {
        runningIds = List.of();
        runningText = "";
        runningHash = "";
        loadedAt = null;
    }

    boolean isRefused() {
        return problem != null;
    }

    List<String> runningIds() {
        return runningIds;
    }

    String runningText() {
        return runningText;
    }

    /** Without the counters, which the running routes have. */
    RouteState state(String file) {
        return new RouteState(
                file,
                problem == null ? RouteState.Status.ACTIVE : RouteState.Status.FAILED,
                problem == null ? "" : problem.getMessage(),
                problem == null ? 0 : problem.line(),
                runningIds,
                runningHash,
                loadedAt,
                0,
                0,
                0);
    }
}
