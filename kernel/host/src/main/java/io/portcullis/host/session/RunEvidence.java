package io.portcullis.host.session;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.value.Money;
import io.portcullis.store.evidence.CsvEvidence;
import io.portcullis.store.evidence.Performance;
import io.portcullis.store.evidence.RoundTrips;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a run leaves behind: the csv files from which others can recompute, and what we compute beside them. */
public final class RunEvidence implements LogListener, AutoCloseable {
    private final CsvEvidence csv;
    private final RoundTrips roundTrips = new RoundTrips();
    private final Performance performance;
    private final Money capital;
    private final List<LocalDate> dates = new ArrayList<>();
    private final List<Double> equity = new ArrayList<>();

    private RunEvidence(CsvEvidence csv, Money capital) {
        this.csv = csv;
        this.capital = capital;
        this.performance = new Performance(capital);
    }

    public static RunEvidence open(Path folder, Money capital) throws IOException {
        return new RunEvidence(CsvEvidence.open(folder), capital);
    }

    @Override
    public void on(long position, EngineEvent event) {
        csv.on(position, event);
        roundTrips.on(position, event);
        performance.on(position, event);
        if (event instanceof EngineEvent.DayClosed day) {
            dates.add(day.date());
            equity.add(day.equity().toDouble());
        }
    }

    public Money capital() {
        return capital;
    }

    public RoundTrips.Summary roundTrips() {
        return roundTrips.summary();
    }

    public Performance.Summary performance() {
        return performance.summary();
    }

    public List<LocalDate> dates() {
        return dates;
    }

    public List<Double> equity() {
        return equity;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
