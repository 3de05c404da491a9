package io.portcullis.policy.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The one sheet of a workbook as comma-separated text, a line for each of its rows: what travels in a pack is text that people can read
 * and compare, never a zip. Only plain values are taken. Whatever makes a sheet look different from what it says (formulas, hidden or
 * merged cells, macros, links to other files) is refused with its cell.
 */
final class Spreadsheet {
    private static final String SHEETS = "xl/worksheets/";
    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String STRINGS = "xl/sharedStrings.xml";
    /** What the usual programs write around a plain sheet; nothing of it is read but the three above. */
    private static final Set<String> PLAIN = Set.of("[Content_Types].xml", WORKBOOK, STRINGS, "xl/styles.xml");

    private static final List<String> PLAIN_FOLDERS = List.of("_rels/", "docProps/", "xl/_rels/", "xl/theme/", SHEETS);
    private static final int COLUMNS_MAX = 64;
    private static final int ROWS_MAX = 10_000;
    private static final int STRINGS_MAX = 100_000;

    private final List<String> strings = new ArrayList<>();
    private final SortedMap<Integer, SortedMap<Integer, String>> rows = new TreeMap<>();

    private Spreadsheet() {}

    /** Refuses with an {@link IOException} that says what, and where. */
    static String csv(byte[] workbook) throws IOException {
        try {
            return read(ZipParts.of(workbook));
        } catch (Refused e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String read(SortedMap<String, byte[]> parts) throws IOException {
        List<String> sheets = new ArrayList<>();
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            String name = part.getKey();
            boolean plain = PLAIN.contains(name) || PLAIN_FOLDERS.stream().anyMatch(name::startsWith);
            require(plain, "a workbook of rules holds one sheet of plain cells and nothing else; this one has " + name);
            if (name.endsWith(".rels")) {
                refuseLinks(name, part.getValue());
            } else if (name.startsWith(SHEETS)) {
                sheets.add(name);
            }
        }
        require(
                sheets.size() == 1 && parts.containsKey(WORKBOOK),
                "a workbook of rules has one sheet, this one has " + sheets.size());
        Spreadsheet read = new Spreadsheet();
        read.workbook(parts.get(WORKBOOK));
        if (parts.containsKey(STRINGS)) {
            read.strings(parts.get(STRINGS));
        }
        read.sheet(parts.get(sheets.get(0)));
        return read.text();
    }

    private static void refuseLinks(String name, byte[] xml) throws IOException {
        walk(name, xml, reader -> {
            String mode = reader.getAttributeValue(null, "TargetMode");
            require(mode == null || mode.equals("Internal"), "it links to another file in " + name);
        });
    }

    private void workbook(byte[] xml) throws IOException {
        int[] sheets = new int[1];
        walk(WORKBOOK, xml, reader -> {
            if (reader.getLocalName().equals("sheet")) {
                sheets[0]++;
                String state = reader.getAttributeValue(null, "state");
                require(state == null || state.equals("visible"), "its sheet is hidden");
            }
        });
        require(sheets[0] == 1, "a workbook of rules has one sheet, this one names " + sheets[0]);
    }

    private void strings(byte[] xml) throws IOException {
        walk(STRINGS, xml, reader -> {
            if (reader.getLocalName().equals("si")) {
                strings.add(string(reader, "si"));
                require(strings.size() <= STRINGS_MAX, "it has more than " + STRINGS_MAX + " texts");
            }
        });
    }

    /** The pieces of a text; a reading aid ({@code rPh}) is not part of it. */
    private static String string(XMLStreamReader reader, String end) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean aid = false;
        boolean piece = false;
        while (true) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                aid |= reader.getLocalName().equals("rPh");
                piece = reader.getLocalName().equals("t");
            } else if (event == XMLStreamConstants.CHARACTERS && piece && !aid) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                piece = false;
                if (reader.getLocalName().equals("rPh")) {
                    aid = false;
                } else if (reader.getLocalName().equals(end)) {
                    return text.toString();
                }
            }
        }
    }

    private void sheet(byte[] xml) throws IOException {
        walk("its sheet", xml, reader -> {
            switch (reader.getLocalName()) {
                case "c" -> cell(reader);
                case "row", "col" ->
                    require(
                            !isTrue(reader.getAttributeValue(null, "hidden")),
                            "it has a hidden " + reader.getLocalName() + "; show it, or delete it");
                case "mergeCell" ->
                    throw new Refused("cells " + reader.getAttributeValue(null, "ref") + " are merged; undo that");
                default -> {} // how it looks
            }
        });
    }

    private void cell(XMLStreamReader reader) throws XMLStreamException {
        String place = String.valueOf(reader.getAttributeValue(null, "r"));
        require(place.matches("[A-Z]{1,3}[1-9][0-9]{0,6}"), "a cell has no place: " + place);
        int column = column(place);
        int row = Integer.parseInt(place.replaceAll("[A-Z]", ""));
        require(
                column < COLUMNS_MAX && row <= ROWS_MAX,
                "cell " + place + " lies beyond column " + COLUMNS_MAX + " or row " + ROWS_MAX);
        String type = reader.getAttributeValue(null, "t");
        String value = value(reader, place, type == null ? "n" : type);
        if (!value.isEmpty()) {
            String before = rows.computeIfAbsent(row, key -> new TreeMap<>()).put(column, value);
            require(before == null, "cell " + place + " stands twice");
        }
    }

    private String value(XMLStreamReader reader, String place, String type) throws XMLStreamException {
        String value = "";
        while (true) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "v" -> value = plain(reader.getElementText(), place, type);
                    case "is" -> value = string(reader, "is");
                    case "f" -> throw new Refused("cell " + place + " holds a formula; write its value");
                    default -> throw new Refused("cell " + place + " holds more than a value");
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                return value.replaceAll("[\r\n]", " ").strip();
            }
        }
    }

    private String plain(String value, String place, String type) {
        return switch (type) {
            case "s" -> {
                require(
                        value.matches("[0-9]{1,6}") && Integer.parseInt(value) < strings.size(),
                        "cell " + place + " holds a text that is missing");
                yield strings.get(Integer.parseInt(value));
            }
            case "str", "inlineStr" -> value;
            case "b" -> value.equals("1") ? "true" : "false";
            case "n" -> number(value, place);
            default -> throw new Refused("cell " + place + " must be a text, a number, true or false");
        };
    }

    /** The shortest decimal that is the same double: a spreadsheet keeps 0.1 as 0.10000000000000001. */
    private static String number(String value, String place) {
        require(value.length() <= 32 && value.matches("[-+0-9.eE]+"), "cell " + place + " holds no number");
        try {
            return java.math.BigDecimal.valueOf(Double.parseDouble(value))
                    .stripTrailingZeros()
                    .toPlainString();
        } catch (NumberFormatException e) {
            throw new Refused("cell " + place + " holds no number");
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int last = rows.isEmpty() ? 0 : rows.lastKey();
        for (int row = 1; row <= last; row++) {
            SortedMap<Integer, String> cells = rows.getOrDefault(row, new TreeMap<>());
            int columns = cells.isEmpty() ? 0 : cells.lastKey() + 1;
            for (int column = 0; column < columns; column++) {
                text.append(column == 0 ? "" : ",").append(quoted(cells.getOrDefault(column, "")));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static int column(String place) {
        int column = 0;
        for (char letter : place.replaceAll("[0-9]", "").toCharArray()) {
            column = column * 26 + (letter - 'A' + 1);
        }
        return column - 1;
    }

    private static boolean isTrue(String flag) {
        return flag != null && !flag.equals("0") && !flag.equals("false");
    }

    private static void walk(String name, byte[] xml, ElementHandler handler) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                int event = reader.next();
                require(event != XMLStreamConstants.DTD, name + " declares a document type");
                if (event == XMLStreamConstants.START_ELEMENT) {
                    handler.onElement(reader);
                }
            }
        } catch (Refused e) {
            throw new IOException(e.getMessage(), e);
        } catch (XMLStreamException | RuntimeException e) {
            throw new IOException(name + " is no valid XML", e);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new Refused(message);
        }
    }

    /** What is done with the beginning of each element. */
    private interface ElementHandler {
        void onElement(XMLStreamReader reader) throws XMLStreamException;
    }

    /** Something that no sheet of rules has. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }
}
