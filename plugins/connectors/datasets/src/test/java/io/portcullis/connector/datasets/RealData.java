package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the training data beside the repository; a test that needs them is skipped, and says so, when they are not there. */
final class RealData {
    private RealData() {}

    static Path file(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".ci"))) {
            folder = folder.getParent();
        }
        Path file = folder.resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(file)
                .as("the training data (../shared/data beside the repository) are not here: not read")
                .isRegularFile();
        return file;
    }
}
