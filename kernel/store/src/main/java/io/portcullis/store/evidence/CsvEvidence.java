package io.portcullis.store.evidence;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.order.Fill;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.Money;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a run's events as orders.csv, fills.csv, equity.csv and signals.csv.gz while they happen, so that others recompute
 * what the run says of itself. Times are ISO-8601 in UTC, money in the account's currency. Not thread-safe.
 */
public final class CsvEvidence implements Closeable {
    private final FillFilter fills = new FillFilter();
    private final List<CsvFile> files = new ArrayList<>();
    private CsvFile ordersCsv;
    private CsvFile fillsCsv;
    private CsvFile equityCsv;
    private CsvFile signalsCsv;

    private CsvEvidence() {}

    /** Begins the four files in a folder, which is made when it is not there; older files are replaced. */
    public static CsvEvidence open(Path folder) throws IOException {
        Files.createDirectories(folder);
        CsvEvidence evidence = new CsvEvidence();
        try {
            evidence.create(folder);
        } catch (IOException e) {
            evidence.close();
            throw e;
        }
        return evidence;
    }

    private void create(Path folder) throws IOException {
        ordersCsv = add(CsvFile.plain(
                folder.resolve("orders.csv"),
                "orderId",
                "parentId",
                "decidedAt",
                "instrument",
                "side",
                "quantity",
                "limitPrice",
                "referencePrice",
                "equity",
                "verdict",
                "codes",
                "packHash"));
        fillsCsv = add(CsvFile.plain(
                folder.resolve("fills.csv"),
                "fillId",
                "orderId",
                "time",
                "instrument",
                "side",
                "quantity",
                "price",
                "fee"));
        equityCsv = add(CsvFile.plain(folder.resolve("equity.csv"), "date", "equity", "cash", "gross", "net"));
        signalsCsv = add(CsvFile.gzipped(
                folder.resolve("signals.csv.gz"), "time", "agent", "instrument", "horizon", "direction", "p"));
    }

    private CsvFile add(CsvFile file) {
        files.add(file);
        return file;
    }

    /** Takes one event of the log; {@link java.io.UncheckedIOException} when the disk does not. */
    public void on(long position, EngineEvent event) {
        Fill fill = fills.firstSight(event);
        if (fill != null) {
            write(fill);
        } else if (event instanceof EngineEvent.SignalBatch batch) {
            batch.signals().forEach(this::write);
        } else if (event instanceof EngineEvent.GateDecided decided) {
            write(decided.record());
        } else if (event instanceof EngineEvent.DayClosed day) {
            equityCsv.row(day.date(), amount(day.equity()), amount(day.cash()), amount(day.gross()), amount(day.net()));
        }
    }

    private void write(DecisionRecord record) {
        ordersCsv.row(
                record.orderId(),
                record.parentId(),
                instant(record.timeNanos()),
                record.instrument(),
                record.side(),
                record.requested(),
                record.limit(),
                record.reference(),
                amount(record.equity()),
                record.decision().verdict(),
                record.decision().reasons().stream().map(Reason::label).collect(Collectors.joining(";")),
                record.decision().pack().hex());
    }

    private void write(Fill fill) {
        fillsCsv.row(
                fill.execId(),
                fill.orderId(),
                instant(fill.eventTimeNanos()),
                fill.instrument(),
                fill.side(),
                fill.quantity(),
                fill.price(),
                amount(fill.fee()));
    }

    private void write(Signal signal) {
        signalsCsv.row(
                instant(signal.timeNanos()),
                signal.agent(),
                signal.instrument(),
                signal.horizonDays(),
                signal.direction(),
                signal.probability());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    private static String amount(Money money) {
        return BigDecimal.valueOf(money.raw(), Money.DECIMALS).toPlainString();
    }

    /** Completes the files; only then is the compressed one readable. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (CsvFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
