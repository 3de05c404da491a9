package io.portcullis.connector.edgar;

import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rounds over all issuers: what is new in each comes out in the order in which it became known. */
final class EdgarStream implements MarketStream {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** EDGAR takes filings until ten at night in New York. */
    private static final LocalTime EDGAR_CLOSES = LocalTime.of(22, 0);

    private static final LocalTime MARKET_CLOSES = LocalTime.of(16, 0);
    /** A day of all filings there are; an older number is not met again. */
    private static final int SEEN_MAX = 200_000;

    private final EdgarSettings settings;
    private final List<Issuer> issuers;
    private final Span span;
    private final BadRecordSink badRecords;
    private final EdgarClient client;
    private final Deque<MarketEvent> ready = new ArrayDeque<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private boolean begun;
    private boolean closed;
    private long knownNanos = Long.MIN_VALUE;

    EdgarStream(EdgarSettings settings, List<Issuer> issuers, Span span, BadRecordSink badRecords) {
        this.settings = settings;
        this.issuers = issuers;
        this.span = span;
        this.badRecords = badRecords;
        this.client = new EdgarClient(settings, Thread::sleep);
    }

    @Override
    public MarketEvent next() throws IOException, InterruptedException {
        while (ready.isEmpty() && !closed) {
            if (begun && span.last() != null) {
                return null;
            }
            if (begun) {
                Thread.sleep(settings.pollSeconds() * 1_000L);
            }
            round(!begun);
            begun = true;
        }
        return ready.poll();
    }

    private void round(boolean withOlderPages) throws IOException, InterruptedException {
        List<MarketEvent> found = new ArrayList<>();
        for (Issuer issuer : issuers) {
            forms(issuer, withOlderPages, found);
            facts(issuer, found);
        }
        // What turned up late was known when it was accepted; but no event may come before one that is out already.
        found.sort(Comparator.comparingLong(MarketEvent::knownTimeNanos));
        for (MarketEvent event : found) {
            if (event.knownTimeNanos() >= knownNanos) {
                knownNanos = event.knownTimeNanos();
                ready.add(event);
            } else {
                badRecords.bad(
                        "edgar", 0, "too late: known before an event that was handed out already", event.toString());
            }
        }
    }

    private void forms(Issuer issuer, boolean withOlderPages, List<MarketEvent> found)
            throws IOException, InterruptedException {
        String address = settings.dataUrl() + "/submissions/CIK" + issuer.padded() + ".json";
        byte[] bytes = client.get(address);
        if (bytes == null) {
            badRecords.bad(address, 0, "no such issuer: 404", issuer.toString());
            return;
        }
        try {
            Map<?, ?> submissions = Json.object(bytes);
            List<Submissions.Entry> entries =
                    new ArrayList<>(Submissions.entries(Json.map(Json.map(submissions, "filings"), "recent")));
            for (String page : withOlderPages ? Submissions.olderPages(submissions) : List.<String>of()) {
                entries.addAll(olderPage(page));
            }
            for (Submissions.Entry entry : entries) {
                form(issuer, entry, found);
            }
        } catch (MalformedException e) {
            badRecords.bad(address, 0, e.getMessage(), issuer.toString());
        }
    }

    private List<Submissions.Entry> olderPage(String name)
            throws IOException, InterruptedException, MalformedException {
        byte[] bytes = client.get(settings.dataUrl() + "/submissions/" + name);
        return bytes == null ? List.of() : Submissions.entries(Json.object(bytes));
    }

    private void form(Issuer issuer, Submissions.Entry entry, List<MarketEvent> found)
            throws IOException, InterruptedException {
        String address = settings.archivesUrl() + "/Archives/edgar/data/" + issuer.cik() + "/"
                + entry.accession().replace("-", "") + "/"
                + entry.document().substring(entry.document().lastIndexOf('/') + 1);
        try {
            long accepted = accepted(entry);
            if (!span.contains(accepted) || !isNew(entry.accession())) {
                return;
            }
            if (!entry.accession().matches("[0-9-]{1,25}") || !entry.document().matches("[A-Za-z0-9_./-]{1,200}")) {
                throw new MalformedException("not a submission: accession or document cannot be part of an address");
            }
            byte[] xml = client.get(address);
            if (xml == null) {
                throw new MalformedException("the form is not there: 404");
            }
            OwnershipForm form = OwnershipForm.parse(xml);
            if (form.issuerCik() != issuer.cik()) {
                // An owner's own list holds what it did elsewhere.
                return;
            }
            for (SortedMap<String, String> transaction : form.transactions()) {
                transaction.put("accession", entry.accession());
                found.add(new Filing(
                        issuer.instrument(), form.form(), transaction, traded(transaction, accepted), accepted));
            }
        } catch (MalformedException | EdgarClient.RefusedException e) {
            badRecords.bad(address, 0, String.valueOf(e.getMessage()), entry.toString());
        }
    }

    private static long accepted(Submissions.Entry entry) throws MalformedException {
        try {
            return OffsetDateTime.parse(entry.accepted()).toEpochSecond() * NANOS_PER_SECOND;
        } catch (DateTimeException e) {
            throw new MalformedException("not a time: acceptanceDateTime '" + entry.accepted() + "'");
        }
    }

    private static long traded(SortedMap<String, String> transaction, long accepted) throws MalformedException {
        String date = transaction.remove("date");
        try {
            return date == null ? accepted : Math.min(accepted, nanos(LocalDate.parse(date), MARKET_CLOSES));
        } catch (DateTimeException e) {
            throw new MalformedException("not a date: transactionDate '" + date + "'");
        }
    }

    private void facts(Issuer issuer, List<MarketEvent> found) throws IOException, InterruptedException {
        String address = settings.dataUrl() + "/api/xbrl/companyfacts/CIK" + issuer.padded() + ".json";
        try {
            byte[] bytes = client.get(address);
            for (CompanyFacts.Annual annual :
                    bytes == null ? List.<CompanyFacts.Annual>of() : CompanyFacts.annuals(bytes)) {
                long known = nanos(annual.filed(), EDGAR_CLOSES);
                if (span.contains(known) && isNew("facts " + annual.accession())) {
                    found.add(new Fundamental(
                            issuer.instrument(),
                            new TreeMap<>(annual.items()),
                            Math.min(known, nanos(annual.end(), MARKET_CLOSES)),
                            known));
                }
            }
        } catch (MalformedException | EdgarClient.RefusedException e) {
            badRecords.bad(address, 0, String.valueOf(e.getMessage()), issuer.toString());
        }
    }

    private boolean isNew(String key) {
        if (seen.size() >= SEEN_MAX) {
            seen.remove(seen.iterator().next());
        }
        return seen.add(key);
    }

    private static long nanos(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(TradingCalendar.ZONE).toEpochSecond() * NANOS_PER_SECOND;
    }

    @Override
    public void close() {
        closed = true;
        ready.clear();
    }
}
