package io.portcullis.host.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file in the syntax of Java properties, with the line of each key: {@link Properties} alone forgets lines and takes the last
 * of two equal keys without a word.
 *
 * @param path the file
 * @param entries its keys
 */
record PropertiesFile(Path path, SortedMap<String, Entry> entries) {
    private static final long BYTES_MAX = 1 << 20;

    /**
     * One key's value.
     *
     * @param value as written, unescaped and trimmed
     * @param line where it starts, from 1
     */
    record Entry(String value, int line) {}

    static PropertiesFile read(Path path) {
        List<String> lines;
        try {
            if (Files.size(path) > BYTES_MAX) {
                throw new ConfigException(path + " is larger than " + BYTES_MAX + " bytes: that is no settings file");
            }
            lines = Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            return new PropertiesFile(path, new TreeMap<>());
        } catch (IOException e) {
            throw new ConfigException(path + " cannot be read as UTF-8 text: " + e.getMessage(), e);
        }
        return parse(path, lines);
    }

    private static PropertiesFile parse(Path path, List<String> lines) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        int next = 0;
        while (next < lines.size()) {
            int first = next;
            StringBuilder logical = new StringBuilder(lines.get(next++));
            while (!isComment(logical) && continues(logical) && next < lines.size()) {
                logical.append('\n').append(lines.get(next++));
            }
            add(path, entries, logical.toString(), first + 1);
        }
        return new PropertiesFile(path, entries);
    }

    private static void add(Path path, SortedMap<String, Entry> entries, String logicalLine, int line) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logicalLine));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(path + ":" + line + ": " + e.getMessage(), e);
        }
        for (String key : one.stringPropertyNames()) {
            Entry former =
                    entries.putIfAbsent(key, new Entry(one.getProperty(key).strip(), line));
            if (former != null) {
                throw new ConfigException(path + ":" + line + ": " + key + " stands already in line " + former.line()
                        + "; keep one of the two");
            }
        }
    }

    private static boolean isComment(CharSequence line) {
        String start = line.toString().stripLeading();
        return start.startsWith("#") || start.startsWith("!");
    }

    /** An odd number of backslashes at the end: the value goes on in the next line. */
    private static boolean continues(CharSequence line) {
        int backslashes = 0;
        for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
