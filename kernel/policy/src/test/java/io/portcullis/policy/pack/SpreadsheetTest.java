package io.portcullis.policy.pack;

import static io.portcullis.policy.pack.Workbook.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.policy.Finding;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.RuleLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A workbook is taken as the text of its one sheet, or not at all. */
class SpreadsheetTest {
    private static final String[] TABLE = {
        row(1, "KIND", "RULE", "CONDITION", "CONDITION", "ACTION"),
        row(2, "TYPE", "", "Instrument", "Order", ""),
        row(3, "TEMPLATE", "", "sector == \"{}\"", "!reducing, $n : notional, $n > {}", "verdict.deny($n, {});"),
        row(5, "ROW", "energy-notional", "Energy", "500000", "500000"),
        row(6, "ROW", "utilities-notional", "Utilities", "750000", "750000")
    };

    @TempDir
    Path folder;

    private List<String> findings(byte[] workbook, List<Rule> rules) throws IOException {
        Files.createDirectories(folder.resolve("gate"));
        Files.write(folder.resolve("gate/sectors.drl.xlsx"), workbook);
        List<Finding> findings = new ArrayList<>();
        rules.addAll(RuleLanguage.read(PackContent.ofFolder(folder).files(), findings));
        return findings.stream().map(Finding::toString).toList();
    }

    @Test
    void shouldReadATableAsRules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        assertThat(findings(Workbook.of(TABLE).bytes(), rules)).isEmpty();
        assertThat(rules).extracting(Rule::id).containsExactly("energy-notional", "utilities-notional");
        assertThat(rules).extracting(Rule::line).containsExactly(5, 6);
    }

    @Test
    void shouldNameTheCellOfTheSheet() throws IOException {
        String[] table = TABLE.clone();
        table[4] = row(6, "ROW", "utilities-notional", "Utilities", "75O", "750000");
        assertThat(findings(Workbook.of(table).bytes(), new ArrayList<>()))
                .containsExactly(
                        "gate/sectors.drl.xlsx:6 (cell D6): the cell must be a number, true or false, got '75O'");
        table[2] = row(
                3, "TEMPLATE", "", "secter == \"{}\"", "!reducing, $n : notional, $n > {}", "verdict.deny($n, {});");
        table[4] = TABLE[4];
        assertThat(findings(Workbook.of(table).bytes(), new ArrayList<>()).get(0))
                .startsWith("gate/sectors.drl.xlsx:5 (cell C5): 'secter' is not a field of Instrument, did you mean"
                        + " 'sector'?; it has");
    }

    @Test
    void shouldReadEveryKindOfValue() throws IOException {
        Workbook book = Workbook.of(
                        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\"><v>0.10000000000000001</v></c>"
                                + "<c r=\"D2\" t=\"b\"><v>1</v></c><c r=\"E2\" t=\"str\"><v>a,\"b\"</v></c><c r=\"F2\" s=\"4\"/></row>")
                .part(
                        "xl/sharedStrings.xml",
                        "<sst><si><t>no</t></si><si><r><t>two </t></r><r><t>words</t></r><rPh><t>aid</t></rPh></si></sst>");
        assertThat(Spreadsheet.csv(book.bytes())).isEqualTo("\ntwo words,,0.1,true,\"a,\"\"b\"\"\"\n");
    }

    static Stream<Arguments> attacks() {
        String cell = "<row r=\"1\"><c r=\"A1\"%s</c></row>";
        return Stream.of(
                Arguments.of("a formula", Workbook.of(String.format(cell, "><f>1+1</f><v>2</v>"))),
                Arguments.of("a link to a program", Workbook.of(String.format(cell, "><f>cmd|' /C calc'!A0</f>"))),
                Arguments.of("an error value", Workbook.of(String.format(cell, " t=\"e\"><v>#REF!</v>"))),
                Arguments.of("a date", Workbook.of(String.format(cell, " t=\"d\"><v>2026-01-01</v>"))),
                Arguments.of("no number", Workbook.of(String.format(cell, "><v>NaN</v>"))),
                Arguments.of("a missing text", Workbook.of(String.format(cell, " t=\"s\"><v>7</v>"))),
                Arguments.of("a negative text", Workbook.of(String.format(cell, " t=\"s\"><v>-1</v>"))),
                Arguments.of("a cell twice", Workbook.of(row(1, "a"), row(1, "b"))),
                Arguments.of("a cell far away", Workbook.of("<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>")),
                Arguments.of("a row far away", Workbook.of("<row><c r=\"A9999999\"><v>1</v></c></row>")),
                Arguments.of("no place", Workbook.of("<row r=\"1\"><c><v>1</v></c></row>")),
                Arguments.of("a hidden row", Workbook.of("<row r=\"1\" hidden=\"1\"/>")),
                Arguments.of(
                        "a hidden column",
                        Workbook.of(TABLE)
                                .replace(
                                        Workbook.SHEET,
                                        "<sheetData>",
                                        "<cols><col hidden=\"true\"/></cols><sheetData>")),
                Arguments.of(
                        "merged cells",
                        Workbook.of(TABLE)
                                .replace(
                                        Workbook.SHEET,
                                        "</sheetData>",
                                        "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>")),
                Arguments.of(
                        "a hidden sheet",
                        Workbook.of(TABLE).replace("xl/workbook.xml", "name=\"rules\"", "state=\"veryHidden\"")),
                Arguments.of(
                        "two names of sheets",
                        Workbook.of(TABLE).replace("xl/workbook.xml", "</sheets>", "<sheet/></sheets>")),
                Arguments.of("two sheets", Workbook.of(TABLE).part("xl/worksheets/sheet2.xml", "<worksheet/>")),
                Arguments.of("no sheet", new Workbook().part("xl/workbook.xml", "<workbook/>")),
                Arguments.of("macros", Workbook.of(TABLE).part("xl/vbaProject.bin", "x")),
                Arguments.of("an embedded file", Workbook.of(TABLE).part("xl/embeddings/a.bin", "x")),
                Arguments.of("a link", Workbook.of(TABLE).part("xl/externalLinks/externalLink1.xml", "<x/>")),
                Arguments.of(
                        "a relation to the outside",
                        Workbook.of(TABLE)
                                .part(
                                        "xl/_rels/workbook.xml.rels",
                                        "<Relationships><Relationship TargetMode=\"External\" Target=\"http://x\"/></Relationships>")),
                Arguments.of("a climbing name", Workbook.of(TABLE).part("xl/worksheets/../../../etc/passwd", "x")),
                Arguments.of("an absolute name", Workbook.of(TABLE).part("/etc/passwd", "x")),
                Arguments.of("a backslash", Workbook.of(TABLE).part("xl\\worksheets\\b.xml", "x")),
                Arguments.of("the same part in capitals", Workbook.of(TABLE).part("XL/WORKBOOK.XML", "<workbook/>")),
                Arguments.of(
                        "an entity",
                        Workbook.of(TABLE)
                                .part(
                                        Workbook.SHEET,
                                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet><c r=\"A1\" t=\"str\"><v>&e;</v></c></worksheet>")),
                Arguments.of(
                        "entities in entities",
                        Workbook.of(TABLE)
                                .part(
                                        Workbook.SHEET,
                                        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet>&b;</worksheet>")),
                Arguments.of("no XML", Workbook.of(TABLE).part(Workbook.SHEET, "PK\u0003\u0004")),
                Arguments.of("XML that ends early", Workbook.of(TABLE).part(Workbook.SHEET, "<worksheet><row>")),
                Arguments.of("a bomb", Workbook.of(TABLE).part("xl/styles.xml", " ".repeat(9 << 20))),
                Arguments.of("too many parts", many()));
    }

    private static Workbook many() {
        Workbook book = Workbook.of(TABLE);
        for (int i = 0; i < 100; i++) {
            book.part("xl/theme/" + i + ".xml", "<x/>");
        }
        return book;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void shouldRefuseWhatIsMoreThanPlainCells(String name, Workbook book) throws IOException {
        Files.createDirectories(folder.resolve("gate"));
        Files.write(folder.resolve("gate/evil.drl.xlsx"), book.bytes());
        assertThatThrownBy(() -> PackContent.ofFolder(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("gate/evil.drl.xlsx: ");
    }

    /** Two programs can see different parts in one file when its two lists differ, or when something stands between the parts. */
    @Test
    void shouldRefuseAZipThatReadsInTwoWays() {
        byte[] sound = Workbook.of(TABLE).bytes();
        String name = "xl/workbook.xml";
        int local = indexOf(sound, name, 0);
        int central = indexOf(sound, name, local + 1);
        byte[] renamed = sound.clone();
        renamed[local + 3] = 'v';
        refused(renamed);
        byte[] listed = sound.clone();
        listed[central + 3] = 'v';
        refused(listed);
        byte[] before = new byte[sound.length + 10];
        System.arraycopy(sound, 0, before, 10, sound.length);
        refused(before);
        refused(Arrays.copyOf(sound, sound.length + 1));
        refused(Arrays.copyOf(sound, sound.length / 2));
        refused(new byte[0]);
        refused("PK".getBytes(StandardCharsets.UTF_8));
    }

    /** No damage may end in anything but a refusal, or in the text that was meant. */
    @Test
    void shouldSurviveDamage() throws IOException {
        byte[] sound = Workbook.of(TABLE).bytes();
        String text = Spreadsheet.csv(sound);
        Random random = new Random(20261130);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = sound.clone();
            for (int j = 0; j <= i % 3; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Spreadsheet.csv(damaged)).as("damage " + i).isEqualTo(text);
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static void refused(byte[] zip) {
        assertThatThrownBy(() -> Spreadsheet.csv(zip)).isInstanceOf(IOException.class);
    }

    private static int indexOf(byte[] bytes, String text, int from) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, from);
    }
}
