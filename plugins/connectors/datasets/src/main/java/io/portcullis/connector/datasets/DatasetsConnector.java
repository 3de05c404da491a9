package io.portcullis.connector.datasets;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Component;

/** Reads the files that a data set descriptor names; the request's source is the path of the descriptor. */
@Component(service = Connector.class)
public final class DatasetsConnector implements Connector {
    private static final String HELD_BACK = "held.back";

    @Override
    public String name() {
        return "datasets";
    }

    /**
     * Loads the wanted dates into memory (52 bytes a bar: the files are sorted by symbol, the stream by date), but ticks and books,
     * and hands them out event by event. A request without a last date is read to the end of its files.
     */
    @Override
    public MarketStream open(StreamRequest request, BadRecordSink badRecords) throws IOException {
        boolean open = opensHeldBack(request);
        Span span = Span.of(request);
        Descriptor descriptor = Descriptor.read(Path.of(request.source()));
        HeldBack heldBack = descriptor.heldBack();
        if (heldBack != null && heldBack.isTouchedBy(request)) {
            if (!open) {
                throw new IllegalArgumentException(heldBack.refusal(request));
            }
            badRecords.notice(descriptor.path().toString(), "held-back days opened: " + heldBack);
        }
        return load(descriptor, span, badRecords);
    }

    /** The one option there is: {@code held.back = open}. */
    private static boolean opensHeldBack(StreamRequest request) {
        SortedMap<String, String> options = request.options();
        if (options.isEmpty()) {
            return false;
        }
        if (!options.equals(Map.of(HELD_BACK, "open"))) {
            throw new IllegalArgumentException(
                    "connector datasets takes the option " + HELD_BACK + " = open and no other, got " + options);
        }
        return true;
    }

    private static MarketStream load(Descriptor descriptor, Span span, BadRecordSink badRecords) throws IOException {
        Sessions sessions = new Sessions(span);
        SuspectDays suspects = SuspectDays.read(descriptor.files(Role.SUSPECT_DAYS), badRecords);
        Collection<BarColumns> benchmarks =
                new BarReader(span, sessions, suspects, badRecords).read(descriptor.files(Role.BENCHMARK_BARS));
        Set<InstrumentId> hedges = instruments(benchmarks);
        Collection<BarColumns> bars = new BarReader(span, sessions, suspects, badRecords)
                .read(descriptor.files(Role.BARS)).stream()
                        .filter(columns -> isTraded(columns.instrument(), hedges, descriptor, badRecords))
                        .toList();

        ListReader lists = new ListReader(span, badRecords);
        List<InstrumentListing> listings = lists.listings(descriptor.files(Role.INSTRUMENTS), hedges);
        Set<InstrumentId> universe = new TreeSet<>(hedges);
        universe.addAll(instruments(bars));
        listings.forEach(listing -> universe.add(listing.instrument()));

        List<MarketEvent> events = new ArrayList<>(listings);
        events.addAll(lists.borrow(descriptor.files(Role.BORROW), universe));
        events.addAll(lists.corporateActions(descriptor.files(Role.CORPORATE_ACTIONS), universe));
        events.addAll(new FactReader(span, badRecords).read(descriptor));
        events.addAll(new MinuteReader(span, badRecords).read(descriptor.files(Role.MINUTE_BARS)));
        return new DatasetStream(sessions, events, benchmarks, bars, sources(descriptor, span, badRecords));
    }

    /** What is too much to hold in memory and in order as it stands: read on as it is asked for. */
    private static List<EventSource> sources(Descriptor descriptor, Span span, BadRecordSink badRecords)
            throws IOException {
        List<EventSource> sources = new ArrayList<>();
        try {
            for (DatasetFile file : descriptor.files(Role.TICKS)) {
                sources.add(TickSource.trades(file, span, badRecords));
                sources.add(TickSource.quotes(file, span, badRecords));
            }
            for (DatasetFile file : descriptor.files(Role.BOOK_LOBSTER)) {
                if (span.contains(file.book().date())) {
                    sources.add(new LobsterSource(file, badRecords));
                }
            }
            for (DatasetFile file : descriptor.files(Role.BOOK_BINANCE)) {
                sources.add(new BinanceSource(file, span, badRecords));
            }
            return sources;
        } catch (IOException | RuntimeException e) {
            for (EventSource source : sources) {
                source.close();
            }
            throw e;
        }
    }

    /** A benchmark is never in the traded universe, whatever else names it: its bars are taken from one role only. */
    private static boolean isTraded(
            InstrumentId instrument, Set<InstrumentId> hedges, Descriptor descriptor, BadRecordSink badRecords) {
        if (hedges.contains(instrument)) {
            badRecords.notice(
                    descriptor.path().toString(),
                    instrument + " is in bars and in benchmark-bars: taken as a benchmark, its bars dropped");
            return false;
        }
        return true;
    }

    private static Set<InstrumentId> instruments(Collection<BarColumns> columns) {
        Set<InstrumentId> instruments = new TreeSet<>();
        columns.forEach(column -> instruments.add(column.instrument()));
        return instruments;
    }
}
