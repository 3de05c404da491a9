package io.portcullis.ingest.route;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the routes that run equal to the files in a folder, one file at a time.
 *
 * <p>Camel's own reload was measured to take healthy routes down with a bad file. Here a changed file is tried in a
 * scratch context
 * first; only when that works, the file's routes are replaced, and no others. A bad file leaves its last good version
 * running and
 * says why. When the folder itself is gone (a share that is not mounted) everything runs on.
 */
public final class RouteFolder {
    /** What a route file is called. */
    public static final String SUFFIX = ".camel.yaml";

    private static final int FILES_MAX = 500;
    private static final long FILE_BYTES_MAX = 1024 * 1024;
    private static final int SCANS_UNTIL_DELETED = 2;
    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);

    private final Path folder;
    private final RouteTrial trial;
    private final LiveRoutes live;
    private final Clock clock;
    private final Map<String, RouteFile> files = new TreeMap<>();
    // What others read while a scan is under way, which may take seconds.
    private volatile List<RouteState> states = List.of();
    private volatile String problem = "";

    RouteFolder(Path folder, RouteTrial trial, LiveRoutes live, Clock clock) {
        this.folder = folder;
        this.trial = trial;
        this.live = live;
        this.clock = clock;
    }

    /**
     * Looks at the folder once and applies what has changed and come to rest: a file counts as written when two looks
     * in a row
     * see it with the same size and time.
     */
    public synchronized void scan() {
        try {
            applyChanges();
        } catch (IOException e) {
            report("the route folder " + folder + " cannot be read, its last routes run on: " + e);
        }
        states = files.entrySet().stream()
                .filter(entry -> entry.getValue().isRefused()
                        || !entry.getValue().runningIds().isEmpty())
                .map(entry -> entry.getValue().state(entry.getKey()))
                .toList();
    }

    private void applyChanges() throws IOException {
        List<String> present = list();
        report("");
        boolean routesLeft = forgetMissing(present);
        boolean routesChanged = false;
        for (String name : present) {
            routesChanged |= look(name, false);
        }
        if (routesLeft || routesChanged) {
            retryRefused(present);
        }
    }

    private void report(String newProblem) {
        if (!newProblem.equals(problem) && !newProblem.isEmpty()) {
            LOG.warn("step 1 ingest: {}", newProblem);
        }
        problem = newProblem;
    }

    private List<String> list() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
                    .sorted()
                    .limit(FILES_MAX)
                    .toList();
        }
    }

    /** True when routes were taken out. */
    private boolean forgetMissing(List<String> present) {
        boolean left = false;
        for (String name : new ArrayList<>(files.keySet())) {
            RouteFile file = files.get(name);
            if (!present.contains(name) && file.missing() >= SCANS_UNTIL_DELETED) {
                left |= stop(name, file);
                files.remove(name);
                LOG.info("step 1 ingest: route file {} was deleted, {} stopped", name, file.runningIds());
            }
        }
        return left;
    }

    private boolean stop(String name, RouteFile file) {
        try {
            live.remove(file.runningIds());
        } catch (Exception e) {
            LOG.warn("step 1 ingest: the routes of {} did not stop cleanly", name, e);
        }
        return !file.runningIds().isEmpty();
    }

    /** A route id may have become free, or a file may have been waiting for another one. */
    private void retryRefused(List<String> present) {
        for (String name : present) {
            if (files.containsKey(name) && files.get(name).isRefused()) {
                look(name, true);
            }
        }
    }

    /** True when the routes that run have changed. */
    private boolean look(String name, boolean again) {
        Path path = folder.resolve(name);
        RouteFile file = files.computeIfAbsent(name, key -> new RouteFile());
        try {
            if (!again && !file.isSettledAndNew(path)) {
                return false;
            }
            byte[] bytes = read(path);
            return (file.take(hash(bytes)) || again) && apply(name, file, decode(bytes));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            refuse(name, file, new RouteProblem("the file cannot be read: " + e, 0, e));
            return false;
        }
    }

    private static byte[] read(Path path) throws IOException {
        if (Files.size(path) > FILE_BYTES_MAX) {
            throw new IOException("it has more than " + FILE_BYTES_MAX + " bytes");
        }
        return Files.readAllBytes(path);
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private boolean apply(String name, RouteFile file, String text) {
        try {
            SortedMap<String, Integer> ids = trial.check(name, text);
            requireFree(name, ids);
            replace(name, file, List.copyOf(ids.keySet()), text);
            LOG.info("step 1 ingest: route file {} runs as {}", name, ids.keySet());
            return true;
        } catch (RouteProblem e) {
            refuse(name, file, e);
            return false;
        }
    }

    private void refuse(String name, RouteFile file, RouteProblem why) {
        boolean isNew = !file.isRefused() || !file.state(name).problem().equals(why.getMessage());
        file.refused(why);
        if (isNew) {
            LOG.warn(
                    "step 1 ingest: route file {} line {} refused: {}; running: {}",
                    name,
                    why.line(),
                    why.getMessage(),
                    file.runningIds().isEmpty() ? "nothing of it" : "its last good version");
        }
    }

    private void requireFree(String name, SortedMap<String, Integer> ids) throws RouteProblem {
        for (Map.Entry<String, RouteFile> other : files.entrySet()) {
            for (String id : other.getKey().equals(name)
                    ? List.<String>of()
                    : other.getValue().runningIds()) {
                if (ids.containsKey(id)) {
                    throw new RouteProblem(
                            "route id '" + id + "' in " + name + " is taken by " + other.getKey()
                                    + "; an id may stand in one file only",
                            ids.get(id),
                            null);
                }
            }
        }
    }

    private void replace(String name, RouteFile file, List<String> ids, String text) throws RouteProblem {
        List<String> oldIds = file.runningIds();
        try {
            live.remove(oldIds);
            live.add(name, text, ids);
            file.runs(ids, text, clock.instant());
        } catch (Exception e) {
            String restored = restore(name, file, oldIds);
            throw new RouteProblem(RouteTrial.message(e) + restored, 0, e);
        }
    }

    /** What passed the trial may still not start: then the old version comes back. */
    private String restore(String name, RouteFile file, List<String> oldIds) {
        if (oldIds.isEmpty()) {
            return "";
        }
        try {
            live.add(name, file.runningText(), oldIds);
            return "";
        } catch (Exception e) {
            file.stopped();
            return "; the last good version did not start again: " + RouteTrial.message(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Every route file, in the order of the names; never waits for a scan. */
    public List<RouteState> states() {
        return states.stream().map(live::counted).toList();
    }

    /** Why the folder cannot be read; empty when it can. */
    public String problem() {
        return problem;
    }
}
