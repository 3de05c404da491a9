package io.portcullis.policy.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts small workbooks together, part by part, as a spreadsheet program would or an attacker. */
final class Workbook {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    static final String SHEET = "xl/worksheets/sheet1.xml";

    private final Map<String, String> parts = new LinkedHashMap<>();

    static Workbook of(String... rows) {
        Workbook book = new Workbook();
        book.parts.put("[Content_Types].xml", XML + "<Types/>");
        book.parts.put(
                "_rels/.rels", XML + "<Relationships><Relationship Target=\"xl/workbook.xml\"/></Relationships>");
        book.parts.put("xl/workbook.xml", XML + "<workbook><sheets><sheet name=\"rules\"/></sheets></workbook>");
        book.parts.put(SHEET, XML + "<worksheet><sheetData>" + String.join("", rows) + "</sheetData></worksheet>");
        return book;
    }

    /** A row of inline texts. */
    static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            String text = cells[i].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            row.append("<c r=\"" + (char) ('A' + i) + number + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>");
        }
        return row.append("</row>").toString();
    }

    Workbook part(String name, String content) {
        parts.put(name, content);
        return this;
    }

    Workbook replace(String name, String old, String with) {
        parts.computeIfPresent(name, (key, text) -> text.replace(old, with));
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
