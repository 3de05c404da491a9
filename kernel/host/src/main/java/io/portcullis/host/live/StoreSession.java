package io.portcullis.host.live;

import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Progress;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.StoreSettings;
import io.portcullis.store.CatchUp;
import io.portcullis.store.RowDifference;
import io.portcullis.store.StoreConfig;
import io.portcullis.store.StoreDesk;
import io.portcullis.store.StoreException;
import io.portcullis.transport.DataFolderInUseException;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.archive.RecordedLog;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The database made anew from the log, or compared with it, while no server runs. */
public final class StoreSession {
    private final Home home;
    private final StoreConfig config;

    /** For a data folder and the database of etc/store.cfg. */
    public StoreSession(Home home) {
        this.home = home;
        this.config = StoreSettings.read(home);
    }

    /** Makes the database anew. */
    public SessionResult rebuild(Progress progress) throws IOException {
        return locked(lock -> {
            RecordedLog log = RecordedLog.open(lock);
            long started = System.nanoTime();
            desk().rebuild(reporting(log, progress));
            double seconds = (System.nanoTime() - started) / 1e9;
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("database", config.toString());
            values.put("position", log.recordedPosition());
            values.put("seconds", seconds);
            return new SessionResult(
                    ExitCode.OK,
                    List.of(String.format(
                            "%s made anew from the log, to position %,d, in %.1f s",
                            config, log.recordedPosition(), seconds)),
                    values);
        });
    }

    /** Compares every row with the log. */
    public SessionResult verify(Progress progress) throws IOException {
        return locked(lock -> {
            RecordedLog log = RecordedLog.open(lock);
            StoreDesk.Comparison comparison = desk().compare(reporting(log, progress));
            Optional<RowDifference> difference = comparison.difference();
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("database", config.toString());
            values.put("appliedPosition", comparison.appliedPosition());
            values.put("position", log.recordedPosition());
            values.put("different", difference.isPresent());
            difference.ifPresent(first -> values.put("first", first.line()));
            String line = difference
                    .map(first -> "first difference: " + first.line())
                    .orElseGet(() -> String.format(
                            "every row of %s is what the log says, to position %,d of %,d",
                            config, comparison.appliedPosition(), log.recordedPosition()));
            return new SessionResult(difference.isPresent() ? ExitCode.DIFFERENT : ExitCode.OK, List.of(line), values);
        });
    }

    private StoreDesk desk() {
        return new StoreDesk(config, home.data().resolve("db"));
    }

    private static CatchUp reporting(RecordedLog log, Progress progress) {
        StoreLog whole = new StoreLog(log);
        double end = Math.max(1, log.recordedPosition());
        return new CatchUp() {
            @Override
            public void replay(long fromPosition, Handler handler) {
                whole.replay(fromPosition, (position, event) -> {
                    handler.on(position, event);
                    progress.at(position / end, "position " + position);
                });
            }

            @Override
            public long end() {
                return whole.end();
            }
        };
    }

    private SessionResult locked(Work work) throws IOException {
        try (DataLock lock = DataLock.acquire(home.data())) {
            return work.with(lock);
        } catch (DataFolderInUseException e) {
            throw new ConfigException(e.getMessage() + "; stop the server first", e);
        } catch (StoreException e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    /** What is done while the folder is locked. */
    @FunctionalInterface
    private interface Work {
        SessionResult with(DataLock lock) throws IOException;
    }
}
