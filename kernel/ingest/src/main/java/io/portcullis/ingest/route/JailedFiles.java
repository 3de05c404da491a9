package io.portcullis.ingest.route;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFileEndpoint;

/**
 * The component {@code file}, kept to a few folders: a route must not read the admin token or write into the log.
 *
 * <p>Camel keeps the files of a producer below the endpoint's folder; this keeps the folder itself, and whatever an
 * option names
 * beside it, below one of ours.
 */
final class JailedFiles extends FileComponent {
    private static final Set<String> PATH_OPTIONS = Set.of(
            "move", "moveFailed", "preMove", "moveExisting", "doneFileName", "fileName", "tempFileName", "tempPrefix");

    private final List<Path> roots;

    JailedFiles(List<Path> roots) {
        this.roots =
                roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    }

    @Override
    protected GenericFileEndpoint<File> buildFileEndpoint(String uri, String folder, Map<String, Object> options)
            throws Exception {
        Path path = Path.of(folder).toAbsolutePath().normalize();
        if (roots.stream().noneMatch(path::startsWith)) {
            throw new IllegalArgumentException(
                    "file:" + folder + " is outside the folders that routes may use: " + roots);
        }
        if ("false".equals(String.valueOf(options.get("jailStartingDirectory")))) {
            throw new IllegalArgumentException("jailStartingDirectory must stay true");
        }
        for (String option : PATH_OPTIONS) {
            requireInside(option, String.valueOf(options.getOrDefault(option, "")));
        }
        return super.buildFileEndpoint(uri, folder, options);
    }

    private static void requireInside(String option, String value) {
        if (value.contains("..") || value.startsWith("/") || value.startsWith("\\") || value.contains(":\\")) {
            throw new IllegalArgumentException(
                    option + " must be a path below the endpoint's folder without '..', got '" + value + "'");
        }
    }
}
