package io.portcullis.system.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data set as its descriptor's files say it, read with nothing but the JDK: bars by day, corporate actions, sectors, memberships,
 * suspect days and the borrow list.
 */
final class RawData {
    private static final Pattern ROLE = Pattern.compile("^  ([a-z.-]+):.*");
    private static final Pattern FILE = Pattern.compile("^    - \\{path: ([^,}]+)(.*)}\\s*$");
    private static final Pattern COLUMNS = Pattern.compile("columns: \\{([^}]*)}");
    private static final int SPLIT_Q_MAX = 20;
    private static final double SPLIT_TOLERANCE = 1e-5;

    /** One day's prices of an instrument. */
    record Bar(double open, double close, double volume) {}

    /** What changes before a day's open: new shares per old one, and cash per old share. */
    record Action(String instrument, long p, long q, double dividend) {}

    /** A line of the borrow list. */
    record Borrow(double available, double feePercent) {}

    final TreeMap<LocalDate, Map<String, Bar>> bars = new TreeMap<>();
    final Map<LocalDate, List<Action>> actions = new HashMap<>();
    final Map<String, String> sectors = new HashMap<>();
    final Map<String, Borrow> borrow = new HashMap<>();
    final Map<LocalDate, Integer> benchmarkBars = new HashMap<>();
    private final Map<String, List<LocalDate[]>> memberships = new HashMap<>();
    private final Set<String> suspect = new HashSet<>();
    private final LocalDate first;
    private final LocalDate last;

    private RawData(LocalDate first, LocalDate last) {
        this.first = first;
        this.last = last;
    }

    /** A file of the descriptor: where it is, and the file's names for ours. */
    private record Source(Path path, Map<String, String> columns) {
        String column(String ours) {
            return columns.getOrDefault(ours, ours);
        }
    }

    /** Reads what lies between two dates. */
    static RawData read(Path descriptor, LocalDate first, LocalDate last) throws IOException {
        RawData data = new RawData(first, last);
        Map<String, List<Source>> roles = roles(descriptor);
        for (Source source : roles.getOrDefault("bars", List.of())) {
            data.readBars(source);
        }
        data.dropStrayDates();
        for (Source source : roles.getOrDefault("benchmark-bars", List.of())) {
            data.countBenchmarks(source);
        }
        for (Source source : roles.getOrDefault("corporate-actions", List.of())) {
            data.readActions(source);
        }
        for (Source source : roles.getOrDefault("instruments", List.of())) {
            data.readInstruments(source);
        }
        for (Source source : roles.getOrDefault("suspect-days", List.of())) {
            CsvRows.read(
                    source.path(),
                    row -> data.suspect.add(
                            row.text(source.column("instrument")) + " " + row.text(source.column("time"))));
        }
        for (Source source : roles.getOrDefault("borrow", List.of())) {
            CsvRows.read(
                    source.path(),
                    row -> data.borrow.put(
                            row.text(source.column("instrument")),
                            new Borrow(row.number(source.column("available")), row.number(source.column("fee")))));
        }
        return data;
    }

    private static Map<String, List<Source>> roles(Path descriptor) throws IOException {
        Map<String, List<Source>> roles = new HashMap<>();
        String role = "";
        for (String line : Files.readAllLines(descriptor)) {
            Matcher roleLine = ROLE.matcher(line);
            Matcher fileLine = FILE.matcher(line);
            if (roleLine.matches()) {
                role = roleLine.group(1);
            } else if (fileLine.matches()) {
                Map<String, String> columns = new HashMap<>();
                Matcher mapping = COLUMNS.matcher(fileLine.group(2));
                if (mapping.find()) {
                    for (String pair : mapping.group(1).split(",")) {
                        String[] names = pair.split(":");
                        columns.put(names[0].strip(), names[1].strip());
                    }
                }
                Path path = descriptor
                        .toAbsolutePath()
                        .getParent()
                        .resolve(fileLine.group(1).strip());
                roles.computeIfAbsent(role, name -> new ArrayList<>()).add(new Source(path, columns));
            }
        }
        return roles;
    }

    private void readBars(Source source) throws IOException {
        Map<String, LocalDate> before = new HashMap<>();
        CsvRows.read(source.path(), row -> {
            LocalDate date = LocalDate.parse(row.text(source.column("time")));
            String instrument = row.text(source.column("instrument"));
            if (date.isBefore(first) || date.isAfter(last) || !isSound(row, source)) {
                return;
            }
            LocalDate previous = before.get(instrument);
            if (previous != null && !date.isAfter(previous)) {
                return;
            }
            before.put(instrument, date);
            bars.computeIfAbsent(date, day -> new HashMap<>())
                    .put(
                            instrument.intern(),
                            new Bar(
                                    row.number(source.column("open")),
                                    row.number(source.column("close")),
                                    row.number(source.column("volume"))));
        });
    }

    private static boolean isSound(CsvRows.Row row, Source source) {
        double low = row.number(source.column("low"));
        double high = row.number(source.column("high"));
        double open = row.number(source.column("open"));
        double close = row.number(source.column("close"));
        return low > 0
                && high >= low
                && open >= low
                && open <= high
                && close >= low
                && close <= high
                && row.number(source.column("volume")) >= 0;
    }

    /** A date on which hardly anything traded is a typing error, not a session. */
    private void dropStrayDates() {
        int most = bars.values().stream().mapToInt(Map::size).max().orElse(0);
        bars.values().removeIf(day -> day.size() * 10 < most);
    }

    private void countBenchmarks(Source source) throws IOException {
        CsvRows.read(source.path(), row -> {
            LocalDate date = LocalDate.parse(row.text(source.column("time")));
            if (bars.containsKey(date) && isSound(row, source)) {
                benchmarkBars.merge(date, 1, Integer::sum);
            }
        });
    }

    private void readActions(Source source) throws IOException {
        CsvRows.read(source.path(), row -> {
            LocalDate ex = LocalDate.parse(row.text(source.column("time")));
            LocalDate effective = bars.ceilingKey(ex);
            if (ex.isBefore(first) || effective == null) {
                return;
            }
            long[] ratio = ratio(row.number(source.column("split")));
            actions.computeIfAbsent(effective, day -> new ArrayList<>())
                    .add(new Action(
                            row.text(source.column("instrument")),
                            ratio[0],
                            ratio[1],
                            row.number(source.column("dividend"))));
        });
    }

    /** The nearest p/q with q up to 20 within 1e-5, as the data's README asks; else the decimal as it stands. */
    private static long[] ratio(double split) {
        long[] best = null;
        double bestMiss = SPLIT_TOLERANCE;
        for (long q = 1; q <= SPLIT_Q_MAX; q++) {
            long p = Math.round(split * q);
            double miss = Math.abs(split - (double) p / q);
            if (p > 0 && miss < bestMiss) {
                best = new long[] {p, q};
                bestMiss = miss;
            }
        }
        return best != null ? best : new long[] {Math.round(split * 1e8), 100_000_000};
    }

    private void readInstruments(Source source) throws IOException {
        CsvRows.read(source.path(), row -> {
            String instrument = row.text(source.column("instrument"));
            String sector = row.text(source.column("sector"));
            sectors.put(instrument, sector.isEmpty() ? "none" : sector);
            List<LocalDate[]> periods = new ArrayList<>();
            for (String period : row.text(source.column("membership")).split(";")) {
                if (!period.isEmpty()) {
                    String[] ends = period.split("/", -1);
                    periods.add(new LocalDate[] {
                        LocalDate.parse(ends[0]), ends[1].isEmpty() ? LocalDate.MAX : LocalDate.parse(ends[1])
                    });
                }
            }
            memberships.put(instrument, periods);
        });
    }

    boolean isMember(String instrument, LocalDate date) {
        return memberships.getOrDefault(instrument, List.of()).stream()
                .anyMatch(period -> !date.isBefore(period[0]) && !date.isAfter(period[1]));
    }

    boolean isSuspect(String instrument, LocalDate date) {
        return suspect.contains(instrument + " " + date);
    }

    Bar bar(String instrument, LocalDate date) {
        return bars.getOrDefault(date, Map.of()).get(instrument);
    }

    NavigableSet<LocalDate> sessions() {
        return new TreeSet<>(bars.keySet());
    }
}
