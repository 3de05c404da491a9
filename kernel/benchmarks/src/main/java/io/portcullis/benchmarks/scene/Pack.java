package io.portcullis.benchmarks.scene;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The repository's rules/portfolio, with two limits lifted that a benchmark has to break: it asks for the same orders again and again, and
 * for a hundred thousand of them on one day.
 */
public final class Pack {
    private static final String NAME = "portfolio";
    private static final Pattern LIFTED =
            Pattern.compile("^(repeats-max|order-to-trade-max),global,[^,]*,count", Pattern.MULTILINE);

    private Pack() {}

    /** The repository's root: the first folder at or above the working folder with rules/portfolio in it. */
    public static Path repository() throws IOException {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("rules/portfolio/pack.yaml"))) {
                return folder;
            }
        }
        throw new IOException("no rules/portfolio/pack.yaml in " + start + " or above; run inside the repository");
    }

    /** The pack's files. */
    public static PackContent content() throws IOException {
        SortedMap<String, String> files =
                new TreeMap<>(PackContent.ofFolder(repository().resolve("rules").resolve(NAME))
                        .files());
        files.computeIfPresent(
                "limits.csv", (file, rows) -> LIFTED.matcher(rows).replaceAll("$1,global,1000000000,count"));
        return PackContent.of(files);
    }

    /** The events that bring the pack into an engine; it fits one chunk. */
    public static List<EngineEvent> activation(PackContent content, long timeNanos) {
        return List.of(
                new EngineEvent.PackStaged(timeNanos, content.hash(), NAME, 0, 1, content.bytes()),
                new EngineEvent.PackActivated(timeNanos, content.hash(), "benchmark"));
    }
}
