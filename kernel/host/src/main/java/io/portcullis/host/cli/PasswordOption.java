package io.portcullis.host.cli;

import io.portcullis.host.access.SecretFile;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Option;

/**
 * A password from a file that only its owner can read, or from the keyboard without an echo. Never from the command line: every
 * user of the machine can read that.
 */
final class PasswordOption {
    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "a file (rw-------) whose first line is the password (default: it is asked for)")
    private Path file;

    /** One that is there already. */
    char[] known(String prompt) throws IOException {
        return file == null ? ask(prompt) : read(file);
    }

    /** A new one; at the keyboard it has to be typed twice. */
    char[] chosen(String name) throws IOException {
        if (file != null) {
            return read(file);
        }
        char[] first = ask("new password of " + name + ": ");
        char[] second = ask("again: ");
        if (!Arrays.equals(first, second)) {
            throw new CommandFailure(ExitCode.FAILED, "the two passwords differ; nothing was changed");
        }
        return first;
    }

    static char[] read(Path file) throws IOException {
        return SecretFile.read(file).lines().findFirst().orElse("").toCharArray();
    }

    static char[] ask(String prompt) {
        Console keyboard = System.console();
        char[] password = keyboard == null ? null : keyboard.readPassword("%s", prompt);
        if (password == null) {
            throw new CommandFailure(
                    ExitCode.FAILED, "there is no terminal to ask for a password on; name a file by --password-file");
        }
        return password;
    }
}
