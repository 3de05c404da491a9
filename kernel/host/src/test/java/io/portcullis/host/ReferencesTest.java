package io.portcullis.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of reference values and the tests that hold them say the same. */
class ReferencesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path TABLE = ROOT.resolve("distribution/docs/references.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))\\.(\\w+)`");
    private static final Pattern VALUE = Pattern.compile("`([^`]+)`");
    /** Digits in a comment hold nothing. */
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

    private static final int ROWS_MIN = 50;

    @Test
    void shouldNameTestsThatExistAndAssertTheValue() throws IOException {
        Map<String, String> sources = sources();
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (String line : Files.readAllLines(TABLE)) {
            Matcher test = TEST.matcher(line);
            StringBuilder source = new StringBuilder();
            while (test.find()) {
                String found = sources.getOrDefault(test.group(1), "");
                if (!found.contains("void " + test.group(2) + "(")) {
                    wrong.add(test.group() + " is not there");
                }
                source.append(found);
            }
            if (!source.isEmpty()) {
                rows++;
                wrong.addAll(missing(line, source.toString()));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(rows).isGreaterThan(ROWS_MIN);
    }

    /** Values stand in the third column, as the test has them. */
    private static List<String> missing(String line, String source) {
        List<String> missing = new ArrayList<>();
        String[] cells = line.split("\\|", -1);
        Matcher value = VALUE.matcher(cells.length > 5 ? cells[3] : "");
        while (value.find()) {
            String digits = value.group(1);
            if (!source.contains(digits) && !source.contains(digits.replaceAll("0+$", ""))) {
                missing.add(digits + " is not in the test of: " + line);
            }
        }
        return missing;
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String part : List.of("kernel", "plugins", "distribution")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                for (Path file : files.filter(path -> path.toString().contains("/src/test/java/")
                                && path.toString().matches(".*(Test|IT)\\.java"))
                        .toList()) {
                    String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
                    sources.put(file.getFileName().toString().replace(".java", ""), code);
                }
            }
        }
        return sources;
    }
}
