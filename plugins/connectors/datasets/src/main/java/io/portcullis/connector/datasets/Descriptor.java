package io.portcullis.connector.datasets;

import io.portcullis.connector.datasets.DatasetFile.Book;
import io.portcullis.model.id.InstrumentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A data set's descriptor: which file plays which role. Everything that can be wrong with it is refused here, before the
 * first event.
 *
 * @param path the file
 * @param heldBack days that are to be opened on purpose only; null for none
 * @param files each file with its role
 */
record Descriptor(Path path, HeldBack heldBack, List<DatasetFile> files) {
    private static final Set<String> KEYS = Set.of("name", "currency", "calendar", "extends", "heldBack", "files");
    private static final Set<String> KEYS_OF_FILE =
            Set.of("path", "columns", "known", "static", "orderbook", "instrument", "date");
    private static final Set<String> KEYS_OF_KNOWN = Set.of("at", "days", "businessDays");

    static Descriptor read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("data set descriptor " + path + " is not a file that exists");
        }
        YamlNode root = YamlNode.read(path);
        Map<String, YamlNode> entries = root.entries(KEYS);
        if (entries.get("extends") != null) {
            return extending(path, entries);
        }
        requireValue(entries.get("currency"), "currency", "USD");
        requireValue(entries.get("calendar"), "calendar", "XNYS");
        if (entries.get("files") == null) {
            throw root.error("'files' is missing: a mapping of role to a list of files");
        }
        List<DatasetFile> files = new ArrayList<>();
        entries.get("files").entries().forEach((key, list) -> {
            Role role = Role.parse(key);
            list.items().forEach(item -> files.add(file(path, role, item)));
        });
        for (DatasetFile file : files) {
            requireColumns(file);
        }
        HeldBack heldBack = entries.get("heldBack") == null ? null : HeldBack.of(entries.get("heldBack"));
        return new Descriptor(path, heldBack, List.copyOf(files));
    }

    /** The files of another descriptor, with days held back that are not in it. */
    private static Descriptor extending(Path path, Map<String, YamlNode> entries) throws IOException {
        for (String key : List.of("currency", "calendar", "files")) {
            if (entries.get(key) != null) {
                throw entries.get(key).error("'" + key + "' comes from the descriptor that this one extends");
            }
        }
        YamlNode other = entries.get("extends");
        Path extended = existing(path, other);
        if (YamlNode.read(extended).entries(KEYS).get("extends") != null) {
            throw other.error(extended + " extends another one itself; extend that one");
        }
        Descriptor base = read(extended);
        if (entries.get("heldBack") == null) {
            return new Descriptor(path, base.heldBack, base.files);
        }
        if (base.heldBack != null) {
            throw entries.get("heldBack").error(extended + " holds back " + base.heldBack + " already");
        }
        return new Descriptor(path, HeldBack.of(entries.get("heldBack")), base.files);
    }

    List<DatasetFile> files(Role role) {
        return files.stream().filter(file -> file.role() == role).toList();
    }

    private static void requireValue(YamlNode node, String key, String only) {
        if (node != null && !node.text().equals(only)) {
            throw node.error(key + " '" + node.text() + "' is not supported; only " + only + " is");
        }
    }

    private static DatasetFile file(Path descriptor, Role role, YamlNode item) {
        Map<String, YamlNode> entries = item.entries(KEYS_OF_FILE);
        if (entries.get("path") == null) {
            throw item.error("role " + role + ": 'path' is missing");
        }
        Path path = existing(descriptor, entries.get("path"));
        SortedMap<String, String> columns = new TreeMap<>();
        if (entries.get("columns") != null) {
            entries.get("columns").entries().forEach((ours, theirs) -> columns.put(ours.text(), theirs.text()));
        }
        boolean isStatic = isTrue(entries.get("static"));
        KnownRule known = entries.get("known") == null ? null : known(entries.get("known"));
        if (known == null && !isStatic && role.needsKnown()) {
            throw item.error("role " + role + ": 'known' is missing for " + path.getFileName()
                    + ": say when its rows may be seen (known: {at: COLUMN, days: N}), or static: true");
        }
        if (known != null && isStatic) {
            throw item.error("role " + role + ": 'known' and 'static: true' contradict each other");
        }
        Book book = role == Role.BOOK_LOBSTER ? book(descriptor, item, entries) : null;
        return new DatasetFile(role, path, columns, known, book, item.where());
    }

    /** LOBSTER's files say neither what they are about nor of which day they are. */
    private static Book book(Path descriptor, YamlNode item, Map<String, YamlNode> entries) {
        for (String key : List.of("orderbook", "instrument", "date")) {
            if (entries.get(key) == null) {
                throw item.error("role " + Role.BOOK_LOBSTER + ": '" + key + "' is missing");
            }
        }
        try {
            return new Book(
                    existing(descriptor, entries.get("orderbook")),
                    InstrumentId.of(entries.get("instrument").text()),
                    LocalDate.parse(entries.get("date").text()));
        } catch (DateTimeException e) {
            throw entries.get("date")
                    .error("'date' must read yyyy-MM-dd, got '"
                            + entries.get("date").text() + "'");
        }
    }

    private static Path existing(Path descriptor, YamlNode relative) {
        Path path =
                descriptor.toAbsolutePath().getParent().resolve(relative.text()).normalize();
        if (!Files.isRegularFile(path)) {
            throw relative.error("file " + path + " does not exist");
        }
        return path;
    }

    private static boolean isTrue(YamlNode node) {
        if (node == null || node.text().equals("false")) {
            return false;
        }
        if (!node.text().equals("true")) {
            throw node.error("'static' must be true or false, got '" + node.text() + "'");
        }
        return true;
    }

    private static KnownRule known(YamlNode node) {
        Map<String, YamlNode> entries = node.entries(KEYS_OF_KNOWN);
        if (entries.get("at") == null) {
            throw node.error("'known' needs 'at': the column whose time counts");
        }
        if (entries.containsKey("days") && entries.containsKey("businessDays")) {
            throw node.error("'known' takes 'days' or 'businessDays', not both");
        }
        return new KnownRule(entries.get("at").text(), lag(entries.get("days")), lag(entries.get("businessDays")));
    }

    private static int lag(YamlNode node) {
        if (node == null) {
            return 0;
        }
        int lag = node.wholeNumber();
        if (lag < 0 || lag > KnownRule.LAG_MAX) {
            throw node.error("a lag must be 0 to " + KnownRule.LAG_MAX + " days, got " + lag);
        }
        return lag;
    }

    private static void requireColumns(DatasetFile file) throws IOException {
        if (!file.role().hasHeader()) {
            return;
        }
        List<String> header = Table.header(file);
        file.columns().forEach((ours, theirs) -> {
            if (!header.contains(theirs)) {
                throw file.error("column '" + theirs + "' (for " + ours + ") is not in the header " + header);
            }
        });
        if (file.known() != null && !header.contains(file.known().column())) {
            throw file.error("column '" + file.known().column() + "' (known at) is not in the header " + header);
        }
        for (String ours : file.role().columns()) {
            if (!header.contains(file.column(ours))) {
                throw file.error("column '" + file.column(ours) + "' is needed but not in the header " + header
                        + "; map it with columns: {" + ours + ": THEIRS}");
            }
        }
    }
}
