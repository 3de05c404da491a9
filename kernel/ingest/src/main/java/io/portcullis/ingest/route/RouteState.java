package io.portcullis.ingest.route;

import java.time.Instant;
import java.util.List;

/**
 * One route file and what runs because of it.
 *
 * @param file the file's name
 * @param status whether the file as it is now runs
 * @param problem why not; empty when it does
 * @param line where in the file, from 1; 0 when that is not known
 * @param routeIds the routes that run, of this or, when it failed, of the last good version; empty when none does
 * @param runningHash SHA-256 of the version that runs; empty when none does
 * @param loadedAt when that version was taken; null when none runs
 * @param completed exchanges that its routes completed since then
 * @param failed exchanges that failed since then
 * @param uptimeMillis how long its routes have been running
 */
public record RouteState(
        String file,
        Status status,
        String problem,
        int line,
        List<String> routeIds,
        String runningHash,
        Instant loadedAt,
        long completed,
        long failed,
        long uptimeMillis) {

    /** Whether a route file runs. */
    public enum Status {
        /** The file as it is now runs. */
        ACTIVE,
        /** It does not; the last good version runs on, if there was one. */
        FAILED
    }
}
