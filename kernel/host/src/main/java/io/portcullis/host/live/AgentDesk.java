package io.portcullis.host.live;

import io.portcullis.host.config.Home;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.signals.agent.CallScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of the calls of a live server's agents. They are asked every few seconds and their horizons are days, so the last
 * word of each on each name counts for its trading day; a day is closed by the first question of the next. Kept over a restart as
 * of the last day that was closed. Thread-safe.
 */
final class AgentDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AgentDesk.class);

    private final Path saved;
    private final TradingCalendar calendar = TradingCalendar.nyse();
    private final CallScores scores = new CallScores(CallScores.ROUND_TRIP_BPS);
    private final SortedMap<InstrumentId, SortedMap<AgentId, Signal>> lastWords = new TreeMap<>();
    private LocalDate date;
    private FeatureFrame lastFrame;

    /** A desk with what the last process saved. */
    AgentDesk(Home home) {
        saved = home.data().resolve("calls.bin");
        if (Files.exists(saved)) {
            try {
                scores.restore(Files.readAllBytes(saved));
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("{} cannot be read, the scores of the agents' calls begin anew: {}", saved, e.toString());
            }
        }
    }

    /** The agents are asked about a frame; what they say to it comes afterwards. */
    synchronized void asked(LocalDate today, FeatureFrame frame) {
        if (date != null && !date.equals(today)) {
            closeDay();
        }
        date = today;
        lastFrame = frame;
        lastWords.clear();
    }

    /** What they said of one name. */
    synchronized void said(EngineEvent.SignalBatch batch) {
        SortedMap<AgentId, Signal> words = new TreeMap<>();
        batch.signals().forEach(signal -> words.put(signal.agent(), signal));
        lastWords.put(batch.instrument(), words);
    }

    private void closeDay() {
        if (!calendar.isTradingDay(date)) {
            return;
        }
        scores.day(lastFrame);
        List<Signal> said = new ArrayList<>();
        lastWords.values().forEach(words -> said.addAll(words.values()));
        scores.calls(said);
        save();
    }

    /** How the calls of each agent came out. */
    synchronized SortedMap<AgentId, CallScore> scores() {
        return scores.scores();
    }

    /** A disk that refuses costs the scores of one restart and nothing else. */
    private void save() {
        Path part = saved.resolveSibling(saved.getFileName() + ".part");
        try {
            Files.write(part, scores.snapshot());
            Files.move(part, saved, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be written; a restart begins with the scores of an earlier day: {}",
                    saved,
                    e.toString());
        }
    }
}
