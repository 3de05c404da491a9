package io.portcullis.system.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One lie in one of a run's files, and the rule that has to find it.
 *
 * @param name what was done
 * @param file in which file
 * @param rule the least that a checker has to say
 * @param edit how
 */
record Forgery(String name, String file, String rule, Edit edit) {
    /** Changes a file's lines, the header first. */
    interface Edit {
        void change(Lines lines);
    }

    /** Lines of a csv file, cell by cell. */
    static final class Lines {
        final List<String[]> rows = new ArrayList<>();
        private final List<String> header;

        Lines(String text) {
            for (String line : text.split("\n")) {
                rows.add(line.split(",", -1));
            }
            header = Arrays.asList(rows.get(0).clone());
        }

        String get(int row, String column) {
            return rows.get(row)[header.indexOf(column)];
        }

        void set(int row, String column, String value) {
            rows.get(row)[header.indexOf(column)] = value;
        }

        void add(int row, String column, double amount) {
            set(row, column, Double.toString(Double.parseDouble(get(row, column)) + amount));
        }

        void copy(int row, int to) {
            rows.add(to, rows.get(row).clone());
        }

        void swap(int row, int other) {
            rows.set(row, rows.set(other, rows.get(row)));
        }

        /** First row in which a column reads so. */
        int find(String column, String value) {
            for (int row = 1; row < rows.size(); row++) {
                if (get(row, column).equals(value)) {
                    return row;
                }
            }
            throw new IllegalStateException("no row has " + value + " in " + column);
        }

        int last() {
            return rows.size() - 1;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            rows.forEach(row -> text.append(String.join(",", row)).append('\n'));
            return text.toString();
        }
    }

    /** The lines of a run's file. */
    static Lines lines(Path folder, String file) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        if (file.endsWith(".gz")) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(file)))) {
                bytes = in.readAllBytes();
            }
        }
        return new Lines(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Copies an honest run and lies in the copy. */
    void apply(Path honest, Path forged) throws IOException {
        Files.createDirectories(forged);
        for (String each :
                List.of(RunFiles.ORDERS, RunFiles.FILLS, RunFiles.EQUITY, RunFiles.SIGNALS, SummaryChecks.SUMMARY)) {
            Files.copy(honest.resolve(each), forged.resolve(each));
        }
        Lines lines = lines(honest, file);
        edit.change(lines);
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        Files.write(forged.resolve(file), file.endsWith(".gz") ? compressed(bytes) : bytes);
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return file + ": " + name;
    }
}
