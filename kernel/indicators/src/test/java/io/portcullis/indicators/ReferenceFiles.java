package io.portcullis.indicators;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The series that others published, read from the data beside the repository; a test that asks for one is left out without. */
final class ReferenceFiles {
    private static final String FOLDER = "09-reference";

    private ReferenceFiles() {}

    static List<String> lines(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file(name))), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static Path file(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(".ci"))) {
            folder = folder.getParent();
        }
        Path file =
                folder.resolveSibling("shared").resolve("data").resolve(FOLDER).resolve(name);
        assumeThat(file)
                .as("the reference series (../shared/data beside the repository) are not here: not compared")
                .isRegularFile();
        return file;
    }
}
