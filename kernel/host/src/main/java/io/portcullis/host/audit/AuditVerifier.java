package io.portcullis.host.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads an audit from its first line and tells whether every line is the one that was written, in its place. */
public final class AuditVerifier {
    private final String knownHead;
    private String previous;
    private long number;
    private long lines;
    private boolean headSeen;
    private String note = "";

    private AuditVerifier(String after, String knownHead) {
        this.previous = after.isEmpty() ? AuditLine.BEGINNING : after;
        this.knownHead = knownHead;
        this.headSeen = knownHead.isEmpty() || knownHead.equals(previous);
    }

    /**
     * How it came out.
     *
     * @param files how many
     * @param lines how many are sound, up to the first that is not
     * @param head hash of the last sound line
     * @param problem file, line and what is wrong with it; empty when all is sound
     * @param note what is no fault, such as a line that is being written
     */
    public record Result(int files, long lines, String head, String problem, String note) {}

    /**
     * Verifies the files of a data folder.
     *
     * @param after hash of the line before the first one that is there, when older files were taken away; else empty
     * @param knownHead a hash that was noted earlier and must be in the chain; else empty
     */
    public static Result verify(Home home, String after, String knownHead) throws IOException {
        return new AuditVerifier(after, knownHead).run(AuditFiles.list(home.audit()));
    }

    private Result run(List<Path> files) throws IOException {
        for (Path file : files) {
            Optional<String> problem = read(file, file.equals(files.get(files.size() - 1)));
            if (problem.isPresent()) {
                return new Result(files.size(), lines, previous, problem.get(), note);
            }
        }
        String missing =
                headSeen ? "" : "no line has the hash " + knownHead + ": lines were cut off, or all was written anew";
        return new Result(files.size(), lines, previous, missing, note);
    }

    private Optional<String> read(Path file, boolean last) throws IOException {
        String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int row = 0;
        int at = 0;
        while (at < content.length()) {
            row++;
            int end = content.indexOf('\n', at);
            if (end < 0 && last) {
                note = file.getFileName() + ":" + row + " is not finished: it is being written, or a crash tore it";
                return Optional.empty();
            }
            String problem = end < 0 ? "is not finished" : check(content.substring(at, end));
            if (!problem.isEmpty()) {
                return Optional.of(file.getFileName() + ":" + row + ": " + problem);
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    private String check(String line) {
        Optional<String> hash = AuditLine.soundHash(line);
        if (hash.isEmpty()) {
            return "the line is not the one that was written";
        }
        try {
            JsonNode fields = Json.tree(line);
            if (!fields.path("previous").asText().equals(previous)) {
                return number == 0
                        ? "lines before it are missing; if they were put away, name the last one's hash by --after"
                        : "the line before it is missing, doubled or another one";
            }
            if (number > 0 && fields.path("number").asLong() != number + 1) {
                return "has number " + fields.path("number").asLong() + " after " + number;
            }
            number = fields.path("number").asLong();
        } catch (JsonProcessingException e) {
            return "cannot be read";
        }
        previous = hash.get();
        headSeen |= previous.equals(knownHead);
        lines++;
        return "";
    }
}
