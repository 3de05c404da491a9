package io.portcullis.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Prometheus' text format 0.0.4, read strictly: what a scraper would only tolerate, and what its linter would complain
 * about, is refused with the line.
 */
public final class PrometheusText {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.*\\S.*)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");

    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Set<String> series = new HashSet<>();
    private Family current;

    private PrometheusText() {}

    /**
     * One family.
     *
     * @param name its name
     * @param help what it means
     * @param type counter, gauge, histogram or summary
     * @param samples its lines
     */
    public record Family(String name, String help, String type, List<Sample> samples) {}

    /**
     * One line.
     *
     * @param name the family's name, for histograms and summaries with a suffix
     * @param labels by name
     * @param value its number
     */
    public record Sample(String name, Map<String, String> labels, double value) {}

    /**
     * Reads a page.
     *
     * @throws IllegalArgumentException when the page is not as it should be, naming the line
     */
    public static PrometheusText parse(String page) {
        if (!page.isEmpty() && !page.endsWith("\n")) {
            throw new IllegalArgumentException("the last line has no end");
        }
        PrometheusText text = new PrometheusText();
        String[] lines = page.split("\n");
        String help = null;
        for (int i = 0; i < lines.length; i++) {
            try {
                help = text.line(lines[i], help);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage() + ": " + lines[i], e);
            }
        }
        text.families.values().forEach(PrometheusText::requireSound);
        return text;
    }

    /** The families in the page's order. */
    public Map<String, Family> families() {
        return Collections.unmodifiableMap(families);
    }

    /** Value of the one line with exactly these labels, given as name, value, name, value; NaN when there is none. */
    public double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return families.values().stream()
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(wanted))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private String line(String line, String help) {
        Matcher describes = HELP.matcher(line);
        if (describes.matches()) {
            require(!families.containsKey(describes.group(1)), "a family must stand together and once");
            return line;
        }
        Matcher types = TYPE.matcher(line);
        if (types.matches()) {
            require(
                    help != null && help.startsWith("# HELP " + types.group(1) + " "),
                    "HELP of the same family comes before TYPE");
            current = new Family(
                    types.group(1),
                    help.substring(("# HELP " + types.group(1) + " ").length()),
                    types.group(2),
                    new ArrayList<>());
            families.put(current.name(), current);
            return null;
        }
        require(help == null, "TYPE comes right after HELP");
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches() && current != null, "neither HELP, TYPE nor a sample of a family");
        current.samples().add(sample(sample.group(1), sample.group(2), sample.group(3)));
        return null;
    }

    private Sample sample(String name, String labels, String number) {
        require(belongs(name, current), "a sample of another family than " + current.name());
        Map<String, String> byName = new TreeMap<>();
        Matcher label = LABEL.matcher(labels == null ? "" : labels);
        int at = 0;
        while (at < label.regionEnd()) {
            label.region(at, label.regionEnd());
            require(label.lookingAt(), "labels must be name=\"value\", separated by commas");
            require(byName.put(label.group(1), label.group(2)) == null, "a label stands twice");
            at = label.end();
        }
        require(series.add(name + byName), "a series stands twice");
        return new Sample(name, byName, number(number));
    }

    private static boolean belongs(String name, Family family) {
        String suffix =
                name.startsWith(family.name()) ? name.substring(family.name().length()) : "?";
        return switch (family.type()) {
            case "histogram" -> Set.of("_bucket", "_sum", "_count").contains(suffix);
            case "summary" -> Set.of("", "_sum", "_count").contains(suffix);
            default -> suffix.isEmpty();
        };
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static void requireSound(Family family) {
        require(!family.samples().isEmpty(), family.name() + " has no samples");
        boolean counter = family.type().equals("counter");
        require(
                counter == family.name().endsWith("_total"),
                family.name() + ": counters, and only they, end in _total");
        for (Sample sample : family.samples()) {
            require(!counter || sample.value() >= 0, sample + " of a counter is below zero");
            if (family.type().equals("summary") && sample.name().equals(family.name())) {
                double quantile = Double.parseDouble(sample.labels().getOrDefault("quantile", "-1"));
                require(quantile >= 0 && quantile <= 1, sample + " of a summary needs a quantile from 0 to 1");
            }
        }
        if (family.type().equals("histogram")) {
            requireRising(family);
        }
    }

    private static void requireRising(Family family) {
        Map<Map<String, String>, Sample> last = new LinkedHashMap<>();
        for (Sample sample : family.samples()) {
            Map<String, String> others = new TreeMap<>(sample.labels());
            String bound = others.remove("le");
            if (sample.name().endsWith("_bucket")) {
                Sample before = last.put(others, sample);
                require(bound != null, sample + " needs a bound");
                require(before == null || rises(before, sample), sample + " must not be below " + before);
            } else if (sample.name().endsWith("_count")) {
                Sample whole = last.get(others);
                require(
                        whole != null && whole.labels().get("le").equals("+Inf") && whole.value() == sample.value(),
                        sample + " must equal the bucket up to +Inf");
            }
        }
    }

    private static boolean rises(Sample before, Sample after) {
        return number(before.labels().get("le")) < number(after.labels().get("le")) && before.value() <= after.value();
    }

    private static void require(boolean sound, String message) {
        if (!sound) {
            throw new IllegalArgumentException(message);
        }
    }
}
