package io.portcullis.host.evaluation;

import io.portcullis.host.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who looked at which data with which settings, one line each: whoever tries often finds something. Days that are held back may be
 * looked at once.
 */
final class TrialLedger {
    private static final String HEADER = "when,dataset,from,to,testFrom,folds,heldBack,settings,agents";
    private static final int COLUMNS = HEADER.split(",").length;

    private final Path file;

    /**
     * One look.
     *
     * @param when the day of it
     * @param dataset name of the descriptor
     * @param from first date that counted
     * @param to last date
     * @param testFrom first date that was judged
     * @param folds how many stretches were judged
     * @param heldBack whether days were opened that are held back
     * @param settings digest of the agents' settings
     * @param agents how many were asked
     */
    record Look(
            LocalDate when,
            String dataset,
            LocalDate from,
            LocalDate to,
            LocalDate testFrom,
            int folds,
            boolean heldBack,
            String settings,
            int agents) {
        String line() {
            return String.join(
                    ",",
                    when.toString(),
                    dataset,
                    from.toString(),
                    to.toString(),
                    testFrom.toString(),
                    Integer.toString(folds),
                    heldBack ? "opened" : "no",
                    settings,
                    Integer.toString(agents));
        }
    }

    TrialLedger(Path file) {
        this.file = file;
    }

    private List<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        if (!Files.exists(file)) {
            return rows;
        }
        List<String> lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
            String[] row = lines.get(i).split(",", -1);
            if (row.length != COLUMNS) {
                throw new ConfigException(file + ":" + (i + 1) + ": must have " + COLUMNS + " columns (" + HEADER
                        + "), has " + row.length);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Refuses a second look at the held-back days of a data set. */
    void requireUnopened(String dataset) throws IOException {
        for (String[] row : rows()) {
            if (row[1].equals(dataset) && row[6].equals("opened")) {
                throw new ConfigException("the held-back days of " + dataset + " were opened on " + row[0] + " (" + file
                        + "): a second look at them is no test any more");
            }
        }
    }

    /** Adds a look. */
    void add(Look look) throws IOException {
        if (!Files.exists(file)) {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, HEADER + "\n");
        }
        Files.writeString(file, look.line() + "\n", StandardOpenOption.APPEND);
    }

    /** With how many different settings a data set has been looked at. */
    int settingsTried(String dataset) throws IOException {
        Set<String> tried = new TreeSet<>();
        for (String[] row : rows()) {
            if (row[1].equals(dataset)) {
                tried.add(row[7]);
            }
        }
        return tried.size();
    }
}
