package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.SafetySettings;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.server.ExplainAnswer;
import io.portcullis.host.server.PastAnswer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the commands start; {@code host.session} implements it.
 *
 * <p>Each method blocks until the session is over. A {@link CommandFailure}, a {@code ConfigException} or an I/O exception ends
 * the command with one line; anything else is a defect and is logged.
 */
public interface Sessions {
    /**
     * Runs the live server until it is stopped.
     *
     * @param ready told one line once the server answers
     */
    SessionResult start(StartOptions options, Consumer<String> ready) throws Exception;

    /** Trades the generated session through the real parts. */
    SessionResult demo(DemoOptions options, Progress progress) throws Exception;

    /** Trades a data set in virtual time. */
    SessionResult backtest(BacktestOptions options, Progress progress) throws Exception;

    /** Feeds a log to a fresh engine. */
    SessionResult replay(ReplayOptions options, Progress progress) throws Exception;

    /** Computes the signals of a recorded session again. */
    SessionResult signals(RecordingOptions options, Progress progress) throws Exception;

    /** Makes the database anew from the log. */
    SessionResult rebuildStore(Home home, Progress progress) throws Exception;

    /** Compares the database with the log. */
    SessionResult verifyStore(Home home, Progress progress) throws Exception;

    /**
     * How things stood at a moment, by the log of a data folder in which no server runs.
     *
     * @param home the data folder, which exists; no installation is needed
     * @param when now, a log position, or an ISO time with its zone
     * @param what positions, exposure, orders, rules or kill
     */
    PastAnswer at(Home home, String when, String what) throws Exception;

    /**
     * Why an order was judged as it was, by the log of a data folder in which no server runs.
     *
     * @param home the data folder, which exists; no installation is needed
     * @param decision the order's id, its sender's key, or the log position of the decision
     */
    ExplainAnswer explain(Home home, String decision) throws Exception;

    /**
     * How a session came out.
     *
     * @param code OK, FAILED, or DIFFERENT for a verification that came to other results
     * @param summary lines for people
     * @param values the same for machines, written as JSON; summary.json of demo and back test
     */
    record SessionResult(ExitCode code, List<String> summary, Map<String, ?> values) {}

    /**
     * How to run the server.
     *
     * @param home installation and data folder
     * @param server etc/server.cfg, the command line's profile in it
     * @param safety etc/safety.cfg
     * @param market {@code generated}, {@code none}, or the path of a descriptor that exists
     * @param venue {@code simulated}, or HOST:PORT of a venue process
     */
    record StartOptions(Home home, ServerSettings server, SafetySettings safety, String market, String venue) {}

    /**
     * How to run the demo.
     *
     * @param home installation, and a data folder inside {@code out}
     * @param out where report.html and summary.json go; exists
     */
    record DemoOptions(Home home, Path out) {}

    /**
     * How to run a back test.
     *
     * @param home installation, and a scratch data folder inside {@code out}
     * @param dataset a descriptor that exists
     * @param from first trading date
     * @param to last trading date, not before {@code from}
     * @param out where the csv files and summary.json go; exists
     * @param capital whole units of the account's currency, positive
     * @param seed of every random choice
     */
    record BacktestOptions(Home home, Path dataset, LocalDate from, LocalDate to, Path out, long capital, long seed) {}

    /**
     * How to replay.
     *
     * @param home installation, and the data folder of the log, which exists
     * @param verify look at every record, and compare every verdict and the state with the recorded ones
     * @param anchors a folder with copies of anchors to compare with, which exists; null for none
     */
    record ReplayOptions(Home home, boolean verify, Path anchors) {}

    /**
     * Whose signals to compute again.
     *
     * @param home the installation, with the agents
     * @param recording the Parquet file
     * @param out where the signals go
     */
    record RecordingOptions(Home home, Path recording, Path out) {}
}
