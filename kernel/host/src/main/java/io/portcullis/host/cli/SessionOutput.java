package io.portcullis.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the commands that run a session have in common. */
final class SessionOutput {
    private SessionOutput() {}

    static int print(Terminal terminal, JsonOption json, Sessions.SessionResult result) {
        if (json.isOn()) {
            terminal.json(result.values());
        } else {
            result.summary().forEach(terminal::line);
        }
        return result.code().number();
    }

    static Path folder(Path out) throws IOException {
        Files.createDirectories(out);
        return out.toAbsolutePath().normalize();
    }

    static Path existingFile(String option, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.FAILED, option + ": there is no file " + file);
        }
        return file.toAbsolutePath().normalize();
    }

    static Path existingFolder(String option, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(ExitCode.FAILED, option + ": there is no folder " + folder);
        }
        return folder.toAbsolutePath().normalize();
    }
}
