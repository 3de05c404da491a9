package io.portcullis.transport.channel;

import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.ScopeStates;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand.NewOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may still leave for a venue: the engine's recorded trading states, and the flag files in {@code data/kill}, which work
 * when everything else hangs. The stricter one holds. A flag is latched: deleting its file lifts nothing, only
 * {@link #resume} does. Reading the state costs a look-up per kind of scope and no file access. Thread-safe.
 */
public final class KillSwitch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(KillSwitch.class);

    /** Listing an empty folder takes microseconds; a watch service would miss events on some file systems. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    /** No flag: whatever begins with a dot is none. */
    private static final String DRILL = ".drill";

    private final Path folder;
    private final Consumer<Scope> onFlag;
    private final Thread watcher;
    private final Map<Source, Map<Scope, TradingState>> bySource = new EnumMap<>(Source.class);
    private final TreeSet<String> seen = new TreeSet<>();
    private volatile ScopeStates effective = ScopeStates.NONE;
    private volatile boolean impaired;
    private volatile boolean running = true;
    private CompletableFuture<Long> drill;

    private enum Source {
        ENGINE,
        FLAG,
        MACHINE
    }

    private KillSwitch(Path folder, Consumer<Scope> onFlag) {
        this.folder = folder;
        this.onFlag = onFlag;
        bySource.put(Source.ENGINE, new HashMap<>());
        bySource.put(Source.FLAG, new HashMap<>());
        bySource.put(Source.MACHINE, new HashMap<>());
        watcher = new Thread(this::watch, "portcullis-kill-watch");
        watcher.setDaemon(true);
    }

    /**
     * Reads the flags that are there, then watches the folder, which is made when it is missing.
     *
     * @param onFlag told once for each flag that appears, also at the start, on the watching thread: to put it into the log
     */
    public static KillSwitch watch(Path folder, Consumer<Scope> onFlag) throws IOException {
        Files.createDirectories(folder);
        KillSwitch kill = new KillSwitch(folder, onFlag);
        kill.look();
        kill.watcher.start();
        return kill;
    }

    /** What may leave for a venue now, whatever the order. */
    public TradingState stateFor(VenueId venue) {
        return effective.at(venue);
    }

    /**
     * What may leave of an order now. The exits of a flatten leave a scope that is killed, because two people asked for them by
     * name; they do not leave while the machine underneath is in trouble.
     */
    public TradingState stateFor(VenueId venue, NewOrder order) {
        TradingState state = effective.at(venue, order.instrument(), order.whose());
        boolean exit = state == TradingState.KILLED && order.whose().flatten() && !impaired;
        return exit ? TradingState.REDUCE_ONLY : state;
    }

    /** The state that the engine recorded for a scope. */
    public synchronized void set(Scope scope, TradingState state) {
        bySource.get(Source.ENGINE).put(scope, state);
        refresh();
    }

    /**
     * What the machine underneath allows for the moment, while nothing can be recorded: a disk that hangs, a core thread that stands
     * still. Not latched: it holds orders back for as long as the trouble lasts, and ends with it.
     *
     * @param state NORMAL when the trouble is over
     */
    public synchronized void impair(TradingState state) {
        bySource.get(Source.MACHINE).put(Scope.GLOBAL, state);
        impaired = state == TradingState.KILLED;
        refresh();
    }

    /** What the machine underneath allows. */
    public synchronized TradingState impairment() {
        return bySource.get(Source.MACHINE).getOrDefault(Scope.GLOBAL, TradingState.NORMAL);
    }

    /**
     * Kills at once, before any log: memory first, then the flag file, so that it survives a crash. The caller puts it into the
     * log itself; {@code onFlag} is not told.
     *
     * @param why one line for whoever finds the file
     */
    public void raise(Scope scope, String why) throws IOException {
        synchronized (this) {
            seen.add(scope.fileName());
            bySource.get(Source.FLAG).put(scope, TradingState.KILLED);
            refresh();
        }
        Path file = folder.resolve(scope.fileName());
        if (!Files.exists(file)) {
            // The empty file is the kill: on a full disk there may be room for a name and none for a reason.
            Files.createFile(file);
            Files.writeString(file, why + "\n");
        }
    }

    /**
     * Lifts whatever is in force for a scope: to be called once the resumption is recorded. The file goes first, or a crash in
     * between would bring the flag back to life unseen.
     */
    public synchronized void resume(Scope scope) throws IOException {
        for (String name : new TreeSet<>(seen)) {
            if (scopeOf(name).equals(scope)) {
                Files.deleteIfExists(folder.resolve(name));
                seen.remove(name);
            }
        }
        Files.deleteIfExists(folder.resolve(scope.fileName()));
        bySource.get(Source.FLAG).remove(scope);
        bySource.get(Source.ENGINE).remove(scope);
        refresh();
    }

    /**
     * Rehearses the way of a flag: lays down a file that means nothing, and says when the watch found it. Nothing is stopped.
     *
     * @return when it was found, {@link System#nanoTime()}
     */
    public CompletableFuture<Long> drill() throws IOException {
        CompletableFuture<Long> found = new CompletableFuture<>();
        synchronized (this) {
            drill = found;
        }
        Files.deleteIfExists(folder.resolve(DRILL)); // a rehearsal that a crash broke off
        Files.createFile(folder.resolve(DRILL));
        return found;
    }

    private void endDrill() throws IOException {
        CompletableFuture<Long> found;
        synchronized (this) {
            found = drill;
            drill = null;
        }
        long now = System.nanoTime();
        Files.deleteIfExists(folder.resolve(DRILL));
        if (found != null) {
            found.complete(now);
        }
    }

    private void refresh() {
        Map<Scope, TradingState> worst = new HashMap<>();
        for (Map<Scope, TradingState> states : bySource.values()) {
            states.forEach((scope, state) -> worst.merge(scope, state, TradingState::stricter));
        }
        effective = ScopeStates.of(worst);
    }

    private void watch() {
        while (running) {
            try {
                look();
            } catch (IOException | RuntimeException e) {
                LOGGER.error("a kill flag could not be passed on: {}", e.getMessage(), e);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void look() throws IOException {
        String[] names = folder.toFile().list();
        if (names == null) {
            return;
        }
        for (String name : names) {
            if (name.equals(DRILL)) {
                endDrill();
            } else if (!name.startsWith(".") && found(name)) {
                onFlag.accept(scopeOf(name));
            }
        }
    }

    private synchronized boolean found(String name) {
        // A resume may have deleted the file after it was listed.
        if (seen.contains(name) || !Files.exists(folder.resolve(name))) {
            return false;
        }
        seen.add(name);
        bySource.get(Source.FLAG).put(scopeOf(name), TradingState.KILLED);
        refresh();
        return true;
    }

    /** Someone who writes a flag wants something stopped: a name that says nothing stops everything. */
    private static Scope scopeOf(String fileName) {
        try {
            return Scope.ofFileName(fileName);
        } catch (IllegalArgumentException e) {
            LOGGER.error("kill flag '{}' names no scope, so everything is killed: {}", fileName, e.getMessage());
            return Scope.GLOBAL;
        }
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(watcher);
    }
}
