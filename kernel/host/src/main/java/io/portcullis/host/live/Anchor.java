package io.portcullis.host.live;

import io.portcullis.model.event.EngineEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

/**
 * What is kept of a log outside of it at a day's end, in {@code anchors/DATE.txt}.
 *
 * @param date the trading date
 * @param position log position of its end
 * @param decisions how many there were until then
 * @param chain head of the chain over the decisions
 * @param link link of the chain over all records; empty in files that do not have it
 */
record Anchor(LocalDate date, long position, long decisions, String chain, String link) {
    static Anchor of(long position, EngineEvent.DayClosed day, long link) {
        return new Anchor(day.date(), position, day.decisions(), day.chain(), linkText(link));
    }

    static String linkText(long link) {
        return String.format("%016x", link);
    }

    String fileName() {
        return date + ".txt";
    }

    String text() {
        return "date " + date + "\nposition " + position + "\ndecisions " + decisions + "\nchain " + chain + "\nlink "
                + link + "\n";
    }

    /** Inverts {@link #text()}; an {@link IOException} names the file that is no anchor. */
    static Anchor read(Path file) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.strip().split(" ", 2);
            values.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        try {
            return new Anchor(
                    LocalDate.parse(values.getOrDefault("date", "")),
                    Long.parseLong(values.getOrDefault("position", "")),
                    Long.parseLong(values.getOrDefault("decisions", "")),
                    values.getOrDefault("chain", ""),
                    values.getOrDefault("link", ""));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IOException(
                    file + " is no anchor: it should have lines date, position, decisions, chain, link", e);
        }
    }

    /** Whether a log says the same at this position. */
    boolean matches(EngineEvent event, Long linkThere) {
        return event instanceof EngineEvent.DayClosed day
                && day.date().equals(date)
                && day.decisions() == decisions
                && day.chain().equals(chain)
                && (link.isEmpty() || linkThere != null && linkText(linkThere).equals(link));
    }
}
